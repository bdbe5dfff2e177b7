import type { ClusterAws } from './cluster/aws.ts'
import type { Dashboard } from './cluster/dashboard.ts'
import type { Gitops } from './cluster/gitops.ts'
import type { ClusterPipelines } from './cluster/pipelines.ts'
import type { ClusterSecrets } from './cluster/secrets.ts'
import type { ClusterFile } from './cluster.ts'
import type { CommonFile } from './common.ts'
import type { DirectoryFile } from './directory.ts'
import type { Face } from './face.ts'
import type { Granted } from './granted.ts'
import type { PolicyDocument } from './iam.ts'
import type { Document, TenantDocument } from './parsed.ts'
import type { PolicyFile } from './policy.ts'
import type { Place } from './s3.ts'
import type { Span } from './source.ts'
import type { TenantFile } from './tenant.ts'
import type { Mapping } from './yaml.ts'

export type Role = 'admin' | 'edit' | 'view'
export type State = 'active' | 'suspended' | 'released'

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
  readonly others: readonly Face[]
  /** Of every tenant file, also of those with mistakes, which are not among `tenants`. */
  readonly names: ReadonlySet<string>
  readonly clusterNames: ReadonlySet<string>
  /** Who is admin everywhere. */
  readonly admins: readonly string[]
}

/** Where the value at a path was written; for a default, the nearest place above it. */
export type Locate = (...path: readonly (string | number)[]) => Span

export interface Tenant {
  readonly name: string
  readonly cluster: Cluster
  readonly file: Span['source']
  /** The team's folder that the file lies in, or the empty string. */
  readonly folder: string
  /** All that is written for it there, merged, also names that lead nowhere. */
  readonly written: TenantFile
  readonly at: Locate
  /** As `at`, but in the tenant's own file where that has a say: who asks, not who answers. */
  readonly asked: Locate
  /** By policy.yaml. */
  readonly granted: Granted

  readonly owner: string
  readonly template: string
  readonly description: string
  readonly team: Team | null
  readonly labels: readonly Pair[]
  readonly annotations: readonly Pair[]
  readonly state: State
  readonly podSecurity: 'privileged' | 'baseline' | 'restricted'

  /** As they are written. */
  readonly members: readonly Member[]
  /** What they come to. */
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
  readonly network: Network
  readonly serving: Serving
}

export interface Pair {
  readonly key: string
  readonly value: string
}

export interface Team {
  readonly name: string
  readonly organization: string
  readonly channel: string
  readonly members: readonly string[]
}

/** An entry of `members`. */
export interface Member {
  readonly kind: 'user' | 'group' | 'team' | 'serviceAccount' | 'tenant'
  readonly name: string
  /** As it is written: perhaps an alias. */
  readonly role: string
  readonly until: string
  /** Of the name. */
  readonly at: Span
  readonly roleAt: Span
}

/** One way in which somebody got a role: an entry of `members`. */
export interface Way {
  /** `user`, `group:fraud-analysts`, `team:ds-delta`. */
  readonly through: string
  readonly role: Role
  readonly notebooks: boolean
  /** The last day, or nothing. */
  readonly until: string
  /** Of the name. */
  readonly at: Span
}

/** Somebody beside the owner, with the strongest of the ways first. */
export interface Person {
  readonly email: string
  readonly role: Role
  readonly notebooks: boolean
  readonly ways: readonly [Way, ...Way[]]
}

/** A service account outside the tenants, such as a deployer. */
export interface Workload {
  readonly namespace: string
  readonly account: string
  readonly role: Role
  readonly way: Way
}

/** The workloads of another tenant on the same cluster. */
export interface Neighbour {
  readonly tenant: string
  readonly accounts: readonly string[]
  readonly role: Role
  readonly way: Way
}

/** One line of a quota: what Kubernetes calls it, what the author calls it, and how much. */
export interface Amount {
  readonly resource: string
  readonly field: string
  readonly amount: string
}

export interface Bounds {
  readonly cpu: string
  readonly memory: string
}

