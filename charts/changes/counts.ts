import type { Model } from '../../src/model/model.ts'
import type { Tenant } from '../../src/model/tenant.ts'
import { type Manifests, manifests } from '../tenant/compile-tenant.ts'
import { neighbourhoodsFrom, openingOf } from '../tenant/givers.ts'
import { countsInAws } from '../tenant/iam-objects.ts'
import type { Counts, Resident } from './change.ts'

export function countsOf(tenant: Tenant, { bootstrap, namespace }: Manifests): Counts {
  const services = namespace.filter(({ kind }) => kind === 'Service')
  return {
    objects: bootstrap.length + namespace.length,
    services: services.length,
    ...countsInAws(tenant)
  }
}

/** Every tenant of a whole model on each of its clusters. */
export function residentsOf({ tenants }: Model): Resident[] {
  const neighbourhoodOf = neighbourhoodsFrom(tenants.map(openingOf))
  return tenants.map(tenant => ({
    cluster: tenant.cluster.name,
    name: tenant.name,
    file: tenant.file.path,
    ...countsOf(tenant, manifests(tenant, neighbourhoodOf(tenant)))
  }))
}
