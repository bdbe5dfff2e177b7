import type { Tenant } from '../../src/model/tenant.ts'

/** What of a tenant shows outside of its own folder, in what the engines of its cluster are told. */
export interface Resident {
  readonly name: string
  /** Who hears of it, and where; both empty where nobody does. */
  readonly team: string
  readonly channel: string
  /** Whether Kustomizations of its own take it away when they go. */
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