/** Each is the empty string where nothing is said. */
export interface Limits {
  readonly default: Bounds
  readonly request: Bounds
  readonly max: Bounds
  readonly min: Bounds
}

/** An AWS role that Tenantry defines. */
export interface AwsRole {
  readonly name: string
  readonly arn: string
  /** The service accounts that may take it. */
  readonly accounts: readonly string[]
  readonly trust: PolicyDocument
  /** Nothing where all it may do comes from `policies`. */
  readonly permissions: PolicyDocument | null
  readonly policies: readonly string[]
}

export interface TenantAws {
  readonly read: readonly Place[]
  readonly write: readonly Place[]
  readonly policies: readonly Named[]
  /** `default-editor` and the others that get the role. */
  readonly accounts: readonly string[]
  /** An existing role that replaces the tenant's own, if it names one. */
  readonly role: Named | null
  /** The role of the workloads, if they need one. */
  readonly workloads: AwsRole | null
  /** The role of the account that reads the tenant's secrets, if it has any. */
  readonly secrets: AwsRole | null
}

export interface Named {
  readonly name: string
  readonly arn: string
}

export interface TenantPipelines {
  readonly enabled: boolean
  readonly env: 'aws' | 'default'
  /** The bucket's name in the cluster's file, and in AWS. */
  readonly bucket: string
  readonly bucketName: string
  /** The tenant's own place in it. */
  readonly prefix: string
}

export interface Environment {
  readonly name: string
  readonly description: string
  readonly variables: readonly Pair[]
  readonly secrets: readonly Mounted[]
  readonly volumes: readonly Mounted[]
  readonly tolerations: readonly Toleration[]
  readonly serviceAccount: string
  readonly pipelines: boolean
}

export interface Mounted {
  readonly name: string
  /** The empty string for a secret whose keys become variables. */
  readonly mount: string
  readonly readOnly: boolean
}

export interface Toleration {
  readonly key: string
  readonly operator: 'Equal' | 'Exists'
  readonly value: string
  readonly effect: string
}

export interface Secret {
  readonly name: string
  /** As it is written. */
  readonly from: string
  /** Below the place of all tenants' secrets, such as `fraud/snowflake`. */
  readonly path: string
  /** As the secret store knows it. */
  readonly remote: string
  /** Key here, property there; empty for all. */
  readonly keys: readonly Pair[]
}

export interface Volume {
  readonly name: string
  readonly size: string
  readonly mode: 'readWrite' | 'readOnly'
  readonly share: Share | null
  /** The empty string for the cluster's default. */
  readonly class: string
  /** Whether several nodes may use it. */
  readonly many: boolean
}

export interface Share {
  readonly name: string
  readonly handle: string
}

export interface Pool {
  readonly name: string
  readonly spot: boolean
  readonly gpu: boolean
  readonly taint: Toleration | null
}

/** A name, and where it stands. */
export interface Mention {
  readonly name: string
  readonly at: Span
}

/** A tenant whose pods may call this one's. */
export interface Opening extends Mention {
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
  /** The tenant, or the empty string. */
  readonly tenant: string
  readonly namespace: string
  readonly accounts: readonly string[]
  readonly at: Span
}

/** What tenants need to know of the cluster they are on. */
export interface Cluster {
  readonly name: string
  readonly file: ClusterFile
  readonly root: Mapping
  readonly at: Locate
  readonly release: ClusterFile['kubeflow']
  readonly domain: string
  readonly header: string
  readonly prefix: string
  /** Whether tokens of service accounts are let in at the gateway. */
  readonly machines: boolean
  readonly gpu: string
  readonly aws: ClusterAws
  readonly dashboard: Dashboard
  readonly pipelines: ClusterPipelines
  readonly pools: readonly Pool[]
  readonly secrets: ClusterSecrets | null
  readonly serving: { readonly paths: boolean }
  /** Empty without monitoring. */
  readonly monitoring: string
  readonly gitops: Gitops
  readonly reserved: readonly string[]
}
