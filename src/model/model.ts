import type { Cluster } from '../cluster/cluster.ts'
import type { CommonFile, Emails } from '../documents/common.ts'
import type { DirectoryDocument } from '../documents/merge-directories.ts'
import type { Document, TenantDocument } from '../documents/parse.ts'
import type { PolicyFile } from '../documents/policy.ts'
import type { RemovalsFile } from '../documents/removals.ts'
import type { Outline } from './outline.ts'
import type { Tenant } from './tenant.ts'

/** Everything that was written, with all defaults filled in. */
export interface Model {
  readonly common: Document<CommonFile>
  readonly policy: Document<PolicyFile>
  readonly removals: Document<RemovalsFile>
  /** All files of the directory together. */
  readonly directory: DirectoryDocument
  readonly directories: readonly DirectoryDocument[]
  readonly clusters: readonly Cluster[]
  /** Each tenant's file, even if the tenant is on no cluster. */
  readonly documents: readonly TenantDocument[]
  /** Each tenant once per cluster. */
  readonly tenants: readonly Tenant[]
  /** The faces of tenants in other parts, if the repository is compiled in parts. */
  readonly others: readonly Outline[]
  /** The names of all tenant files, including invalid ones, which are not in `tenants`. */
  readonly names: ReadonlySet<string>
  readonly clusterNames: ReadonlySet<string>
  readonly emails: Emails
  /** The Kubernetes name of the GPU resource. */
  readonly gpu: string
  /** The people who are admins everywhere. */
  readonly admins: readonly string[]
}
