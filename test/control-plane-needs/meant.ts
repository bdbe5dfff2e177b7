import type { Cluster } from './objects.ts'

/** What a tenant was meant to be, said by whoever asks; nothing of it comes from charts/. */
export interface Meant {
  readonly name: string
  /** Nobody may enter if it is suspended. */
  readonly state: 'active' | 'suspended' | 'released'
  readonly owner: string
  readonly people: readonly Somebody[]
  readonly guests: readonly Guest[]
  readonly header: string
  readonly prefix: string
  /** Who writes what pipelines need: Tenantry, the generator in the cluster, or nobody. */
  readonly pipelines: 'ours' | 'theirs' | 'off'
  /** What stands for the tenant's claims: their names, and whether an EFS share is behind them. */
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
  /** None for callers. */
  readonly role: Somebody['role'] | ''
  /** What its pods may connect to; models are asked for by way of a gateway. */
  readonly reach: 'everything' | 'services' | 'models' | 'nothing'
}

/** What a real control plane would miss in a tenant's objects, or not forgive. */
export type Check = (cluster: Cluster, meant: Meant) => string[]

const nobody = 'suspended@tenantry.invalid'

export function ownerOf({ state, owner }: Meant): string {
  return state === 'suspended' ? nobody : owner
}

/** What Kubernetes calls somebody, beside the name. */
export const person = { apiGroup: 'rbac.authorization.k8s.io', kind: 'User' }

/** The namespaces whose pods have to reach a tenant's. */
export const platform = ['istio-system', 'knative-serving', 'kubeflow', 'kubeflow-system']
