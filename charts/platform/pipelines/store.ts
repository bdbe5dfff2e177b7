import type { Cluster } from '../../../src/cluster/cluster.ts'
import { releaseOf } from '../../../src/kubeflow/release.ts'
import { dump } from '../../../src/yaml/dump.ts'
import type { Manifest } from '../../objects/manifest.ts'
import { endpoint, keyFormat, keySecret, providers, repository } from '../../objects/s3-access.ts'
import { namespace, texts, variables } from '../kubeflow-namespace.ts'

/** The address of S3 for every part that stores something there. */
export function store(cluster: Cluster, bucket: string): Manifest[] {
  const { release, aws, pipelines } = cluster
  const names = releaseOf(release).pipelines
  const { prefix, artifactProxy } = pipelines
  const each = `${prefix}/{{workflow.namespace}}`
  return [
    texts(names.settings, {
      [names.bucket]: bucket,
      [names.artifactProxy]: String(artifactProxy)
    }),
    texts(names.workflows.name, {
      [names.workflows.key]: `${dump([repository(cluster, bucket, each)])}\n`
    }),
    texts(names.viewer.name, { [names.viewer.key]: viewer(aws.region) }),
    texts(names.launcher, {
      defaultPipelineRoot: `s3://${bucket}/${prefix}/${namespace}/v2/artifacts`,
      providers: providers(cluster)
    }),
    variables(names.server, {
      [names.store.secure]: 'true',
      [names.store.host]: endpoint(cluster),
      // S3 uses the default port of HTTPS.
      [names.store.port]: '',
      [names.store.region]: aws.region
    }),
    variables(names.ui, {
      AWS_REGION: aws.region,
      AWS_S3_ENDPOINT: endpoint(cluster),
      ARGO_ARCHIVE_ARTIFACTORY: 's3',
      ARGO_ARCHIVE_BUCKETNAME: bucket,
      ARGO_KEYFORMAT: keyFormat(each),
      ...uiKey(cluster)
    })
  ]
}

/** For pods in tenants' namespaces, which cannot read settings from this one. */
function viewer(region: string): string {
  const env = [{ name: 'AWS_REGION', value: region }]
  const spec = { serviceAccountName: 'default-editor', containers: [{ env }] }
  return `${JSON.stringify({ spec }, null, 2)}\n`
}

/** Only for a UI that serves everybody's artifacts with a key. */
function uiKey({ pipelines: { credentials, artifactProxy } }: Cluster): Record<string, object> {
  if (credentials === 'keyless' || artifactProxy) return {}
  const of = (key: string) => ({ secretKeyRef: { name: keySecret, key } })
  return { AWS_ACCESS_KEY_ID: of('accesskey'), AWS_SECRET_ACCESS_KEY: of('secretkey') }
}
