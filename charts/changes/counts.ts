import { collection } from '../../src/diagnostics/collect.ts'
import type { Model } from '../../src/model/model.ts'
import type { Tenant } from '../../src/model/tenant.ts'
import { type Manifests, manifests } from '../tenant/compile-tenant.ts'
import { neighbourhoodsFrom, openingOf } from '../tenant/givers.ts'
import { countsInAws } from '../tenant/iam-objects.ts'
import type { ChangeRule, Counts, Resident } from './change.ts'
import { invalidScale } from './invalid-scale.ts'
import { invalidShards } from './invalid-shards.ts'
import { riskyScale } from './risky-scale.ts'

export function countsOf(tenant: Tenant, { bootstrap, namespace }: Manifests): Counts {
  const services = namespace.filter(({ kind }) => kind === 'Service')
  return {
    objects: bootstrap.length + namespace.length,
    services: services.length,
    ...countsInAws(tenant)
  }
}

/**
 * Every tenant of a whole model on each of its clusters. Its objects are counted only where there could
 * be too many, because making them takes longer than all the rest.
 */
export function residentsOf(model: Model): Resident[] {
  const atMost = model.tenants.map(tenant => residentIn(tenant, boundOf(tenant)))
  return isFarFromLimits(model, atMost) ? atMost : counted(model)
}

export function counted({ tenants }: Model): Resident[] {
  const neighbourhoodOf = neighbourhoodsFrom(tenants.map(openingOf))
  return tenants.map(tenant => {
    return residentIn(tenant, countsOf(tenant, manifests(tenant, neighbourhoodOf(tenant))))
  })
}

export function residentIn({ cluster, name, file }: Tenant, counts: Counts): Resident {
  return { cluster: cluster.name, name, file: file.path, ...counts }
}

/** The objects that a tenant has once, or not at all. */
const once = 24

/** At least as much as a tenant needs, from the length of its lists. */
function boundOf(tenant: Tenant): Counts {
  const { people, workloads, neighbours, network, aws, serving, volumes } = tenant
  const guests = neighbours.flatMap(({ accounts }) => accounts)
  const inAws = countsInAws(tenant)
  const pairs = [people, workloads, guests, volumes, serving.public, serving.public]
  const singles = [network.from, aws.accounts, tenant.environments, tenant.pools, tenant.secrets]
  const objects = once + 2 * sizeOf(pairs) + sizeOf(singles) + inAws.roles + inAws.associations
  return { objects, services: 1, ...inAws }
}

function sizeOf(lists: readonly (readonly unknown[])[]): number {
  return lists.reduce((sum, { length }) => sum + length, 0)
}

/** The rules that count; more of anything never makes them say less. */
const counting: readonly ChangeRule[] = [invalidShards, invalidScale, riskyScale]

function isFarFromLimits({ clusters, removals }: Model, tenants: readonly Resident[]): boolean {
  const { report, all } = collection()
  const before = { tenants: [], clusterNames: [], files: [], read: () => undefined }
  const after = { clusters, tenants, removals, read: () => undefined }
  for (const rule of counting) rule({ before, after }, report)
  return all().length === 0
}
