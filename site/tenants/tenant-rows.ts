import type { Model } from '../../src/model/model.ts'
import type { Tenant } from '../../src/model/tenant.ts'
import { groupBy } from '../../src/values/group.ts'
import type { Places } from './tenant-data.ts'
import type { TenantRow } from './tenant-row.ts'

/** One for each tenant, by name. */
export function tenantRows(model: Model): TenantRow[] {
  return placesByName(model).map(rowOf)
}

/** Each tenant with all of its clusters, by name. */
export function placesByName({ tenants }: Model): Places[] {
  const names = [...groupBy(tenants, ({ name }) => name)]
  return names.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, places]) => places)
}

function rowOf(places: Places): TenantRow {
  const [{ name, owner, team, written }] = places
  const people = new Set(places.flatMap(place => [place.owner, ...place.people.map(peopleName)]))
  const states = [...new Set(places.map(({ state }) => state))]
  return {
    name,
    owner,
    team: team?.name ?? '',
    description: written.description ?? '',
    clusters: places.map(({ cluster }) => cluster.name),
    state: states.join(', '),
    people: people.size,
    gpu: amountOf(places, 'gpu'),
    cpu: amountOf(places, 'cpu'),
    memory: amountOf(places, 'memory')
  }
}

function peopleName({ email }: Tenant['people'][number]): string {
  return email
}

function amountOf(places: readonly Tenant[], field: string): string {
  const amounts = places.map(({ quota }) => quota.find(each => each.field === field)?.amount ?? '-')
  return [...new Set(amounts)].join(' / ')
}
