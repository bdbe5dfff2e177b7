import { releaseOf } from '../../src/kubeflow/release.ts'
import type { Tenant } from '../../src/model/tenant.ts'
import { add, type Concern } from '../objects/manifest.ts'
import { principal } from '../objects/principal.ts'

/**
 * The namespaces whose pods may call this tenant's. Callers of its models are not among them: they
 * come by the gateway inside the cluster, and go on doing so only while they know no shorter way.
 */
export function letIn({ state, workloads, neighbours, network }: Tenant): string[] {
  if (state === 'suspended') return []
  const names = [
    ...workloads.filter(({ way }) => way.notebooks).map(({ namespace }) => namespace),
    // A suspended tenant has no workloads as far as others go.
    ...neighbours
      .filter(({ way, accounts }) => way.notebooks && accounts.length > 0)
      .map(({ tenant }) => tenant),
    ...network.from.filter(({ accounts }) => accounts.length > 0).map(({ name }) => name)
  ]
  return [...new Set(names)].sort()
}

/**
 * Workloads of tenants that `network.from` names may call all but notebooks, by their certificates:
 * notebooks run code for whoever reaches them, and that is what `members` gives.
 */
export const callers: Concern = (chart, tenant) => {
  if (tenant.state === 'suspended') return
  const { notebookPort } = releaseOf(tenant.cluster.release)
  for (const { name, accounts } of tenant.network.from) {
    if (accounts.length === 0) continue
    const principals = accounts.map(account => principal(name, account))
    add(chart, {
      apiVersion: 'security.istio.io/v1',
      kind: 'AuthorizationPolicy',
      metadata: { name: `from-${name}`, namespace: tenant.name },
      spec: {
        rules: [
          {
            from: [{ source: { principals } }],
            to: [{ operation: { notPorts: [String(notebookPort)] } }]
          }
        ]
      }
    })
  }
}

/**
 * The mesh prunes what a namespace can call, and calls beyond that lose their certificate. A
 * namespace has one `Sidecar`, so all that let this tenant in share it, with the mesh's own list.
 */
export const sidecar: Concern = (chart, { name, cluster }, { givers }) => {
  if (givers.length === 0) return
  const hosts = [...releaseOf(cluster.release).egress, ...givers.map(giver => `${giver}/*`)]
  add(chart, {
    apiVersion: 'networking.istio.io/v1',
    kind: 'Sidecar',
    metadata: { name: 'default', namespace: name },
    spec: { egress: [{ hosts }] }
  })
}
