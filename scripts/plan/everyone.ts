import { keyOf } from '../../charts/changes/change.ts'
import { begin, modelOf } from '../../src/compile.ts'
import type { Tenant } from '../../src/model/tenant.ts'
import type { Context } from '../../src/rules/rule.ts'
import type { Meaning } from './compile-state.ts'
import type { State } from './git-state.ts'

/** All tenants of a state. It takes time where they are many, so they are only read for sums of changed quotas. */
export function everyone(
  state: State,
  [before, after]: readonly [Meaning, Meaning],
  context: Context
): readonly Tenant[] {
  if (!areSummed(before, after)) return []
  const all = () => true
  return modelOf(begin(state.files(all), all), [], context)?.tenants ?? []
}

function areSummed({ tenants: before }: Meaning, { tenants }: Meaning): boolean {
  const quotas = new Map(before.map(tenant => [siteOf(tenant), quotaText(tenant)]))
  return tenants.some(tenant => {
    const isKnown = tenant.cluster.file.capacity !== undefined
    return isKnown && quotas.get(siteOf(tenant)) !== quotaText(tenant)
  })
}

function siteOf({ name, cluster }: Tenant): string {
  return keyOf({ cluster: cluster.name, name })
}

function quotaText({ quota }: Tenant): string {
  return quota.map(({ field, amount }) => `${field} ${amount}`).join()
}
