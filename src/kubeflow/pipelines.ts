import type { Columns } from './versions.ts'

/** The names of the objects of pipelines, and their settings. */
export interface PipelinesNames {
  readonly server: Workload
  readonly ui: Workload
  /** The server of metadata, and the policy of the mesh that lets callers in. */
  readonly metadata: SharedServer & { readonly api: string; readonly authorization: string }
  readonly settings: string
  /** The keys under which each part reads the database's address; different parts read different ones. */
  readonly database: Readonly<
    Record<'host' | 'port' | 'pipelines' | 'metadata' | 'cache', readonly string[]>
  >
  readonly databaseSecret: string
  readonly bucket: string
  readonly artifactProxy: string
  /** The server's own keys for its store, which is not AWS by default. */
  readonly store: Readonly<Record<'secure' | 'host' | 'port' | 'region', string>>
  readonly header: string
  readonly prefix: string
  /** Where policies name the header. */
  readonly headerPlaces: readonly PolicyPath[]
  /** ConfigMaps with a whole document under one key. */
  readonly workflows: Text
  readonly viewer: Text
  readonly launcher: string
  /** Whether the server takes a role of AWS in place of keys. */
  readonly keyless: boolean
  /** The overlays that take away what is made for the store that Kubeflow brings, in this release alone. */
  readonly besideStore: readonly string[]
  /** Whether the UI checks access before it serves an artifact. */
  readonly asksForArtifacts: boolean
  /** The prefix in the bucket under which the server stores uploads. */
  readonly uploads: string
  /** The account that makes the pods of runs, which Kubeflow keeps out of the mesh. */
  readonly runner: string
}

export interface Workload {
  /** The Deployment, and its service account. */
  readonly name: string
  readonly container: string
}

/** A server that knows no tenants. */
export interface SharedServer {
  /** The NetworkPolicy that lets tenants' pods in. */
  readonly policy: string
  readonly port: number
  /** The label of the pods that cannot do without it. */
  readonly callers: string
}

interface Text {
  readonly name: string
  readonly key: string
}

/** A value inside an AuthorizationPolicy. */
interface PolicyPath {
  readonly policy: string
  readonly path: string
}

const names: PipelinesNames = {
  server: { name: 'ml-pipeline', container: 'ml-pipeline-api-server' },
  ui: { name: 'ml-pipeline-ui', container: 'ml-pipeline-ui' },
  metadata: {
    policy: 'metadata-grpc-server',
    port: 8080,
    callers: 'workflows.argoproj.io/workflow',
    api: 'security.istio.io/v1beta1',
    authorization: 'metadata-grpc-service'
  },
  settings: 'pipeline-install-config',
  database: {
    host: ['dbHost', 'mysqlHost'],
    port: ['dbPort', 'mysqlPort'],
    pipelines: ['pipelineDb'],
    metadata: ['mlmdDb'],
    cache: ['cacheDb']
  },
  databaseSecret: 'mysql-secret',
  bucket: 'bucketName',
  artifactProxy: 'ARTIFACTS_PROXY_ENABLED',
  store: {
    secure: 'OBJECTSTORECONFIG_SECURE',
    host: 'OBJECTSTORECONFIG_HOST',
    port: 'OBJECTSTORECONFIG_PORT',
    region: 'OBJECTSTORECONFIG_REGION'
  },
  header: 'KUBEFLOW_USERID_HEADER',
  prefix: 'KUBEFLOW_USERID_PREFIX',
  headerPlaces: [
    { policy: 'ml-pipeline', path: '/spec/rules/1/when/0/key' },
    { policy: 'ml-pipeline-ui', path: '/spec/rules/1/when/1/key' }
  ],
  workflows: { name: 'workflow-controller-configmap', key: 'artifactRepository' },
  viewer: { name: 'ml-pipeline-ui-configmap', key: 'viewer-pod-template.json' },
  launcher: 'kfp-launcher',
  keyless: true,
  besideStore: [],
  asksForArtifacts: false,
  uploads: 'pipelines',
  runner: 'system:serviceaccount:kubeflow:argo'
}

export const pipelines: Columns<PipelinesNames> = {
  '1.11': { ...names, keyless: false, besideStore: ['pipelines/no-minio'] },
  '26.03': names,
  '26.03.1': names
}
