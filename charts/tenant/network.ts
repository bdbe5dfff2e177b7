import type { INetworkPolicySpec } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicySpec'
import { releaseOf } from '../../src/kubeflow/release.ts'
import type { Tenant } from '../../src/model/tenant.ts'
import { contains, parseCidr } from '../../src/values/cidr.ts'
import { inMesh, marker } from '../objects/labels.ts'
import { add, type Concern } from '../objects/manifest.ts'
import { letIn } from './neighbours.ts'
import { protection } from './protection.ts'

type Egress = NonNullable<INetworkPolicySpec['egress']>
type Peer = NonNullable<Egress[number]['to']>[number]

/**
 * Who may connect to a tenant's pods, and where its pods may connect to. The kubelet needs no rule:
 * Kubernetes always lets a pod's node reach it, for probes and `kubectl exec` alike. Every tenant has all
 * four policies, so engines can be told never to remove them. Gateways pass on what anybody asks, so
 * they only reach pods that ask who it is.
 */
export const network: Concern = (chart, tenant, { givers }) => {
  const { name, cluster } = tenant
  const { reachedBy, closed, ...release } = releaseOf(cluster.release)
  const isThere = (home: string) => cluster.components[closed[home] ?? 'mesh'] !== 'off'
  const passingOn = release.passingOn.filter(isThere)
  const platform = reachedBy.filter(home => isThere(home) && !passingOn.includes(home))
  if (cluster.monitoring !== null) platform.push(cluster.monitoring)
  const from = [ownPods, namespaces(platform)]
  const guests = letIn(tenant)
  if (guests.length > 0) from.push(namespaces(guests))
  policy('default-deny', { policyTypes: ['Ingress', 'Egress'] })
  policy('ingress', { policyTypes: ['Ingress'], ingress: [{ from }] })
  policy('gateways', {
    podSelector: { matchLabels: { [inMesh]: 'istio' } },
    policyTypes: ['Ingress'],
    ingress: [{ from: [namespaces(passingOn)] }]
  })
  policy('egress', { policyTypes: ['Egress'], egress: egress(tenant, givers) })

  function policy(policyName: string, spec: Partial<INetworkPolicySpec>): void {
    add(chart, {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: policyName, namespace: name, annotations: protection(tenant) },
      spec: { podSelector: {}, ...spec }
    })
  }
}

const ownPods: Peer = { podSelector: {} }

function namespaces(names: readonly string[]): Peer {
  return {
    namespaceSelector: {
      matchExpressions: [
        { key: 'kubernetes.io/metadata.name', operator: 'In', values: [...names].sort() }
      ]
    }
  }
}

/** Hands out the node's credentials to anybody who asks. */
const metadataService = ['169.254.169.254/32', 'fd00:ec2::254/128']
/** Hands out the pod's credentials where EKS uses Pod Identity. */
const podIdentity = ['169.254.170.23/32', 'fd00:ec2::23/128']
/** Where the API server and AWS's private endpoints are. */
const privateRanges = ['10.0.0.0/8', '100.64.0.0/10', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7']
/** The address of NodeLocal DNSCache, which runs on the host network. */
const nodeNameServer = '169.254.20.10/32'

function egress({ cluster, network }: Tenant, givers: readonly string[]): Egress {
  const inCluster = { to: [ownPods, platformPods] }
  if (givers.length > 0) inCluster.to.push(namespaces(givers))
  const identity =
    cluster.aws.identity === 'podIdentity'
      ? [{ to: podIdentity.map(block), ports: [{ protocol: 'TCP' as const, port: 80 }] }]
      : []
  if (network.open) return [{ to: ['0.0.0.0/0', '::/0'].map(block) }, ...identity, inCluster]
  const names = {
    to: [nodeNameServer, ...privateRanges].map(block),
    ports: (['UDP', 'TCP'] as const).map(protocol => ({ protocol, port: 53 }))
  }
  const https = { to: privateRanges.map(block), ports: [{ protocol: 'TCP' as const, port: 443 }] }
  const ranges = network.ranges.length > 0 ? [{ to: network.ranges.map(block) }] : []
  return [inCluster, names, https, ...ranges, ...identity]
}

/**
 * Pods in every namespace that is not a tenant's: DNS, Kubeflow, istiod and the gateways. Tenants that
 * let this one in are listed by name.
 */
const platformPods: Peer = {
  namespaceSelector: {
    matchExpressions: [{ key: marker, operator: 'DoesNotExist' }]
  }
}

/** Thousands of tenants use the same few blocks. */
const blocks = new Map<string, Peer>()

/** An address block that never includes the metadata service. */
function block(cidr: string): Peer {
  const known = blocks.get(cidr)
  if (known) return known
  const except = metadataService.filter(address => holds(cidr, address))
  const made = { ipBlock: { cidr, ...(except.length > 0 && { except }) } }
  blocks.set(cidr, made)
  return made
}

function holds(outer: string, inner: string): boolean {
  const [range, address] = [parseCidr(outer), parseCidr(inner)]
  return range !== undefined && address !== undefined && contains(range, address)
}
