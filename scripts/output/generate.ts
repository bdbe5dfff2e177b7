import { judge } from '../../charts/changes.ts'
import { arrange, type Diagnostic, severity } from '../../src/diagnostic.ts'
import { count } from '../../src/prose.ts'
import type { Settings } from '../frame/settings.ts'
import { readPaths } from '../frame/tree.ts'
import { beforeIn, beforeOn } from './before.ts'
import { type Built, build, residents } from './build.ts'
import { readOn } from './disk.ts'
import { head } from './git.ts'
import { commit, emptyStage } from './stage.ts'
import { generated } from './survey.ts'

/** What was done, or why nothing was. */
export interface Generated {
  readonly diagnostics: readonly Diagnostic[]
  /** One line for people; nothing where there are mistakes. */
  readonly done: string | undefined
  /** Files that are not ours, and are left alone. */
  readonly extra: readonly string[]
}

/** Makes the folder hold exactly what is rendered, or leaves all as it was. */
export async function generate(given: Settings, allowed: ReadonlySet<string>): Promise<Generated> {
  const { root } = given
  const paths = readPaths(given).filter(path => path.startsWith('tenants/'))
  emptyStage(root)
  const context = { ...given, touched: new Set<string>() }
  const built = await build({ root, context, paths, writes: true, asked: new Set() })
  const diagnostics = arrange([...built.diagnostics, ...removals(given, built, allowed)])
  const failed = diagnostics.some(({ code }) => severity(code) === 'error')
  const extra = pathsOf(built, 'extra')
  if (failed) return { diagnostics, done: undefined, extra }
  commit(root, built.staged, pathsOf(built, 'stale'))
  emptyStage(root)
  return { diagnostics, done: summary(built), extra }
}

function removals(given: Settings, { model, facts }: Built, allowed: ReadonlySet<string>) {
  if (!model) return []
  const { root, clusters } = given
  const tenants = residents(facts)
  const last = head(root)
  const before = last ? beforeIn(last, { clusters, tenants, paths: [] }) : beforeOn(root, clusters)
  const read = readOn(root)
  // What objects become is for `check --base` to judge: here it may be one of many attempts.
  const sources = (path: string) => (path.startsWith(`${generated}/`) ? undefined : read(path))
  return judge({ before, after: { clusters: model.clusters, tenants, read: sources }, allowed })
}

function pathsOf({ differences }: Built, wanted: string): string[] {
  return differences.filter(({ kind }) => kind === wanted).map(({ path }) => path)
}

function summary(built: Built): string {
  const { facts, staged, model } = built
  const stale = pathsOf(built, 'stale').length
  const tenants = facts.filter(({ sites }) => sites.length > 0).length
  const what = `${count(tenants, 'tenant')} on ${count(model?.clusters.length ?? 0, 'cluster')}`
  if (staged.length + stale === 0) return `${what}, nothing changed`
  return `${what}: ${count(staged.length, 'file')} written, ${stale} removed`
}
