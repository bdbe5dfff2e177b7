import { releaseOf } from '../../src/kubeflow/release.ts'
import type { Tenant } from '../../src/model/tenant.ts'
import { fixed } from '../objects/fixed-names.ts'
import { add, type Concern } from '../objects/manifest.ts'
import { providers, repository } from '../objects/s3-access.ts'

/**
 * What Kubeflow's generator would write for its own store, but for S3: the place of artifacts and the
 * credentials. A label on the namespace turns that generator off.
 */
export const pipelines: Concern = (chart, tenant) => {
  const { name, pipelines, cluster } = tenant
  const { bucketName, prefix } = pipelines
  if (!onAws(tenant) || bucketName === null) return
  const store = repository(cluster, bucketName, prefix)
  const { metadata, pipelines: names } = releaseOf(cluster.release)
  config(names.launcher, {
    clusterDomain: '.svc.cluster.local',
    defaultPipelineRoot: `s3://${bucketName}/${prefix}/v2/artifacts`,
    providers: providers(cluster)
  })
  if (cluster.pipelines.metadata === 'shared') config(fixed.metadata, metadata)
  config(
    fixed.repositories,
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

/** Whether the tenant uses an S3 key of its own instead of a role. */
export function usesKey(tenant: Tenant): boolean {
  return onAws(tenant) && tenant.cluster.pipelines.credentials === 'static'
}
