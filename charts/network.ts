import { contains, parseCidr } from '../src/cidr.ts'
import type { Tenant } from '../src/model.ts'
import { releaseOf } from '../src/release.ts'
import { add, type Concern } from './concern.ts'
import { letIn } from './neighbours.ts'

/** Who may open connections to a tenant's pods, and where its pods may connect to. */
export const network: Concern = (chart, tenant, { givers }) => {
  const { name, cluster } = tenant
  const { reachedBy } = releaseOf(cluster.release)
  const platform = cluster.monitoring === '' ? reachedBy : [...reachedBy, cluster.monitoring]
  const tenants = tenant.state === 'suspended' ? [] : letIn(tenant)
  policy('default-deny', { policyTypes: ['Ingress', 'Egress'] })
  policy('allow-same-namespace', {
    policyTypes: ['Ingress', 'Egress'],
    ingress: [{ from: [{ podSelector: {} }] }],
    egress: [{ to: [{ podSelector: {} }] }]
  })
  policy('allow-platform', {
    policyTypes: ['Ingress'],
    ingress: [{ from: [namespaces(platform)] }]
  })
  if (tenants.length > 0) {
    policy('allow-tenants', {
      policyTypes: ['Ingress'],
      ingress: [{ from: [namespaces(tenants)] }]
    })
  }
  policy('allow-egress', { policyTypes: ['Egress'], egress: egress(tenant, givers) })

  function policy(policyName: string, spec: object): void {
    add(chart, {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: policyName, namespace: name },
      spec: { podSelector: {}, ...spec }
    })
  }
}

function namespaces(names: readonly string[]): object {
  return {
    namespaceSelector: {
      matchExpressions: [
        { key: 'kubernetes.io/metadata.name', operator: 'In', values: [...names].sort() }
      ]
    }
  }
}

/** Hands out the node's own role to whoever asks. */
const metadataService = ['169.254.169.254/32', 'fd00:ec2::254/128']
/** Hands out a pod's role, where EKS does that by Pod Identity. */
const podIdentity = ['169.254.170.23/32', 'fd00:ec2::23/128']
/** Where the API server and AWS's private endpoints are. */
const privateRanges = ['10.0.0.0/8', '100.64.0.0/10', '172.16.0.0/12', '192.168.0.0/16']

function egress({ cluster, network }: Tenant, givers: readonly string[]): object[] {
  const inCluster = { to: [...(givers.length > 0 ? [namespaces(givers)] : []), noTenant] }
  const identity =
    cluster.aws.identity === 'podIdentity'
      ? [{ to: podIdentity.map(block), ports: [{ protocol: 'TCP', port: 80 }] }]
      : []
  if (network.open) return [{ to: ['0.0.0.0/0', '::/0'].map(block) }, ...identity, inCluster]
  const https = { to: privateRanges.map(block), ports: [{ protocol: 'TCP', port: 443 }] }
  const ranges = network.ranges.length > 0 ? [{ to: network.ranges.map(block) }] : []
  return [inCluster, https, ...ranges, ...identity]
}

/** Every namespace of the cluster that is no tenant's: those open to this one are named one by one. */
const noTenant = {
  namespaceSelector: {
    matchExpressions: [{ key: 'tenantry.dev/tenant', operator: 'DoesNotExist' }]
  }
}

/** A block of addresses, and never the metadata service in it. */
function block(cidr: string): object {
  const except = metadataService.filter(address => holds(cidr, address))
  return { ipBlock: { cidr, ...(except.length > 0 && { except }) } }
}

function holds(outer: string, inner: string): boolean {
  const [range, address] = [parseCidr(outer), parseCidr(inner)]
  return range !== undefined && address !== undefined && contains(range, address)
}
