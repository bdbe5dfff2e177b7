import type { Tenant } from '../src/model.ts'
import { releaseOf } from '../src/release.ts'
import { add, type Concern } from './concern.ts'

/** The tenants whose pods may call this one's. */
export function letIn({ neighbours, network }: Tenant): string[] {
  const members = neighbours.filter(({ way }) => way.notebooks).map(({ tenant }) => tenant)
  return [...new Set([...members, ...network.from.map(({ name }) => name)])].sort()
}

/** Every tenant that lets another one in, in any of the ways. */
export function opensTo(tenant: Tenant): string[] {
  const callers = tenant.serving.callers.map(caller => caller.tenant).filter(name => name !== '')
  return [...new Set([...letIn(tenant), ...callers])].sort()
}

/** Workloads of tenants that `network.from` names may call every port, by their certificates. */
export const callers: Concern = (chart, tenant) => {
  if (tenant.state === 'suspended') return
  for (const { name, accounts } of tenant.network.from) {
    add(chart, {
      apiVersion: 'security.istio.io/v1',
      kind: 'AuthorizationPolicy',
      metadata: { name: `from-${name}`, namespace: tenant.name },
      spec: {
        rules: [
          {
            from: [
              {
                source: {
                  principals: accounts.map(account => `cluster.local/ns/${name}/sa/${account}`)
                }
              }
            ]
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
