import type { Check, Meant } from '../control-plane-needs/meant.ts'
import { callers, guests, network, strangers } from '../control-plane-needs/network.ts'
import { clusterOf } from '../control-plane-needs/objects.ts'
import { openings, sharing, subjects } from '../control-plane-needs/people.ts'
import { accounts, disks, environments, limits, pipelines } from '../control-plane-needs/pods.ts'
import { adoption, controllers, labels, quantities } from '../control-plane-needs/profile.ts'
import { claimHealth, places, protection, suspension } from '../control-plane-needs/states.ts'

const checks: readonly Check[] = [
  adoption,
  controllers,
  quantities,
  labels,
  openings,
  sharing,
  subjects,
  guests,
  callers,
  strangers,
  limits,
  accounts,
  pipelines,
  environments,
  disks,
  protection,
  claimHealth,
  suspension,
  network,
  places
]

/** What keeps a tenant from working, judged by its objects alone: an independent second opinion. */
export function missed(objects: readonly object[], meant: Meant): string[] {
  const cluster = clusterOf(objects)
  return checks.flatMap(check => check(cluster, meant))
}
