import type { Tenant } from '../../src/model/tenant.ts'

/** What the engines' configuration of a cluster needs to know about a tenant. */
export interface Resident {
  readonly name: string
  /** Who is notified and where; `null` for nobody. */
  readonly audience: { readonly team: string; readonly channel: string } | null
  /** Whether deleting its own Kustomizations also deletes the tenant. */
  readonly released: boolean
}

export function residentOf({ name, team, state, cluster }: Tenant): Resident {
  const { notifications, perTenant } = cluster.gitops
  const released = perTenant && state === 'released'
  const channel = notifications && team?.channel
  return { name, audience: team && channel ? { team: team.name, channel } : null, released }
}
