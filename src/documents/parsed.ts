import type { ClusterFile } from '../cluster/file.ts'
import type { Mapping, Node } from '../yaml/parse.ts'
import type { CommonFile } from './common.ts'
import type { DirectoryFile } from './directory.ts'
import type { PolicyFile } from './policy.ts'
import type { TenantFile } from './tenant.ts'

/** A file that met its schema: what it says, and where. */
export interface Document<T> {
  readonly value: T
  readonly root: Node
}

export interface NamedDocument<T> extends Document<T> {
  readonly name: string
  readonly root: Mapping
}

export interface TenantDocument extends NamedDocument<TenantFile> {
  /** The team's folder it lies in, or the empty string. */
  readonly folder: string
}

/** Every file that met its schema. */
export interface Parsed {
  readonly tenants: readonly TenantDocument[]
  readonly clusters: readonly NamedDocument<ClusterFile>[]
  readonly common: Document<CommonFile>
  readonly policy: Document<PolicyFile>
  readonly directory: Document<DirectoryFile>
  /** Of every tenant file, also of those that did not. */
  readonly names: ReadonlySet<string>
  readonly clusterNames: ReadonlySet<string>
}
