import type { Placement } from './placement.ts'
import type { TenantFile } from './tenant.ts'

/** What others must know of a tenant before it is clear what they mean themselves. */
export interface Face {
  readonly name: string
  /** The clusters it is on, with the service accounts that stand for its workloads there. */
  readonly places: Readonly<Record<string, readonly string[]>>
}

/** One for each tenant, also for one that is on no cluster. */
export function facesOf(names: Iterable<string>, placements: readonly Placement[]): Face[] {
  const faces = new Map([...names].map(name => [name, {} as Record<string, readonly string[]>]))
  for (const { document, cluster, file } of placements) {
    const places = faces.get(document.name)
    // What still runs in a suspended tenant is nobody to others: whoever started it may be why.
    if (places) places[cluster.name] = file.state === 'suspended' ? [] : workloadsOf(file)
  }
  return Array.from(faces, ([name, places]) => ({ name, places }))
}

/** The service accounts that a tenant's workloads run as. */
export function workloadsOf({ aws }: TenantFile): string[] {
  return [...new Set(['default-editor', ...(aws?.serviceAccounts ?? [])])].sort()
}

/** By cluster and tenant: the service accounts that stand for a tenant's workloads. */
export function accountsOf(faces: Iterable<Face>): ReadonlyMap<string, readonly string[]> {
  const accounts = new Map<string, readonly string[]>()
  for (const { name, places } of faces) {
    for (const [cluster, list] of Object.entries(places)) accounts.set(`${cluster}/${name}`, list)
  }
  return accounts
}
