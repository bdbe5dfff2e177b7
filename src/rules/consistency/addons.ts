import type { Cluster } from '../../model/model.ts'
import { type Lack, lackOfStore } from './lack.ts'

/** What is not there though what is installed beside Kubeflow needs it. */
export function addonLacks(cluster: Cluster): Lack[] {
  const { gitops, autoscaling, monitoring, workspace, secrets } = cluster
  const engine = (because: string, ...path: readonly string[]): Lack => ({
    field: 'gitops.flux',
    because,
    path,
    help: 'write `flux: true` or `argocd: true`: one of them installs it'
  })
  const some = gitops.flux || gitops.argocd
  return [
    ...(autoscaling.autoscaler && !some ? [engine('`clusterAutoscaler`', 'autoscaling')] : []),
    ...(monitoring !== '' && !some
      ? [engine('`prometheus: true`', 'monitoring', 'prometheus')]
      : []),
    ...(workspace !== '' && monitoring === '' ? [sender] : []),
    ...(gitops.notifications && !secrets ? [token] : [])
  ]
}

const token = lackOfStore("the bot's `secret`", 'gitops', 'flux', 'notifications', 'secret')

const sender: Lack = {
  field: 'monitoring.prometheus',
  because: '`workspace`',
  path: ['monitoring', 'workspace'],
  help: 'write `prometheus: true`: Prometheus is who sends to it'
}
