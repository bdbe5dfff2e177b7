import { dnsSuffix } from '../../src/aws/arn.ts'
import type { Cluster } from '../../src/cluster/cluster.ts'

/** The Secret with the S3 key, where no roles are used. Kubeflow expects this name. */
export const keySecret = 'mlpipeline-minio-artifact'

/** The regional endpoint: the global one only accepts signatures for one region. */
export function endpoint({ aws }: Cluster): string {
  return `s3.${aws.region}.${dnsSuffix(aws.partition)}`
}

/** Tells the pipeline launcher where S3 is and which credentials to use. */
export function providers(cluster: Cluster): string {
  const credentials = byKey(cluster)
    ? [
        'fromEnv: false',
        `secretRef: {secretName: ${keySecret}, accessKeyKey: accesskey, secretKeyKey: secretkey}`
      ]
    : ['fromEnv: true']
  return [
    's3:',
    '  default:',
    `    endpoint: ${endpoint(cluster)}`,
    `    region: ${cluster.aws.region}`,
    '    disableSSL: false',
    '    forcePathStyle: true',
    '    credentials:',
    ...credentials.map(line => `      ${line}`),
    ''
  ].join('\n')
}

/** Tells Argo where to store what steps produce: the bucket, and the prefix before a workflow's name. */
export function repository(cluster: Cluster, bucket: string, prefix: string): object {
  const key = (field: string) => ({ name: keySecret, key: field })
  const credentials = byKey(cluster)
    ? { accessKeySecret: key('accesskey'), secretKeySecret: key('secretkey') }
    : { useSDKCreds: true }
  return {
    archiveLogs: true,
    s3: {
      endpoint: endpoint(cluster),
      bucket,
      region: cluster.aws.region,
      ...credentials,
      keyFormat: keyFormat(prefix)
    }
  }
}

export function keyFormat(prefix: string): string {
  const day = ['Y', 'm', 'd'].map(unit => `{{workflow.creationTimestamp.${unit}}}`).join('/')
  return `${prefix}/{{workflow.name}}/${day}/{{pod.name}}`
}

function byKey({ pipelines }: Cluster): boolean {
  return pipelines.credentials === 'static'
}
