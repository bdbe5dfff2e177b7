import type { Check, Meant } from './working/meant.ts'
import { callers, guests, network, strangers } from './working/network.ts'
import { clusterOf } from './working/objects.ts'
import { openings, sharing, subjects } from './working/people.ts'
import { accounts, disks, environments, limits, pipelines } from './working/pods.ts'
import { adoption, controllers, labels, quantities } from './working/profile.ts'
import { places, protection, suspension } from './working/states.ts'

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
  suspension,
  network,
  places
]

/** What keeps a tenant from working, as far as its objects tell: a second opinion, by other means. */
export function missed(objects: readonly object[], meant: Meant): string[] {
  const cluster = clusterOf(objects)
  return checks.flatMap(check => check(cluster, meant))
}
