import type { Cluster } from '../../src/cluster/cluster.ts'
import type { Report } from '../../src/diagnostics/diagnostic.ts'
import type { Model } from '../../src/model/model.ts'
import { phases } from '../gitops/shards.ts'

export interface Located {
  readonly cluster: string
  readonly name: string
}

/** What was generated before: on disk, or in the base commit of the change. */
export interface Before {
  readonly tenants: readonly Located[]
  readonly clusterNames: readonly string[]
  /** The paths of the tenants' files; empty where nothing tells. */
  readonly files: readonly string[]
  /** Reads a generated file or a source as it was; nothing if it did not exist. */
  readonly read: (path: string) => string | undefined
}

/** How much a tenant needs on a cluster. */
export interface Counts {
  readonly objects: number
  readonly services: number
  readonly roles: number
  readonly associations: number
}

/** A tenant with its file and how much of everything it needs. */
export interface Resident extends Located, Counts {
  /** The path of its file. */
  readonly file: string
}

/** What the change generates. */
export interface After {
  readonly clusters: readonly Cluster[]
  readonly tenants: readonly Resident[]
  /** What may go. */
  readonly removals: Model['removals']
  /** Reads a file as it will be; nothing if it will not exist. */
  readonly read: (path: string) => string | undefined
}

export interface Change {
  readonly before: Before
  readonly after: After
}

/** Reports what a change must not do to objects that are already in the clusters. */
export type ChangeRule = (change: Change, report: Report) => void

/** The tenants that existed before and do not any more. */
export function goneFrom(before: readonly Located[], now: readonly Located[]): Located[] {
  const there = new Set(now.map(keyOf))
  return before.filter(tenant => !there.has(keyOf(tenant)))
}

/** A tenant on a cluster, as one text. */
export function keyOf({ cluster, name }: Located): string {
  return `${cluster}/${name}`
}

/** Whether no tenant was on the cluster, so that none can move. */
export function isFirst({ tenants }: Before, cluster: string): boolean {
  return !tenants.some(tenant => tenant.cluster === cluster)
}

/** The paths of all of a tenant's objects. */
export function outputsOf(tenant: Located): string[] {
  return [...phases.map(phase => objectsPath(tenant, phase)), grantsPath(tenant)]
}

/** The path of the objects of one phase. */
export function objectsPath({ cluster, name }: Located, phase: 'bootstrap' | 'namespace'): string {
  return `generated/${cluster}/tenants/${name}/${phase}/objects.yaml`
}

/** The path of its bindings and policies. */
function grantsPath({ cluster, name }: Located): string {
  return `generated/${cluster}/tenants/${name}/namespace/grants.yaml`
}
