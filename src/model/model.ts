import type { Cluster } from '../cluster/cluster.ts'
import type { CommonFile } from '../documents/common.ts'
import type { DirectoryFile } from '../documents/directory.ts'
import type { Document, TenantDocument } from '../documents/parse.ts'
import type { PolicyFile } from '../documents/policy.ts'
import type { Outline } from './outline.ts'
import type { Tenant } from './tenant.ts'

/** All that was written, with every default filled in: after this nothing is optional. */
export interface Model {
  readonly common: Document<CommonFile>
  readonly policy: Document<PolicyFile>
  readonly directory: Document<DirectoryFile>
  readonly clusters: readonly Cluster[]
  /** Each tenant's file, also of one that is on no cluster. */
  readonly documents: readonly TenantDocument[]
  /** Each tenant once for each cluster it is on. */
  readonly tenants: readonly Tenant[]
  /** Tenants that are not at hand: where all are looked at in parts, those of the other parts. */
  readonly others: readonly Outline[]
  /** Of every tenant file, also of those with mistakes, which are not among `tenants`. */
  readonly names: ReadonlySet<string>
  readonly clusterNames: ReadonlySet<string>
  /** Who is admin everywhere. */
  readonly admins: readonly string[]
}
