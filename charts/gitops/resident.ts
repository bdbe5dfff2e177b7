import type { Tenant } from '../../src/model/tenant.ts'

/** What the engines' configuration of a cluster needs to know about a tenant. */
export interface Resident {
  readonly name: string
  /** Who is notified and where; both empty for nobody. */
  readonly team: string
  readonly channel: string
  /** Whether deleting its own Kustomizations also deletes the tenant. */
  readonly released: boolean
}

export function residentOf({ name, team, state, cluster }: Tenant): Resident {
  const { notifications, perTenant } = cluster.gitops
  const released = perTenant && state === 'released'
  if (!notifications || !team || team.channel === '') {
    return { name, team: '', channel: '', released }
  }
  return { name, team: team.name, channel: team.channel, released }
}
