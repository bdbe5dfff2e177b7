import type { Cluster } from '../../src/cluster/cluster.ts'
import type { Manifest } from '../objects/manifest.ts'
import { type Component, plain } from './component.ts'

/**
 * The Systems Manager agent as a pod on every node. It uses the node's role, changes nothing on the
 * node, and is pinned by digest.
 */
export const ssmAgent: Component = {
  name: 'ssm-agent',
  after: [],
  upstream: false,
  values: ({ ssmAgent }: Cluster) => {
    if (ssmAgent === null) return undefined
    return { ...plain, objects: [home, account, agent(ssmAgent)] }
  }
}

const name = 'ssm-agent'
const labels = { 'app.kubernetes.io/name': name }

const home: Manifest = {
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name, labels: { 'pod-security.kubernetes.io/enforce': 'privileged' } }
}

const account: Manifest = {
  apiVersion: 'v1',
  kind: 'ServiceAccount',
  metadata: { name, namespace: name },
  automountServiceAccountToken: false
}

function agent(image: string): Manifest {
  const container = {
    name,
    image,
    // The agent opens shells on the node, which needs full privileges.
    securityContext: { privileged: true, runAsUser: 0 },
    resources: { requests: { cpu: '10m', memory: '64Mi' }, limits: { memory: '256Mi' } }
  }
  return {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { name, namespace: name, labels },
    spec: {
      selector: { matchLabels: labels },
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '10%' } },
      template: {
        metadata: { labels },
        spec: {
          serviceAccountName: name,
          automountServiceAccountToken: false,
          hostPID: true,
          // It gets its identity from instance metadata, which only the host network can reach.
          hostNetwork: true,
          dnsPolicy: 'ClusterFirstWithHostNet',
          priorityClassName: 'system-node-critical',
          nodeSelector: { 'kubernetes.io/os': 'linux' },
          tolerations: [{ operator: 'Exists' }],
          containers: [container]
        }
      }
    }
  }
}
