import { releaseOf } from '../../src/kubeflow/release.ts'
import type { Tenant } from '../../src/model/tenant.ts'
import { add, type Concern } from '../objects/manifest.ts'
import { providers, repository } from '../objects/s3-access.ts'

/**
 * What Kubeflow's own generator would write for its own store, written for S3: where artifacts go,
 * and by which credentials. A label on the namespace keeps that generator away.
 */
export const pipelines: Concern = (chart, tenant) => {
  const { name, pipelines, cluster } = tenant
  if (!onAws(tenant)) return
  const store = repository(cluster, pipelines.bucketName, pipelines.prefix)
  config('kfp-launcher', {
    clusterDomain: '.svc.cluster.local',
    defaultPipelineRoot: `s3://${pipelines.bucketName}/${pipelines.prefix}/v2/artifacts`,
    providers: providers(cluster)
  })
  config('metadata-grpc-configmap', releaseOf(cluster.release).metadata)
  config(
    'artifact-repositories',
    { 'default-namespaced': `${JSON.stringify(store, null, 2)}\n` },
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
