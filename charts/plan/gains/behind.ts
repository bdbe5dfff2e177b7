import { groupBy } from '../../../src/values/group.ts'
import { runsCode } from '../../access/aws-reach.ts'
import type { Right } from '../../access/right.ts'
import { rightsOf } from '../../access/tenant-rights.ts'
import { keyOf, type Located } from '../../changes/change.ts'
import type { Comparison } from '../comparison.ts'
import type { AccessChange } from '../plan-data.ts'
import type { Held } from './held.ts'

/** Whoever runs code in a tenant acts as its workloads, also in other tenants that let these in. */
export interface Behind {
  /** The rights of people with what they have in other tenants that way. */
  readonly held: (rights: readonly Right[]) => readonly Held[]
  /** A change for a workload with the people who may act as it. */
  readonly withPeople: (change: AccessChange) => AccessChange
}

export function behindIn({ before, after }: Pick<Comparison, 'before' | 'after'>): Behind {
  const tenants = (after.model ?? before.model)?.tenants ?? []
  const sites = new Map(tenants.map(tenant => [keyOf(placeOf(tenant)), tenant]))
  const opened = tenants.flatMap(tenant => {
    const { cluster, name } = placeOf(tenant)
    return tenant.neighbours.map(({ tenant: guest, role }) => {
      return { key: keyOf({ cluster, name: guest }), text: `role ${role} in ${name}` }
    })
  })
  const elsewhere = groupBy(opened, ({ key }) => key)
  return {
    held: rights => {
      return rights.map(right => {
        const { cluster, tenant } = right
        const isHere = tenant !== null && isCoder(right)
        const texts = isHere ? elsewhere.get(keyOf({ cluster, name: tenant })) : undefined
        return texts ? { ...right, elsewhere: texts.map(({ text }) => text) } : right
      })
    },
    withPeople: change => {
      const [cluster = ''] = change.clusters
      const [name = ''] = change.who[0]?.split('/') ?? []
      const site = change.kind === 'workload' ? sites.get(keyOf({ cluster, name })) : undefined
      const people = (site ? rightsOf(site) : []).filter(isCoder).map(({ who }) => who.name)
      return people.length > 0 ? { ...change, people: [...new Set(people)].sort() } : change
    }
  }
}

function placeOf({ cluster, name }: { cluster: { name: string }; name: string }): Located {
  return { cluster: cluster.name, name }
}

function isCoder(right: Right): boolean {
  return right.who.kind === 'person' && runsCode(right)
}
