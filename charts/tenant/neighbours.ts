import { releaseOf } from '../../src/kubeflow/release.ts'
import type { Tenant } from '../../src/model/tenant.ts'
import { add, type Concern } from '../objects/manifest.ts'
import { principal } from '../objects/principal.ts'

/**
 * The namespaces whose pods may connect to this tenant's. Callers of models are not among them: they
 * must keep using the local gateway, and would bypass it if they could connect directly.
 */
export function letIn({ state, neighbours, network }: Tenant): string[] {
  if (state === 'suspended') return []
  const names = [
    // A suspended tenant loses its access to others.
    ...neighbours
      .filter(({ way, accounts }) => way.notebooks && accounts.length > 0)
      .map(({ tenant }) => tenant),
    ...network.from.filter(({ accounts }) => accounts.length > 0).map(({ name }) => name)
  ]
  return [...new Set(names)].sort()
}

/** The policy that lets the workloads of a tenant in. */
export function fromPolicy(tenant: string): string {
  return `from-${tenant}`
}

/**
 * Workloads of the tenants in `network.from` may call everything except notebooks, because a notebook
 * runs code for anybody who reaches it. Only `members` grants access to notebooks.
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
      metadata: { name: fromPolicy(name), namespace: tenant.name },
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
 * Istio limits which hosts a namespace knows, and calls to other hosts are sent without mTLS. A
 * namespace can have only one `Sidecar`, so it lists the default hosts and all tenants that let this
 * one in.
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
