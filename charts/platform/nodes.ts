import { type Naming, namingOf } from '../../src/aws/instances.ts'
import type { Karpenter, Nodes } from '../../src/cluster/autoscaling.ts'
import type { Cluster } from '../../src/cluster/cluster.ts'
import type { Toleration } from '../../src/cluster/pools.ts'
import type { Manifest } from '../objects/manifest.ts'
import { poolLabel } from './spawner.ts'

const name = 'kubeflow'

/** The subnets, image and role of new nodes. */
export function nodeClass({ role, image, discovery }: Karpenter): Manifest {
  const terms = [{ tags: { 'karpenter.sh/discovery': discovery } }]
  // Bottlerocket stores container images on a second disk.
  const deviceName = image.startsWith('bottlerocket') ? '/dev/xvdb' : '/dev/xvda'
  return {
    apiVersion: 'karpenter.k8s.aws/v1',
    kind: 'EC2NodeClass',
    metadata: { name },
    spec: {
      role,
      amiSelectorTerms: [{ alias: image }],
      subnetSelectorTerms: terms,
      securityGroupSelectorTerms: terms,
      // GPU notebook images alone would fill the default disk.
      blockDeviceMappings: [
        {
          deviceName,
          ebs: {
            volumeSize: '100Gi',
            volumeType: 'gp3',
            encrypted: true,
            deleteOnTermination: true
          }
        }
      ],
      // A hop limit of one keeps pods from getting the node's credentials.
      metadataOptions: { httpTokens: 'required', httpPutResponseHopLimit: 1 }
    }
  }
}

export function nodePool(cluster: Cluster, { pool, instances, max }: Nodes): Manifest {
  const { taint } = pool
  const limits = { cpu: max.cpu, memory: max.memory, [cluster.gpu]: max.gpu }
  return {
    apiVersion: 'karpenter.sh/v1',
    kind: 'NodePool',
    metadata: { name: pool.name },
    spec: {
      template: {
        metadata: { labels: { [poolLabel]: pool.name } },
        spec: {
          nodeClassRef: { group: 'karpenter.k8s.aws', kind: 'EC2NodeClass', name },
          expireAfter: '720h',
          // Without a limit, a notebook that must not be disrupted would keep an old node forever.
          terminationGracePeriod: '48h',
          ...(taint && { taints: [taintOf(taint)] }),
          requirements: [
            ...kinds(instances.length === 0 && pool.gpu ? ['g', 'p'] : instances),
            required('karpenter.sh/capacity-type', [pool.spot ? 'spot' : 'on-demand']),
            required('kubernetes.io/arch', ['amd64']),
            required('kubernetes.io/os', ['linux'])
          ]
        }
      },
      // Moving a notebook to a smaller node would stop it.
      disruption: {
        consolidationPolicy: 'WhenEmpty',
        consolidateAfter: '10m',
        budgets: [{ nodes: '10%' }]
      },
      limits: Object.fromEntries(Object.entries(limits).filter(([, amount]) => amount !== null))
    }
  }
}

function taintOf({ key, value, effect }: Toleration): object {
  return { key, ...(value !== null && { value }), effect }
}

const labels: Readonly<Record<Naming, string>> = {
  category: 'karpenter.k8s.aws/instance-category',
  family: 'karpenter.k8s.aws/instance-family',
  type: 'node.kubernetes.io/instance-type'
}

/** All values must share one label key, because a node has to meet every requirement. */
function kinds([first, ...others]: readonly string[]): object[] {
  const naming = first === undefined ? undefined : namingOf(first)
  return first && naming ? [required(labels[naming], [first, ...others])] : []
}

function required(key: string, values: readonly string[]): object {
  return { key, operator: 'In', values }
}
