import type { Cluster } from '../src/cluster/cluster.ts'
import type { Source } from '../src/diagnostics/source.ts'
import type { Model } from '../src/model/model.ts'
import type { Tenant } from '../src/model/tenant.ts'
import { accessTable } from './access/access-table.ts'
import { adminRights } from './access/admin-rights.ts'
import { writtenRights } from './access/tenant-rights.ts'
import { argocdFiles } from './gitops/argocd.ts'
import { fluxFiles } from './gitops/flux.ts'
import { type Resident, residentOf } from './gitops/resident.ts'
import { renderShards } from './gitops/shards.ts'
import { type Documents, documents, headerOf } from './objects/generated.ts'
import type { Manifest, Neighbourhood } from './objects/manifest.ts'
import { partNames, platformFiles } from './platform/compile-platform.ts'
import type { Platform } from './platform/component.ts'
import { type Manifests, manifests } from './tenant/compile-tenant.ts'
import { neighbourhoodsFrom, openingOf } from './tenant/givers.ts'
import { roles } from './tenant/iam-objects.ts'

/** The files of a tenant on one cluster. */
export interface Rendered {
  /** The same objects before serialization, for checks. */
  readonly manifests: Manifests
  readonly files: readonly Source[]
}

export function renderTenant(tenant: Tenant, neighbourhood: Neighbourhood): Rendered {
  const folder = `generated/${tenant.cluster.name}/tenants/${tenant.name}`
  const header = headerOf(tenant.file.path)
  const objects = manifests(tenant, neighbourhood)
  const iam = roles(tenant)
  const files = [
    ...documents(`${folder}/bootstrap`, header, [['objects.yaml', objects.bootstrap]]),
    ...documents(`${folder}/namespace`, header, apart(objects.namespace)),
    { path: `${folder}/access.csv`, text: accessTable(writtenRights(tenant)) },
    ...(iam === undefined ? [] : [{ path: `${folder}/iam.json`, text: iam }])
  ]
  return { manifests: objects, files }
}

/** Access has a file of its own, because it grows with the members and is what reviewers look for. */
function apart(objects: readonly Manifest[]): Documents[] {
  const isGrant = ({ kind }: Manifest) => kind === 'RoleBinding' || kind === 'AuthorizationPolicy'
  return [
    ['grants.yaml', objects.filter(isGrant)],
    ['objects.yaml', objects.filter(object => !isGrant(object))]
  ]
}

/** All files of a cluster except those in its tenants' folders. */
export function renderRest(
  platform: Platform,
  cluster: Cluster,
  residents: readonly Resident[]
): Source[] {
  const names = residents.map(({ name }) => name)
  const components = partNames(platform, cluster)
  return [
    ...renderShards(cluster, names),
    ...platformFiles(platform, cluster),
    {
      path: `generated/${cluster.name}/platform/access.csv`,
      text: accessTable(adminRights(platform, cluster))
    },
    ...fluxFiles(cluster, { components, residents }),
    ...argocdFiles(cluster, { components, residents })
  ]
}

/** Everything that is generated, by path. */
export function render(model: Model): ReadonlyMap<string, string> {
  const { clusters, tenants } = model
  const neighbourhoodOf = neighbourhoodsFrom(tenants.map(openingOf))
  const files = [
    ...tenants.flatMap(tenant => renderTenant(tenant, neighbourhoodOf(tenant)).files),
    ...clusters.flatMap(cluster => {
      const there = tenants.filter(tenant => tenant.cluster.name === cluster.name)
      return renderRest(model, cluster, there.map(residentOf))
    })
  ]
  const pairs = files.map(({ path, text }) => [path, text] as const)
  return new Map(pairs.sort(([a], [b]) => (a < b ? -1 : 1)))
}
