import type { Resident } from '../../charts/changes/change.ts'
import { first, judge } from '../../charts/changes/changes.ts'
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts'
import type { Model } from '../../src/model/model.ts'
import type { Settings } from '../cli/settings.ts'
import { beforeIn, beforeOn } from './before.ts'
import { generated } from './disk/compare-all.ts'
import { readOn } from './disk/read-tree.ts'
import { forkOf } from './git.ts'

type Given = Pick<Settings, 'root' | 'clusters'>

/** What a change may not do, compared with where this branch left the default branch. */
export function harm({ root, clusters }: Given, model: Model, tenants: Resident[]): Diagnostic[] {
  const fork = forkOf(root)
  const paths = model.clusters.map(({ at }) => at().source.path)
  const before = fork ? beforeIn(fork, { clusters, tenants, paths }) : beforeOn(root, clusters)
  const disk = readOn(root)
  const read = (path: string) => (path.startsWith(`${generated}/`) ? undefined : disk(path))
  const { clusters: sites, removals } = model
  return judge({ before, after: { clusters: sites, tenants, removals, read } }, first)
}
