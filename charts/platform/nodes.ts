import { type Naming, namingOf } from '../../src/aws/instances.ts'
import type { Karpenter, Nodes } from '../../src/cluster/autoscaling.ts'
import type { Cluster } from '../../src/cluster/cluster.ts'
import type { Toleration } from '../../src/cluster/pools.ts'
import type { Manifest } from '../objects/manifest.ts'
import { poolLabel } from './spawner.ts'

const name = 'kubeflow'

/** Where nodes lie, what they start from, and as whom they act. */
export function nodeClass({ role, image, discovery }: Karpenter): Manifest {
  const terms = [{ tags: { 'karpenter.sh/discovery': discovery } }]
  // Bottlerocket keeps images on a disk of their own.
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
      // The images of notebooks with GPUs alone would fill what nodes get by themselves.
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
      // One hop does not reach pods: they would get the rights of their node.
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
          // Without an end, a notebook that must not be disturbed would keep an old node for ever.
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

/** All are named in one way: a node would have to fit every requirement. */
function kinds([first, ...others]: readonly string[]): object[] {
  const naming = first === undefined ? undefined : namingOf(first)
  return first && naming ? [required(labels[naming], [first, ...others])] : []
}

function required(key: string, values: readonly string[]): object {
  return { key, operator: 'In', values }
}
