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
  const { pipelines, secrets, autoscaling, monitoring, workspace, release } = cluster
  const { server, ui } = releaseOf(release).pipelines
  const apart = pipelines.credentials === 'keyless' && !pipelines.artifactProxy
  return [
    ...(pipelines.env === 'aws' ? [server.name, ...(apart ? [ui.name] : [])] : []),
    ...(secrets ? [platformAccounts.secrets] : []),
    ...(autoscaling.autoscaler ? [platformAccounts.autoscaler] : []),
    ...(monitoring !== null && workspace !== null ? [platformAccounts.prometheus] : [])
  ]
}
