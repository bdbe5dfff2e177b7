import type { Cluster } from '../../src/cluster/cluster.ts'
import type { Report } from '../../src/diagnostics/diagnostic.ts'
import { phases } from '../gitops/shards.ts'

/** A tenant on a cluster. */
export interface Located {
  readonly cluster: string
  readonly name: string
}

/** What was generated: on the disk, or in the commit that a change starts from. */
export interface Before {
  readonly tenants: readonly Located[]
  /** A file of theirs, or one that people wrote, if it was there. */
  readonly read: (path: string) => string | undefined
}

/** What is to be generated. */
export interface After {
  readonly clusters: readonly Cluster[]
  readonly tenants: readonly (Located & { readonly objects: number })[]
  /** As `Before` has it. */
  readonly read: (path: string) => string | undefined
}

export interface Change {
  readonly before: Before
  readonly after: After
  /** The tenants that may be removed, whatever they are. */
  readonly allowed: ReadonlySet<string>
}

/** Says what a change may not do to what is in the clusters already. */
export type ChangeRule = (change: Change, report: Report) => void

/** The tenants that were there and are no more. */
export function goneFrom(before: readonly Located[], now: readonly Located[]): Located[] {
  const there = new Set(now.map(keyOf))
  return before.filter(tenant => !there.has(keyOf(tenant)))
}

function keyOf({ cluster, name }: Located): string {
  return `${cluster}/${name}`
}

/** Where all objects of a tenant are. */
export function outputsOf(tenant: Located): string[] {
  return [...phases.map(phase => objectsPath(tenant, phase)), grantsPath(tenant)]
}

/** Where the objects of a tenant's phase are. */
export function objectsPath({ cluster, name }: Located, phase: 'bootstrap' | 'namespace'): string {
  return `generated/${cluster}/tenants/${name}/${phase}/objects.yaml`
}

/** Where its bindings and policies are. */
function grantsPath({ cluster, name }: Located): string {
  return `generated/${cluster}/tenants/${name}/namespace/grants.yaml`
}
