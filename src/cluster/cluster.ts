import { startOf } from '../diagnostics/source.ts'
import { releaseOf } from '../kubeflow/release.ts'
import type { Version } from '../kubeflow/versions.ts'
import { filled } from '../schema/filled.ts'
import { type Locate, type Mapping, placeOf } from '../yaml/node.ts'
import { type Autoscaling, autoscalingOf } from './autoscaling.ts'
import { awsOf, type ClusterAws } from './aws.ts'
import { type Components, componentsOf } from './components.ts'
import { type Dashboard, dashboardOf } from './dashboard.ts'
import { type ClusterFile, clusterSchema } from './file.ts'
import { type Gitops, gitopsOf } from './gitops.ts'
import { type Identity, identity, identityOf } from './identity.ts'
import { type Ingress, ingressOf } from './ingress.ts'
import { monitoring } from './monitoring.ts'
import { type Notebooks, notebooksOf } from './notebooks.ts'
import { type ClusterPipelines, pipelinesOf } from './pipelines.ts'
import { type Pool, poolsOf } from './pools.ts'
import { type Queue, queuesOf } from './queues.ts'
import { type ClusterSecrets, secretsOf } from './secrets.ts'
import { type ClusterServing, servingOf } from './serving.ts'
import { type Efs, efsOf } from './storage.ts'

/** What tenants need to know about their cluster. */
export interface Cluster {
  readonly name: string
  readonly file: ClusterFile
  readonly root: Mapping
  readonly at: Locate
  readonly release: Version
  readonly components: Components
  readonly domain: string
  readonly header: string
  readonly prefix: string
  /** Whether the gateway accepts tokens of service accounts. */
  readonly machines: boolean
  readonly gpu: string
  readonly aws: ClusterAws
  readonly identity: Identity
  readonly ingress: Ingress
  readonly dashboard: Dashboard
  readonly pipelines: ClusterPipelines
  readonly notebooks: Notebooks
  readonly pools: readonly Pool[]
  /** `null` where nothing is said about Kueue. */
  readonly queues: readonly Queue[] | null
  /** The version of Kueue's API. */
  readonly kueue: 'v1beta1' | 'v1beta2'
  readonly efs: Efs | null
  readonly autoscaling: Autoscaling
  readonly secrets: ClusterSecrets | null
  readonly serving: ClusterServing
  readonly guards: 'enforce' | 'warn'
  /** The most that pods of tenants may have. */
  readonly priority: number
  /** Its namespace. */
  readonly monitoring: string | null
  /** The workspace in Amazon Managed Prometheus. */
  readonly workspace: string | null
  /** The image of the Systems Manager agent. */
  readonly ssmAgent: string | null
  readonly gitops: Gitops
  readonly reserved: readonly string[]
}

/** A cluster's file after parsing. */
interface Written {
  readonly name: string
  readonly value: ClusterFile
  readonly root: Mapping
}

/** What tenants need to know about a cluster, with all defaults filled in. */
export function site({ name, value: file, root }: Written, gpu: string): Cluster {
  const { header, prefix, machines } = filled(identity, file.identity)
  const { prometheus, namespace, workspace } = filled(monitoring, file.monitoring)
  return {
    name,
    file,
    root,
    at: (...path) => placeOf(root, path) ?? startOf(root.source),
    release: file.kubeflow,
    components: componentsOf(file.components),
    domain: file.domain,
    header: header ?? releaseOf(file.kubeflow).header,
    prefix,
    machines,
    gpu,
    aws: awsOf(file.aws),
    identity: identityOf(file),
    ingress: ingressOf(file.ingress),
    dashboard: dashboardOf(file),
    pipelines: pipelinesOf(file.pipelines),
    notebooks: notebooksOf(file, gpu),
    pools: poolsOf(file.pools),
    queues: queuesOf(file.queues),
    kueue: filled(clusterSchema, file).kueue,
    efs: efsOf(file.storage),
    autoscaling: autoscalingOf(file),
    secrets: secretsOf(file.secrets),
    serving: servingOf(file.serving),
    guards: filled(clusterSchema, file).guards,
    priority: filled(clusterSchema, file).priority,
    monitoring: prometheus ? namespace : null,
    workspace,
    ssmAgent: file.ssmAgent?.image ?? null,
    gitops: gitopsOf(file.gitops),
    reserved: file.reserved ?? []
  }
}
