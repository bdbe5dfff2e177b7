import type { Cluster } from './objects.ts'

/** What a tenant should be, according to the test. Nothing in it comes from charts/. */
export interface Meant {
  readonly name: string
  /** Nobody may enter a suspended tenant. */
  readonly state: 'active' | 'suspended' | 'released'
  readonly owner: string
  readonly people: readonly Somebody[]
  readonly guests: readonly Guest[]
  readonly header: string
  readonly prefix: string
  /** Who creates the objects for pipelines: Tenantry, the generator in the cluster, or nobody. */
  readonly pipelines: 'ours' | 'theirs' | 'off'
  /** Who sets up the gateways of models; only ours check who calls. */
  readonly models: 'ours' | 'theirs' | 'off'
  /** Whether there is a server of metadata. */
  readonly metadata: boolean
  /** The names of the tenant's claims, and whether each is on EFS. */
  readonly claims: Readonly<Record<string, boolean>>
}

export interface Somebody {
  readonly email: string
  readonly role: 'admin' | 'edit' | 'view'
  readonly notebooks: boolean
}

/** A workload that the tenant lets in. */
export interface Guest {
  readonly namespace: string
  readonly account: string
  /** Empty for callers. */
  readonly role: Somebody['role'] | ''
  /** What its pods may connect to; models are called through a gateway. */
  readonly reach: 'everything' | 'services' | 'models' | 'nothing'
}

/** Lists what a real control plane would miss or reject in a tenant's objects. */
export type Check = (cluster: Cluster, meant: Meant) => string[]

const nobody = 'suspended@tenantry.invalid'

export function ownerOf({ state, owner }: Meant): string {
  return state === 'suspended' ? nobody : owner
}

/** How RBAC refers to a person, apart from the name. */
export const person = { apiGroup: 'rbac.authorization.k8s.io', kind: 'User' }

/** The namespaces whose pods must be able to reach a tenant's. */
export function platformOf({ models }: Meant): string[] {
  const serving = models === 'off' ? [] : ['knative-serving']
  return ['istio-system', ...serving, 'kubeflow', 'kubeflow-system']
}
