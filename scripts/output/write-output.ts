import { arrange } from '../../src/diagnostics/collect.ts'
import { type Diagnostic, isError } from '../../src/diagnostics/diagnostic.ts'
import { count } from '../../src/text/prose.ts'
import type { Settings } from '../cli/settings.ts'
import { readPaths } from '../cli/sources.ts'
import { type Built, build, residents } from './compile/everything.ts'
import type { Second } from './compile/second-thread.ts'
import type { Done } from './compile/task.ts'
import { commit, emptyStage } from './disk/stage.ts'
import { type Fork, forkOf } from './fork.ts'
import { harm } from './harm.ts'
import { quick } from './incremental/incremental.ts'
import { look, remember } from './incremental/remember.ts'
import { touchedSince } from './touched.ts'

/** The result, or why nothing was written. */
export interface Generated {
  readonly diagnostics: readonly Diagnostic[]
  /** A summary in one line; missing where there are mistakes. */
  readonly done: string | undefined
  /** Files that we did not write and leave alone. */
  readonly extra: readonly string[]
  /** What the change was compared with, if it was. */
  readonly fork?: Fork
}

export interface Options {
  /** The key under which the result of an earlier run may be reused; missing for a full run. */
  readonly key: string | undefined
  /** A worker thread that is already started, if any. */
  readonly second?: Second | undefined
}

/** Makes the folder hold exactly what is rendered, or changes nothing. */
export async function generate(given: Settings, options: Options): Promise<Generated> {
  const { key } = options
  const found = key === undefined ? undefined : await quick(given, key)
  if (!found) return generateWhole(given, options)
  const { diagnostics } = found
  return { diagnostics: arrange(diagnostics), done: summary(found, found), extra: [] }
}

async function generateWhole(given: Settings, { key, second }: Options): Promise<Generated> {
  const { root } = given
  const paths = readPaths(given)
  const seen = look(root, key ?? '', paths)
  const tenants = paths.filter(path => path.startsWith('tenants/'))
  emptyStage(root)
  const built = await build(
    { root, context: given, paths: tenants, writes: true, asked: new Set() },
    second
  )
  const { model } = built
  const fork = forkOf(root)
  const found = model ? harm(given, { model, tenants: residents(built.facts), fork }) : []
  const diagnostics = arrange([...built.diagnostics, ...found])
  const failed = diagnostics.some(isError)
  const extra = pathsOf(built, 'extra')
  if (failed) return { diagnostics, done: undefined, extra, fork }
  commit(root, built.staged, pathsOf(built, 'stale'))
  emptyStage(root)
  if (key !== undefined)
    remember(seen, { ...built, harm: found }, { ...given, touched: touchedSince(() => fork) })
  return { diagnostics, done: summary(built, countsOf(built)), extra, fork }
}

function pathsOf({ differences }: Done, wanted: string): string[] {
  return differences.filter(({ kind }) => kind === wanted).map(({ path }) => path)
}

interface Counts {
  readonly tenants: number
  readonly clusters: number
}

function countsOf({ facts, model }: Built): Counts {
  const tenants = facts.filter(({ sites }) => sites.length > 0).length
  return { tenants, clusters: model?.clusters.length ?? 0 }
}

function summary(done: Done, { tenants, clusters }: Counts): string {
  const stale = pathsOf(done, 'stale').length
  const written = done.staged.reduce((sum, { files }) => sum + files, 0)
  const what = `${count(tenants, 'tenant')} on ${count(clusters, 'cluster')}`
  if (written + stale === 0) return `${what}, nothing changed`
  return `${what}: ${count(written, 'file')} written, ${stale} removed`
}
