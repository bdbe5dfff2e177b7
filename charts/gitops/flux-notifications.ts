import type { Cluster } from '../../src/cluster/cluster.ts'
import type { Notifications } from '../../src/cluster/gitops.ts'
import { groupBy } from '../../src/values/group.ts'
import { hash } from '../../src/values/hash.ts'
import { fluxNamespace, phaseLabel, secretName, teamLabel } from '../objects/engines.ts'
import type { Manifest } from '../objects/manifest.ts'
import type { Resident } from './resident.ts'
import { phases } from './shards.ts'

const apiVersion = 'notification.toolkit.fluxcd.io/v1beta3'

/** Reports failures to the platform team, and to each team for its own tenants. */
export function notices({ gitops }: Cluster, residents: readonly Resident[]): Manifest[] {
  const { notifications, perTenant } = gitops
  if (!notifications) return []
  const told = residents.flatMap(({ name, audience }) => (audience ? [{ name, ...audience }] : []))
  const teams = groupBy(told, ({ team }) => team)
  const all = [...teams].sort(([a], [b]) => (a < b ? -1 : 1))
  return [
    ...notice(notifications, {
      name: 'platform',
      channel: notifications.channel,
      what: everything
    }),
    ...all.flatMap(([team, own]) => {
      const names = own.map(({ name }) => name).sort()
      const what = perTenant ? labelled(team) : named(names)
      return own.slice(0, 1).flatMap(({ channel }) => {
        return notice(notifications, { name: nameOf(team), channel, what })
      })
    })
  ]
}

interface Notice {
  readonly name: string
  readonly channel: string
  readonly what: object
}

function notice({ type, address }: Notifications, { name, channel, what }: Notice): Manifest[] {
  const metadata = { name, namespace: fluxNamespace }
  return [
    {
      apiVersion,
      kind: 'Provider',
      metadata,
      spec: { type, address, channel, secretRef: { name: secretName } }
    },
    {
      apiVersion,
      kind: 'Alert',
      metadata,
      spec: { providerRef: { name }, eventSeverity: 'error', ...what }
    }
  ]
}

const everything = {
  eventSources: ['GitRepository', 'Kustomization'].map(kind => ({ kind, name: '*' }))
}

/** Selects a shard's messages that name one of these tenants. */
function named(tenants: readonly string[]): object {
  return {
    eventSources: phases.map(phase => {
      return { kind: 'Kustomization', name: '*', matchLabels: { [phaseLabel]: phase } }
    }),
    inclusionList: tenants.map(tenant => `/(efs-|(secrets|tenant)[.])?${tenant}([^a-z0-9-]|$)`)
  }
}

function labelled(team: string): object {
  return {
    eventSources: [{ kind: 'Kustomization', name: '*', matchLabels: { [teamLabel]: team } }]
  }
}

/** A team's name may contain characters that object names may not. */
function nameOf(team: string): string {
  const name = team.toLowerCase().replace(/[^a-z0-9]+/g, '-')
  return name === team ? `team-${team}` : `team-${name}-${hash(team).toString(16)}`
}
