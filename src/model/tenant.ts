import type { PolicyDocument } from '../aws/iam.ts'
import type { Place } from '../aws/s3.ts'
import type { Cluster } from '../cluster/cluster.ts'
import type { Pool, Toleration } from '../cluster/pools.ts'
import type { Queue } from '../cluster/queues.ts'
import type { Span } from '../diagnostics/source.ts'
import type { TenantFile } from '../documents/tenant.ts'
import type { Pair } from '../values/lookup.ts'
import type { Locate, Mention } from '../yaml/node.ts'
import type { Granted } from './grants.ts'
import type { Member, Neighbour, Person, Team, Workload } from './members.ts'
import type { Amount, Limits } from './quota.ts'

type State = 'active' | 'suspended' | 'released'

export interface Tenant {
  readonly name: string
  readonly cluster: Cluster
  readonly file: Span['source']
  /** The folder that the file is in, which may be that of a team. */
  readonly folder: string | null
  /** All settings for this cluster, merged, including unknown names. */
  readonly written: TenantFile
  readonly at: Locate
  /** Like `at`, but prefers the tenant's own file, for messages about who asked for something. */
  readonly asked: Locate
  /** By policy.yaml. */
  readonly granted: Granted

  readonly owner: string
  readonly template: string
  /** As written, or else that of the folder. */
  readonly team: Team | null
  readonly labels: readonly Pair[]
  readonly annotations: readonly Pair[]
  readonly state: State
  readonly podSecurity: 'privileged' | 'baseline' | 'restricted'

  /** As written in the file. */
  readonly members: readonly Member[]
  /** The people that the members resolve to. */
  readonly people: readonly Person[]
  readonly workloads: readonly Workload[]
  readonly neighbours: readonly Neighbour[]

  readonly preset: string | null
  readonly quota: readonly Amount[]
  readonly limits: Limits

  readonly aws: TenantAws
  readonly pipelines: TenantPipelines
  readonly environments: readonly Environment[]
  readonly secrets: readonly Secret[]
  readonly volumes: readonly Volume[]
  readonly pools: readonly Pool[]
  readonly queue: Queue | null
  readonly network: Network
  readonly serving: Serving
}

export interface Environment {
  readonly name: string
  readonly description: string
  readonly variables: readonly Pair[]
  /** The mount is `null` for a secret whose keys become variables. */
  readonly secrets: readonly Mounted<string | null>[]
  readonly volumes: readonly Mounted[]
  readonly tolerations: readonly Toleration[]
  readonly serviceAccount: string | null
  readonly pipelines: boolean
}

export interface Mounted<Folder = string> {
  readonly name: string
  readonly mount: Folder
  readonly readOnly: boolean
}

export interface Secret {
  readonly name: string
  /** As written in the file. */
  readonly from: string
  /** The path below that of all tenants' secrets, such as `fraud/snowflake`. */
  readonly path: string
  /** Maps keys of the Secret to remote properties; empty to take all. */
  readonly keys: readonly Pair[]
}

export interface Volume {
  readonly name: string
  readonly size: string
  readonly mode: 'readWrite' | 'readOnly'
  readonly share: Share | null
  /** Without one, the cluster's default. */
  readonly class: string | null
  /** Whether several nodes can mount it. */
  readonly many: boolean
}

export interface Share {
  readonly name: string
  readonly handle: string
}

/** A tenant whose pods may connect to this one's. */
interface Opening extends Mention {
  readonly accounts: readonly string[]
}

export interface Network {
  readonly from: readonly Opening[]
  readonly open: boolean
  readonly ranges: readonly string[]
}

export interface Serving {
  readonly callers: readonly Caller[]
  readonly public: readonly string[]
}

export interface Caller {
  /** `null` for a workload outside of all tenants. */
  readonly tenant: string | null
  readonly namespace: string
  readonly accounts: readonly string[]
  readonly at: Span
}

/** An AWS role that Tenantry defines. */
export interface AwsRole {
  readonly name: string
  readonly path: string
  readonly arn: string
  /** The service accounts that may assume it. */
  readonly accounts: readonly string[]
  readonly trust: PolicyDocument
  /** Missing if all its permissions come from `policies`. */
  readonly permissions: PolicyDocument | null
  readonly policies: readonly string[]
  /** The ARN of the policy that it cannot go beyond. */
  readonly boundary: string | null
}

/** An IAM user for pipelines with `credentials: static`; people create its key. */
export interface AwsUser {
  readonly name: string
  readonly path: string
  readonly permissions: PolicyDocument
  readonly boundary: string | null
  /** The path of its key in the secret store. */
  readonly secret: string
}

export interface TenantAws {
  readonly read: readonly Place[]
  readonly write: readonly Place[]
  readonly policies: readonly NamedArn[]
  /** `default-editor` and the other accounts that get the role. */
  readonly accounts: readonly string[]
  /** An existing role that replaces the tenant's own, if the file names one. */
  readonly role: NamedArn | null
  /** The role of the workloads, if they need one, with what it lets this tenant do. */
  readonly workloads: AwsRole | null
  /** Whether that is the role that tenants of the cluster share. */
  readonly isShared: boolean
  /** The role of the account that reads secrets, if there are any. */
  readonly secrets: AwsRole | null
  /** The user whose key the pipelines use, if they use one. */
  readonly user: AwsUser | null
}

export interface NamedArn {
  readonly name: string
  readonly arn: string
}

export interface TenantPipelines {
  readonly enabled: boolean
  readonly env: 'aws' | 'default'
  /** The bucket's name in the cluster's file, and in AWS. */
  readonly bucket: string
  readonly bucketName: string | null
  /** The tenant's own folder in it. */
  readonly prefix: string
}
