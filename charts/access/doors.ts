import type { Cluster } from '../../src/cluster/cluster.ts'
import { bindingName } from '../../src/kubeflow/bindings.ts'
import { releaseOf } from '../../src/kubeflow/release.ts'
import type { Person } from '../../src/model/members.ts'
import type { Tenant } from '../../src/model/tenant.ts'
import { modelPolicy, modelsPolicy, opensModels } from '../tenant/serving.ts'
import { type Guest, guestName } from '../tenant/workloads.ts'
import type { Door } from './right.ts'

/** What the profile controller and `serving` open to the owner. */
export function ownerDoors(tenant: Tenant): readonly Door[] {
  if (tenant.state === 'suspended') return []
  return [...pages(ownersPolicyOf(tenant.cluster), true), ...models(tenant)]
}

export function personDoors(tenant: Tenant, person: Person, notebooks: boolean): readonly Door[] {
  return [...pages(bindingName(person.email, person.role), notebooks), ...models(tenant)]
}

/** A workload is let in by its certificate, and through the gateway where the cluster lets machines in. */
export function guestDoors({ cluster }: Tenant, guest: Guest): readonly Door[] {
  const policy = guestName(guest)
  const inside: Door[] = guest.notebooks && guest.isTenant ? [{ policy, to: 'pods' }] : []
  return [...inside, ...(cluster.machines ? pages(policy, guest.notebooks) : [])]
}

/** Pods in a namespace reach each other, and those with the tenant's own accounts call its models. */
export function insideDoors(tenant: Tenant, account: string): readonly Door[] {
  const isCaller = tenant.state !== 'suspended' && tenant.aws.accounts.includes(account)
  const pods: Door = { policy: ownersPolicyOf(tenant.cluster), to: 'pods' }
  return [pods, ...(isCaller ? models(tenant) : [])]
}

export function models({ cluster }: Tenant): readonly Door[] {
  return opensModels(cluster) ? [{ policy: modelsPolicy, to: 'models' }] : []
}

export function publicDoors({ cluster }: Tenant, model: string): readonly Door[] {
  return opensModels(cluster) ? [{ policy: modelPolicy(model), to: `model ${model}` }] : []
}

/** A notebook runs code, so without notebooks only the page of pipelines is open. */
function pages(policy: string, notebooks: boolean): readonly Door[] {
  return [...(notebooks ? [{ policy, to: 'notebooks' as const }] : []), { policy, to: 'pipelines' }]
}

function ownersPolicyOf({ release }: Cluster): string {
  return releaseOf(release).profiles.ownersPolicy
}
