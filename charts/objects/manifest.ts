import { ApiObject, type Chart } from 'cdk8s'
import type { Tenant } from '../../src/model/tenant.ts'
import type { Known, Meta } from './known.ts'

/** Adds one aspect's objects to a tenant's two charts. */
export type Concern = (chart: Chart, tenant: Tenant, neighbourhood: Neighbourhood) => void

/** What a tenant has to know about the others on its cluster. */
export interface Neighbourhood {
  /**
   * The tenants that let this one in, sorted. A namespace can have only one `Sidecar`, so they all
   * share it.
   */
  readonly givers: readonly string[]
}

/** A Kubernetes object. */
export interface Manifest {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: Meta
  readonly [field: string]: unknown
}

/**
 * Keeps the objects' content out of cdk8s, which would search thousands of values for tokens that never
 * occur.
 */
const contents = new WeakMap<ApiObject, object>()

/** Adds an object with an explicit name, since cdk8s would generate one. */
export function add(chart: Chart, { apiVersion, kind, metadata, ...content }: Known): void {
  // Use numbers as ids: with names that differ between tenants, all maps of children become slow.
  const id = String(chart.node.children.length)
  contents.set(new ApiObject(chart, id, { apiVersion, kind, metadata }), content)
}

export function manifestOf(object: ApiObject): Manifest {
  const content = contents.get(object)
  if (!content) return object.toJson()
  const { apiVersion, kind, metadata } = object
  return { apiVersion, kind, metadata: metadata.toJson(), ...content }
}
