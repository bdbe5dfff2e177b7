import { ApiObject, type Chart } from 'cdk8s'
import type { Tenant } from '../src/model.ts'
import type { Known, Meta } from './object.ts'

/** One part of what a tenant is made of: adds its objects to one of the tenant's two charts. */
export type Concern = (chart: Chart, tenant: Tenant, plan: Plan) => void

/** What a tenant must know of the others on its cluster. */
export interface Plan {
  /** Who lets this tenant in, in order: all of them share the one `Sidecar` that its namespace may have. */
  readonly givers: readonly string[]
}

/** What Kubernetes takes. */
export interface Manifest {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: Meta
  readonly [field: string]: unknown
}

/** Adds one object, under a name that is said aloud: cdk8s would make one up. */
export function add(chart: Chart, object: Known): void {
  const { kind, metadata } = object
  new ApiObject(chart, `${kind}-${metadata.namespace ?? ''}-${metadata.name}`, { ...object })
}
