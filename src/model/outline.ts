import type { TenantFile } from '../documents/tenant.ts'
import type { Mention } from '../yaml/node.ts'
import type { Placement } from './placement.ts'
import type { Tenant } from './tenant.ts'

/** What others must know of a tenant before it is clear what they mean themselves. */
export interface Outline {
  readonly name: string
  /** The clusters it is on, with the service accounts that stand for its workloads there. */
  readonly places: Readonly<Record<string, readonly string[]>>
}

/** Of a tenant that may be on no cluster. */
export function outlineOf(name: string, placements: readonly Placement[]): Outline {
  const places = placements.map(({ cluster, file }) => {
    // What still runs in a suspended tenant is nobody to others: whoever started it may be why.
    return [cluster.name, file.state === 'suspended' ? [] : workloadsOf(file)] as const
  })
  return { name, places: Object.fromEntries(places) }
}

/** The service accounts that a tenant's workloads run as. */
export function workloadsOf({ aws }: TenantFile): string[] {
  return [...new Set(['default-editor', ...(aws?.serviceAccounts ?? [])])].sort()
}

/** By cluster and tenant: the service accounts that stand for a tenant's workloads. */
export function accountsOf(outlines: Iterable<Outline>): ReadonlyMap<string, readonly string[]> {
  const accounts = new Map<string, readonly string[]>()
  for (const { name, places } of outlines) {
    for (const [cluster, list] of Object.entries(places)) accounts.set(`${cluster}/${name}`, list)
  }
  return accounts
}

/** Each place where a tenant lets another one in. */
export function mentions({ members, network, serving }: Tenant): Mention[] {
  const neighbours = members.filter(({ kind }) => kind === 'tenant')
  const callers = serving.callers.filter(({ tenant }) => tenant !== '')
  return [
    ...neighbours,
    ...network.from,
    ...callers.map(({ tenant, at }) => ({ name: tenant, at }))
  ]
}
