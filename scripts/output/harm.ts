import type { Resident } from '../../charts/changes/change.ts'
import { first, judge } from '../../charts/changes/changes.ts'
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts'
import type { Model } from '../../src/model/model.ts'
import type { Settings } from '../cli/settings.ts'
import { beforeIn, beforeOn, nothing } from './before.ts'
import { generated } from './disk/compare-all.ts'
import { readOn } from './disk/read-tree.ts'
import type { Fork } from './fork.ts'
import { isUncommitted } from './git.ts'

type Given = Pick<Settings, 'root' | 'clusters'>

interface Change {
  readonly model: Model
  readonly tenants: readonly Resident[]
  readonly fork: Fork
}

/** What a change may not do, compared with where this branch left the default branch. */
export function harm({ root, clusters }: Given, { model, tenants, fork }: Change): Diagnostic[] {
  const paths = model.clusters.map(({ at }) => at().source.path)
  const { commit } = fork
  const before = commit
    ? beforeIn(commit, { clusters, tenants, paths })
    : isUncommitted(root)
      ? nothing
      : beforeOn(root, clusters)
  const disk = readOn(root)
  const read = (path: string) => (path.startsWith(`${generated}/`) ? undefined : disk(path))
  const { clusters: sites, removals } = model
  return judge({ before, after: { clusters: sites, tenants, removals, read } }, first)
}
