import type { Tenant } from '../../src/model/tenant.ts'
import { addTo } from '../../src/values/group.ts'
import type { Neighbourhood } from '../objects/manifest.ts'
import { letIn } from './neighbours.ts'

/** What other tenants on a cluster have to know about one. */
export interface Opening {
  readonly cluster: string
  readonly name: string
  /** The tenants that it lets in. */
  readonly to: readonly string[]
}

export function openingOf(tenant: Tenant): Opening {
  return { cluster: tenant.cluster.name, name: tenant.name, to: letIn(tenant) }
}

/** Inverts the relation, so that each tenant knows which others let it in. */
export function neighbourhoodsFrom(openings: Iterable<Opening>): (tenant: Tenant) => Neighbourhood {
  const givers = new Map<string, string[]>()
  for (const { cluster, name, to } of openings) {
    for (const taker of to) addTo(givers, `${cluster}/${taker}`, name)
  }
  return ({ cluster, name }) => ({ givers: (givers.get(`${cluster.name}/${name}`) ?? []).sort() })
}
