import type { Autoscaling } from '../cluster/autoscaling.ts'
import type { ClusterAws } from '../cluster/aws.ts'
import type { Dashboard } from '../cluster/dashboard.ts'
import type { ClusterFile } from '../cluster/file.ts'
import type { Gitops } from '../cluster/gitops.ts'
import type { Identity } from '../cluster/identity.ts'
import type { Ingress } from '../cluster/ingress.ts'
import type { Notebooks } from '../cluster/notebooks.ts'
import type { ClusterPipelines } from '../cluster/pipelines.ts'
import type { ClusterSecrets } from '../cluster/secrets.ts'
import type { Efs } from '../cluster/storage.ts'
import type { Span } from '../diagnostics/source.ts'
import type { CommonFile } from '../documents/common.ts'
import type { DirectoryFile } from '../documents/directory.ts'
import type { Document, TenantDocument } from '../documents/parsed.ts'
import type { PolicyFile } from '../documents/policy.ts'
import type { TenantFile } from '../documents/tenant.ts'
import type { Mapping } from '../yaml/parse.ts'
import type { Network, Serving } from './calls.ts'
import type { TenantAws, TenantPipelines } from './cloud.ts'
import type { Granted } from './grants.ts'
import type { Face } from './outline.ts'
import type { Member, Neighbour, Person, Team, Workload } from './people-part.ts'
import type { Amount, Limits } from './quota.ts'
import type { Environment, Pair, Pool, Secret, Volume } from './tenant.ts'

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

/** A name, and where it stands. */
export interface Mention {
  readonly name: string
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
  readonly identity: Identity
  readonly ingress: Ingress
  readonly dashboard: Dashboard
  readonly pipelines: ClusterPipelines
  readonly notebooks: Notebooks
  readonly pools: readonly Pool[]
  readonly efs: Efs | null
  readonly autoscaling: Autoscaling
  readonly secrets: ClusterSecrets | null
  readonly serving: { readonly paths: boolean }
  /** Empty without monitoring. */
  readonly monitoring: string
  /** Of Amazon Managed Prometheus; empty without. */
  readonly workspace: string
  /** The image of the agent of Systems Manager; empty without. */
  readonly ssmAgent: string
  readonly gitops: Gitops
  readonly reserved: readonly string[]
}
