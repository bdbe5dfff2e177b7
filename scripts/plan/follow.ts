import type { Resident } from '../../charts/changes/change.ts'
import { countsOf, residentIn } from '../../charts/changes/counts.ts'
import { residentOf } from '../../charts/gitops/resident.ts'
import { renderShards } from '../../charts/gitops/shards.ts'
import { ofTenant } from '../../charts/plan/sites.ts'
import { renderRest, renderTenant } from '../../charts/render.ts'
import { neighbourhoodsFrom, openingOf } from '../../charts/tenant/givers.ts'
import type { Cluster } from '../../src/cluster/cluster.ts'
import type { Model } from '../../src/model/model.ts'
import type { Tenant } from '../../src/model/tenant.ts'
import { folderOf } from '../output/disk/compare-all.ts'
import type { State } from './git-state.ts'
import { namesListed } from './listed.ts'

/** How what is generated differs from what people write. */
export interface Followed {
  /** Files that nobody generated yet, as they will be; nothing for those that will go. */
  readonly pending: ReadonlyMap<string, string | undefined>
  /** Files that somebody changed to something else. */
  readonly stray: ReadonlySet<string>
  /** The tenants that the change concerns, with how much each needs. */
  readonly residents: readonly Resident[]
}

interface Given {
  readonly model: Model
  readonly tenants: readonly Tenant[]
  /** The folders of the tenants that the change concerns. */
  readonly folders: readonly string[]
  readonly changed: ReadonlySet<string>
  /** The tenants whose files have mistakes. */
  readonly broken: ReadonlySet<string>
  readonly isConcerned: (name: string) => boolean
}

interface States {
  readonly before: State
  readonly after: State
}

/** Compares with what would be generated. A file that the change leaves alone was not generated yet. */
export function follow(states: States, given: Given): Followed {
  const { model, tenants, folders, changed } = given
  const { after: state } = states
  const neighbourhoodOf = neighbourhoodsFrom(model.tenants.map(openingOf))
  const rendered = tenants.map(tenant => {
    const { manifests, files } = renderTenant(tenant, neighbourhoodOf(tenant))
    return { files, resident: residentIn(tenant, countsOf(tenant, manifests)) }
  })
  const files = rendered.flatMap(one => one.files)
  const wanted = new Map(files.map(({ path, text }) => [path, text]))
  const own = new Set(tenants.map(({ cluster, name }) => folderOf(cluster.name, name)))
  const paths = new Set([...state.below([...folders, ...own]), ...wanted.keys()])
  const texts = state.texts([...paths])
  const wrong = [...paths].filter(path => texts.get(path) !== wanted.get(path))
  const pending = wrong.filter(path => !changed.has(path))
  return {
    residents: rendered.map(({ resident }) => resident),
    pending: new Map(pending.map(path => [path, wanted.get(path)])),
    stray: new Set([...wrong.filter(path => changed.has(path)), ...ofClusters(states, given)])
  }
}

/** Changed files beside those of tenants that are not as they would be generated. */
function ofClusters({ after, before }: States, given: Given): string[] {
  const { model, tenants, changed } = given
  return model.clusters.flatMap(cluster => {
    const below = `generated/${cluster.name}/`
    const paths = [...changed].filter(path => path.startsWith(below) && !ofTenant(path))
    if (paths.length === 0) return []
    const own = tenants.filter(tenant => tenant.cluster.name === cluster.name)
    const names = listed(before, { cluster, own, given })
    const rendered = [
      ...renderRest(model, cluster, own.map(residentOf)),
      ...renderShards(cluster, names)
    ]
    const wanted = new Map(rendered.map(({ path, text }) => [path, text]))
    const texts = after.texts(paths)
    return paths.filter(path => texts.get(path) !== wanted.get(path))
  })
}

interface Listed {
  readonly cluster: Cluster
  readonly own: readonly Tenant[]
  readonly given: Given
}

/** The tenants of a cluster: those listed before the change, apart from what it does to them. */
function listed(before: State, { cluster, own, given }: Listed): Set<string> {
  const { broken, isConcerned } = given
  const names = namesListed(before, cluster.name, 'all')
  const kept = names.filter(name => !isConcerned(name) || broken.has(name))
  return new Set([...kept, ...own.map(({ name }) => name)])
}
