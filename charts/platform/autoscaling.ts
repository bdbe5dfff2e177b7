import type { Cluster } from '../../src/cluster/cluster.ts'
import { platformAccounts } from '../../src/cluster/platform-accounts.ts'
import { releaseOf } from '../../src/kubeflow/release.ts'
import type { AwsRole } from '../../src/model/tenant.ts'
import type { Manifest } from '../objects/manifest.ts'
import { type Component, plain } from './component.ts'
import { helm } from './helm-release.ts'
import { nodeClass, nodePool } from './nodes.ts'
import { grants, roleOf } from './role-objects.ts'
import { autoscalerPermissions, serviceRole } from './service-roles.ts'

/** Adds nodes when pods need them and removes idle ones. */
export const autoscaling: Component = {
  name: 'autoscaling',
  after: [],
  upstream: false,
  values: cluster => {
    const { karpenter, autoscaler } = cluster.autoscaling
    if (karpenter) {
      const pools = karpenter.nodes.map(nodes => nodePool(cluster, nodes))
      return { ...plain, objects: [nodeClass(karpenter), ...pools] }
    }
    if (!autoscaler) return undefined
    const role = serviceRole(cluster, account, autoscalerPermissions(cluster))
    const { objects, files } = grants(cluster, account.namespace, [role])
    return {
      ...plain,
      objects: [...release(cluster, role, autoscaler.version), ...objects],
      files
    }
  }
}

const account = { namespace: 'kube-system', name: platformAccounts.autoscaler }

function release(cluster: Cluster, role: AwsRole, version: string | null): Manifest[] {
  const { aws } = cluster
  const { autoscaler } = releaseOf(cluster.release).addons
  return helm(cluster, {
    ...account,
    chart: version === null ? autoscaler : { ...autoscaler, version },
    values: {
      fullnameOverride: account.name,
      awsRegion: aws.region,
      autoDiscovery: { clusterName: aws.eks },
      rbac: { serviceAccount: { name: account.name, annotations: roleOf(cluster, role) } },
      extraArgs: { 'balance-similar-node-groups': true }
    }
  })
}
