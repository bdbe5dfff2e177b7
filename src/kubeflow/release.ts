import type { Bounds } from '../kubernetes/quantity.ts'
import { type AddonVersions, addons } from './addons.ts'
import { type AuthNames, auth } from './auth.ts'
import type { ComponentName } from './components.ts'
import { type DashboardNames, dashboard } from './dashboard.ts'
import { type KatibNames, katib } from './katib.ts'
import { monitors, type Watched } from './monitors.ts'
import { type NotebooksNames, notebooks } from './notebooks.ts'
import { type PipelinesNames, pipelines } from './pipelines.ts'
import { type ProfilesNames, profiles } from './profiles.ts'
import { type ServingNames, serving } from './serving.ts'
import type { Columns, Version } from './versions.ts'

/** What differs between releases of Kubeflow; each release is a column. */
interface Release {
  /** The account of the gateway that forwards people's requests to tenants. */
  readonly gateway: string
  readonly pipelinesUi: string
  /** The account of the gateway that forwards requests for models. */
  readonly localGateway: string
  readonly activator: string
  /** The hosts that every namespace may call by default; a tenant's own `Sidecar` has to repeat them. */
  readonly egress: readonly string[]
  /** The default name of the header that identifies the person. */
  readonly header: string
  /** Labels that Kubeflow needs on every tenant's namespace. */
  readonly namespaceLabels: Readonly<Record<string, string>>
  /** What pods need to reach the metadata store of pipelines. */
  readonly metadata: Readonly<Record<string, string>>
  /** The port of every kind of notebook. */
  readonly notebookPort: number
  /** The image of the artifact server. */
  readonly artifactImage: string
  /** The path at which it says that it is ready. */
  readonly artifactHealth: string
  /**
   * Kubeflow's own namespaces that admit no traffic from others, apart from that of Dex, with the
   * component that makes and closes each.
   */
  readonly closed: Readonly<Record<string, ComponentName>>
  /** The namespaces whose pods must reach a tenant's: for notebooks, pipelines, models and monitoring. */
  readonly reachedBy: readonly string[]
  /** Those of them that pass on the requests of anybody. */
  readonly passingOn: readonly string[]
  /** The requests and limits of the Istio proxy in every pod. */
  readonly sidecar: { readonly request: Bounds; readonly limit: Bounds }
  /** The Secrets that Kubeflow creates in every tenant. */
  readonly secrets: readonly string[]
  /** Labels by which Kubeflow finds notebooks. */
  readonly labels: readonly string[]
  /** Variables that Kubeflow sets in notebooks and pipeline steps. */
  readonly variables: readonly string[]
  /** Folders in notebooks where Kubeflow mounts something. */
  readonly mounts: readonly string[]
  readonly auth: AuthNames
  readonly dashboard: DashboardNames
  readonly profiles: ProfilesNames
  readonly pipelines: PipelinesNames
  readonly katib: KatibNames
  /** The account of Spark's operator. */
  readonly spark: string
  readonly serving: ServingNames
  readonly notebooks: NotebooksNames
  readonly addons: AddonVersions
  readonly monitors: readonly Watched[]
}

/** What no release has changed so far. */
const lasting = {
  gateway: 'cluster.local/ns/istio-system/sa/istio-ingressgateway-service-account',
  pipelinesUi: 'cluster.local/ns/kubeflow/sa/ml-pipeline-ui',
  localGateway: 'cluster.local/ns/istio-system/sa/cluster-local-gateway-service-account',
  activator: 'cluster.local/ns/knative-serving/sa/activator',
  egress: [
    './*',
    'kubeflow/*',
    'kubeflow-system/*',
    'knative-serving/*',
    'knative-eventing/*',
    'istio-system/*'
  ],
  header: 'kubeflow-userid',
  namespaceLabels: {
    'app.kubernetes.io/part-of': 'kubeflow-profile',
    'katib.kubeflow.org/metrics-collector-injection': 'enabled',
    'serving.kubeflow.org/inferenceservice': 'enabled'
  },
  metadata: {
    METADATA_GRPC_SERVICE_HOST: 'metadata-grpc-service.kubeflow',
    METADATA_GRPC_SERVICE_PORT: '8080'
  },
  notebookPort: 8888,
  artifactHealth: '/apis/v1beta1/healthz',
  closed: {
    'cert-manager': 'certificates',
    'istio-system': 'mesh',
    'knative-serving': 'serving',
    kubeflow: 'network',
    'kubeflow-system': 'network',
    'oauth2-proxy': 'auth'
  },
  reachedBy: ['istio-system', 'knative-serving', 'kubeflow', 'kubeflow-system'],
  passingOn: ['istio-system', 'knative-serving'],
  sidecar: { request: { cpu: '10m', memory: '40Mi' }, limit: { cpu: '2', memory: '1Gi' } },
  secrets: ['mlpipeline-minio-artifact'],
  labels: ['app', 'notebook-name', 'statefulset'],
  variables: ['NB_PREFIX', 'KFP_POD_NAME', 'KFP_POD_UID', 'KF_PIPELINES_SA_TOKEN_PATH'],
  mounts: ['/home/jovyan', '/dev/shm'],
  spark: 'system:serviceaccount:kubeflow:spark-operator-controller'
} as const

const images: Columns<string> = {
  '1.11': 'ghcr.io/kubeflow/kfp-frontend:2.15.0',
  '26.03': 'ghcr.io/kubeflow/kfp-frontend:2.16.0',
  '26.03.1': 'ghcr.io/kubeflow/kfp-frontend:2.16.1'
}

const release = (version: Version): Release => {
  return {
    ...lasting,
    artifactImage: images[version],
    auth: auth[version],
    dashboard: dashboard[version],
    profiles: profiles[version],
    pipelines: pipelines[version],
    katib: katib[version],
    serving: serving[version],
    notebooks: notebooks[version],
    addons: addons[version],
    monitors: monitors[version]
  }
}

const releases: Columns<Release> = {
  '1.11': release('1.11'),
  '26.03': release('26.03'),
  '26.03.1': release('26.03.1')
}

export function releaseOf(version: Version): Release {
  return releases[version]
}
