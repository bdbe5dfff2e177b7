import { type Before, goneFrom, type Located, outputsOf } from '../../charts/changes/change.ts'
import { generated } from './disk/compare-all.ts'
import { generatedTenants, readOn } from './disk/read-tree.ts'
import { type Commit, namesIn, readFrom } from './git.ts'

/** Which clusters, none for all, and the paths of whatever else `read` is to know of a commit. */
interface Wanted {
  readonly clusters: readonly string[]
  /** The tenants that are there now. */
  readonly tenants: readonly Located[]
  readonly paths: readonly string[]
}

/** What a commit holds. */
export function beforeIn(commit: Commit, { clusters, tenants, paths }: Wanted): Before {
  const there = namesIn(commit, generated)
  const chosen = there.filter(name => clusters.length === 0 || clusters.includes(name))
  const before = chosen.flatMap(cluster =>
    namesIn(commit, `${generated}/${cluster}/tenants`).map(name => ({ cluster, name }))
  )
  const texts = readFrom(commit, [...paths, ...traces(before, tenants)])
  return { tenants: before, read: path => texts.get(path) }
}

/** What the disk holds, where nothing is ever committed. */
export function beforeOn(root: string, clusters: readonly string[]): Before {
  return { tenants: generatedTenants(root, clusters), read: readOn(root) }
}

/** What says whether the tenants that are gone were released, and what of them stays. */
function traces(before: readonly Located[], now: readonly Located[]): string[] {
  return goneFrom(before, now).flatMap(outputsOf)
}
