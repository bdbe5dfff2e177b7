import { type Before, goneFrom, type Located, outputsOf } from '../../charts/changes/change.ts'
import { generated } from './disk/compare-all.ts'
import { generatedTenants, readOn } from './disk/read-tree.ts'
import { type Commit, namesIn, pathsIn, readFrom } from './git.ts'

/** Which clusters to look at (empty for all), and which other paths `read` must know in the commit. */
interface Wanted {
  readonly clusters: readonly string[]
  /** The tenants that exist now. */
  readonly tenants: readonly Located[]
  readonly paths: readonly string[]
}

/** The state before the first commit. */
export const nothing: Before = {
  tenants: [],
  clusterNames: [],
  files: [],
  read: () => undefined
}

/** The state of a commit. */
export function beforeIn(commit: Commit, { clusters, tenants, paths }: Wanted): Before {
  const isChosen = (name: string) => clusters.length === 0 || clusters.includes(name)
  const before = namesIn(commit, generated)
    .filter(isChosen)
    .flatMap(cluster =>
      namesIn(commit, `${generated}/${cluster}/tenants`).map(name => ({ cluster, name }))
    )
  const named = namesIn(commit, 'platform/clusters')
    .flatMap(file => /^(.+)\.yaml$/.exec(file)?.[1] ?? [])
    .filter(isChosen)
  const clusterNames = [...new Set([...named, ...before.map(({ cluster }) => cluster)])]
  const texts = readFrom(commit, [...paths, ...traces(before, tenants)])
  const files = pathsIn(commit, 'tenants')
  return { tenants: before, clusterNames, files, read: path => texts.get(path) }
}

/** The state on disk, where git does not tell. */
export function beforeOn(root: string, clusters: readonly string[]): Before {
  const tenants = generatedTenants(root, clusters)
  const clusterNames = [...new Set(tenants.map(({ cluster }) => cluster))]
  return { tenants, clusterNames, files: [], read: readOn(root) }
}

/** The files that show whether removed tenants had been released and what of them remains. */
function traces(before: readonly Located[], now: readonly Located[]): string[] {
  return goneFrom(before, now).flatMap(outputsOf)
}
