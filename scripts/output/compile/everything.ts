import type { Resident } from '../../../charts/changes/change.ts'
import { renderRest } from '../../../charts/render.ts'
import type { Cluster } from '../../../src/cluster/cluster.ts'
import type { Model } from '../../../src/model/model.ts'
import { type Site, survey } from '../disk/compare-all.ts'
import type { Difference } from '../disk/compare-folder.ts'
import { draftsIn } from '../disk/stage.ts'
import type { Second } from './second-thread.ts'
import { singleFiles, surveySingle } from './single-files.ts'
import type { Done, Facts, Task } from './task.ts'
import { compileWhole } from './two-threads.ts'

/** Everything that was rendered, and how it differs from the disk. */
export interface Built extends Done {
  /** Missing where there are mistakes; otherwise it may hold only some of the tenants. */
  readonly model: Model | undefined
  /** The paths of all rendered files outside the tenants' folders. */
  readonly rest: readonly string[]
}

export async function build(task: Omit<Task, 'thread'>, second?: Second): Promise<Built> {
  const { done, model } = await compileWhole(task, second)
  if (!model) return { ...done, model, rest: [] }
  const sites = model.clusters.map(cluster => siteOf(model, cluster, done.facts))
  const isWhole = (task.context.clusters ?? []).length === 0
  const single = isWhole ? singleFiles(task.root, { model, facts: done.facts }) : []
  const rest = [
    ...survey(task.root, sites, isWhole),
    ...(isWhole ? surveySingle(task.root, single) : [])
  ]
  const wrong = new Set(rest.filter(({ kind }) => kind !== 'extra').map(({ path }) => path))
  const all = [...sites.flatMap(site => site.files), ...single]
  const files = all.filter(({ path }) => wrong.has(path))
  const stage = draftsIn(task.root, 3)
  return {
    ...done,
    model,
    rest: all.map(({ path }) => path),
    differences: [...done.differences, ...rest].sort(byPath),
    staged: task.writes ? [...done.staged, ...files.map(stage.file)] : []
  }
}

/** Lists every tenant once per cluster. */
export function residents(facts: readonly Facts[]): Resident[] {
  return facts.flatMap(({ path, outline, sites }) =>
    sites.map(({ cluster, counts }) => ({ cluster, name: outline.name, file: path, ...counts }))
  )
}

function siteOf(model: Model, cluster: Cluster, facts: readonly Facts[]): Site {
  const inside = facts.flatMap(({ sites }) =>
    sites.filter(site => site.cluster === cluster.name).map(({ resident }) => resident)
  )
  const tenants = new Set(inside.map(({ name }) => name))
  return { name: cluster.name, tenants, files: renderRest(model, cluster, inside) }
}

function byPath(a: Difference, b: Difference): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0
}
