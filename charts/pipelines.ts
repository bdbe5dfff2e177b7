import { dnsSuffix } from '../src/arn.ts'
import type { Tenant } from '../src/model.ts'
import { releaseOf } from '../src/release.ts'
import { add, type Concern } from './concern.ts'

/** The Secret with the tenant's own S3 key, where roles are not used: the name that Kubeflow looks for. */
export const keySecret = 'mlpipeline-minio-artifact'

/**
 * What Kubeflow's own generator would write for its own store, written for S3: where artifacts go,
 * and by which credentials. A label on the namespace keeps that generator away.
 */
export const pipelines: Concern = (chart, tenant) => {
  const { name, pipelines, cluster } = tenant
  if (!onAws(tenant)) return
  config('kfp-launcher', {
    clusterDomain: '.svc.cluster.local',
    defaultPipelineRoot: `s3://${pipelines.bucketName}/${pipelines.prefix}/v2/artifacts`,
    providers: providers(tenant)
  })
  config('metadata-grpc-configmap', releaseOf(cluster.release).metadata)
  config(
    'artifact-repositories',
    { 'default-namespaced': `${JSON.stringify(repository(tenant), null, 2)}\n` },
    { 'workflows.argoproj.io/default-artifact-repository': 'default-namespaced' }
  )

  function config(
    configName: string,
    data: Readonly<Record<string, string>>,
    annotations?: Readonly<Record<string, string>>
  ): void {
    const metadata = { name: configName, namespace: name, ...(annotations && { annotations }) }
    add(chart, { apiVersion: 'v1', kind: 'ConfigMap', metadata, data })
  }
}

export function onAws({ pipelines }: Tenant): boolean {
  return pipelines.enabled && pipelines.env === 'aws'
}

/** By a key of the tenant's own, not by a role. */
export function usesKey(tenant: Tenant): boolean {
  return onAws(tenant) && tenant.cluster.pipelines.credentials === 'static'
}

/** Of the region: the global one signs for one region only. */
export function endpoint({ cluster: { aws } }: Tenant): string {
  return `s3.${aws.region}.${dnsSuffix(aws.partition)}`
}

function providers(tenant: Tenant): string {
  const credentials = usesKey(tenant)
    ? [
        'fromEnv: false',
        `secretRef: {secretName: ${keySecret}, accessKeyKey: accesskey, secretKeyKey: secretkey}`
      ]
    : ['fromEnv: true']
  return [
    's3:',
    '  default:',
    `    endpoint: ${endpoint(tenant)}`,
    `    region: ${tenant.cluster.aws.region}`,
    '    disableSSL: false',
    '    forcePathStyle: true',
    '    credentials:',
    ...credentials.map(line => `      ${line}`),
    ''
  ].join('\n')
}

function repository(tenant: Tenant): object {
  const { pipelines, cluster } = tenant
  const key = (field: string) => ({ name: keySecret, key: field })
  const credentials = usesKey(tenant)
    ? { accessKeySecret: key('accesskey'), secretKeySecret: key('secretkey') }
    : { useSDKCreds: true }
  const day = ['Y', 'm', 'd'].map(unit => `{{workflow.creationTimestamp.${unit}}}`).join('/')
  return {
    archiveLogs: true,
    s3: {
      endpoint: endpoint(tenant),
      bucket: pipelines.bucketName,
      region: cluster.aws.region,
      ...credentials,
      keyFormat: `${pipelines.prefix}/{{workflow.name}}/${day}/{{pod.name}}`
    }
  }
}
