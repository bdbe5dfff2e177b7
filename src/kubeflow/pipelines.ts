import type { Columns } from './versions.ts'

/** What the parts of pipelines are called, and what they read. */
export interface PipelinesNames {
  readonly server: Workload
  readonly ui: Workload
  readonly settings: string
  /** Under which keys of the settings each says where the database is: some read one, some the other. */
  readonly database: Readonly<
    Record<'host' | 'port' | 'pipelines' | 'metadata' | 'cache', readonly string[]>
  >
  readonly databaseSecret: string
  readonly bucket: string
  readonly artifactProxy: string
  /** Of the server, whose own store is no store of AWS. */
  readonly store: Readonly<Record<'secure' | 'host' | 'port' | 'region', string>>
  readonly header: string
  readonly prefix: string
  /** Where policies name the header. */
  readonly headerPlaces: readonly PolicyPath[]
  /** ConfigMaps, and the key of each that is one whole text. */
  readonly workflows: Text
  readonly viewer: Text
  readonly launcher: string
  /** Whether the UI asks who may see an artifact before it serves one. */
  readonly asksForArtifacts: boolean
  /** Below it, in the bucket, the server keeps what people upload. */
  readonly uploads: string
}

export interface Workload {
  /** The Deployment, and its service account. */
  readonly name: string
  readonly container: string
}

interface Text {
  readonly name: string
  readonly key: string
}

/** A value in an AuthorizationPolicy. */
interface PolicyPath {
  readonly policy: string
  readonly path: string
}

export const pipelines: Columns<PipelinesNames> = {
  '26.03': {
    server: { name: 'ml-pipeline', container: 'ml-pipeline-api-server' },
    ui: { name: 'ml-pipeline-ui', container: 'ml-pipeline-ui' },
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
    asksForArtifacts: false,
    uploads: 'pipelines'
  }
}
