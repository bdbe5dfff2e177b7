import { releaseOf } from '../kubeflow/release.ts'
import type { Cluster } from './cluster.ts'

/** The service accounts of the platform that may need an AWS role, beside those of pipelines. */
export const platformAccounts = {
  secrets: 'tenantry-platform',
  autoscaler: 'cluster-autoscaler',
  prometheus: 'kube-prometheus-stack-prometheus'
} as const

/** The platform's service accounts that have an AWS role on this cluster, or else an IAM user. */
export function accountsOnAws(cluster: Cluster): string[] {
  const { pipelines, components, autoscaling, monitoring, workspace, release } = cluster
  const { server, ui } = releaseOf(release).pipelines
  const apart = pipelines.credentials === 'keyless' && !pipelines.artifactProxy
  return [
    ...(pipelines.env === 'aws' && components.pipelines === 'managed'
      ? [server.name, ...(apart ? [ui.name] : [])]
      : []),
    ...(readers(cluster).length > 0 ? [platformAccounts.secrets] : []),
    ...(autoscaling.autoscaler ? [platformAccounts.autoscaler] : []),
    ...(monitoring !== null && workspace !== null ? [platformAccounts.prometheus] : [])
  ]
}

/** The namespaces in which something that Tenantry installs reads secrets of the platform. */
export function readers({ release, secrets, ...cluster }: Cluster): string[] {
  const { identity, monitoring, gitops, components } = cluster
  if (!secrets) return []
  const { proxy, dex } = releaseOf(release).auth
  const isKubeflow = [components.pipelines, components.katib].includes('managed')
  return [
    ...(isKubeflow ? ['kubeflow'] : []),
    ...(components.auth === 'managed' ? [proxy.name] : []),
    ...(identity.dex ? [dex.namespace] : []),
    ...(monitoring === null ? [] : [monitoring]),
    ...(gitops.notifications ? ['flux-system'] : [])
  ]
}
