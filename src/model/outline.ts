import type { TenantFile } from '../documents/tenant.ts'
import type { Mention } from '../yaml/node.ts'
import type { Placement } from './placement.ts'
import type { Tenant } from './tenant.ts'

/** What others have to know about a tenant before they can be resolved themselves. */
export interface Outline {
  readonly name: string
  /** The service accounts of its workloads on each of its clusters. */
  readonly places: Readonly<Record<string, readonly string[]>>
}

/** What other tenants may know of a tenant, which may be on no cluster. */
export function outlineOf(name: string, placements: readonly Placement[]): Outline {
  const places = placements.map(({ cluster, file }) => {
    // A suspended tenant's workloads lose their access to others, since whoever started them may be the
    // reason.
    return [cluster.name, file.state === 'suspended' ? [] : workloadsOf(file)] as const
  })
  return { name, places: Object.fromEntries(places) }
}

/** The account that the workloads of each tenant use. */
export const editor = 'default-editor'

/** The service accounts that a tenant's workloads use. */
export function workloadsOf({ aws }: TenantFile): string[] {
  return [...new Set([editor, ...(aws?.serviceAccounts ?? [])])].sort()
}

/** The service accounts of each tenant's workloads, by cluster and tenant. */
export function accountsOf(outlines: Iterable<Outline>): ReadonlyMap<string, readonly string[]> {
  const accounts = new Map<string, readonly string[]>()
  for (const { name, places } of outlines) {
    for (const [cluster, list] of Object.entries(places)) accounts.set(`${cluster}/${name}`, list)
  }
  return accounts
}

/** Every place where a tenant refers to another one. */
export function mentions({ members, network, serving }: Tenant): Mention[] {
  const neighbours = members.filter(({ kind }) => kind === 'tenant')
  const callers = serving.callers.flatMap(({ tenant: name, at }) =>
    name === null ? [] : [{ name, at }]
  )
  return [...neighbours, ...network.from, ...callers]
}
