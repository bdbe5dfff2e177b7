import { ApiObject, type Chart } from 'cdk8s'
import type { Tenant } from '../../src/model/tenant.ts'
import type { Known, Meta } from './known.ts'

/** One part of what a tenant is made of: adds its objects to one of the tenant's two charts. */
export type Concern = (chart: Chart, tenant: Tenant, neighbourhood: Neighbourhood) => void

/** What a tenant must know of the others on its cluster. */
export interface Neighbourhood {
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

/** What plain objects hold beside their metadata: to cdk8s it would be a thousand values to look into, in vain. */
const contents = new WeakMap<ApiObject, object>()

/** Adds one object, under a name that is said aloud: cdk8s would make one up. */
export function add(chart: Chart, { apiVersion, kind, metadata, ...content }: Known): void {
  // By number: names that no other tenant has make the maps of all slow.
  const id = String(chart.node.children.length)
  contents.set(new ApiObject(chart, id, { apiVersion, kind, metadata }), content)
}

export function manifestOf(object: ApiObject): Manifest {
  const content = contents.get(object)
  if (!content) return object.toJson()
  const { apiVersion, kind, metadata } = object
  return { apiVersion, kind, metadata: metadata.toJson(), ...content }
}
