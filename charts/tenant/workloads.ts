import type { Cluster } from '../../src/cluster/cluster.ts'
import { releaseOf } from '../../src/kubeflow/release.ts'
import type { Neighbour, Role, Workload } from '../../src/model/members.ts'
import type { Tenant } from '../../src/model/tenant.ts'
import type { AccessRule } from '../objects/known.ts'
import { add, type Concern } from '../objects/manifest.ts'
import { principal } from '../objects/principal.ts'
import { bind } from '../objects/role-binding.ts'

/** Service accounts with a role here: deployers, and the workloads of other tenants. */
export const workloads: Concern = (chart, tenant) => {
  if (tenant.state === 'suspended') return
  for (const guest of guests(tenant)) {
    const { namespace, account, role } = guest
    const name = guestName(guest)
    // With annotations, Kubeflow's access management would take the binding for a person's.
    const metadata = { name, namespace: tenant.name }
    bind(chart, { metadata, role: `kubeflow-${role}`, subjects: [{ account, namespace }] })
    const rules = entries(tenant.cluster, guest)
    if (rules.length === 0) continue
    add(chart, {
      apiVersion: 'security.istio.io/v1',
      kind: 'AuthorizationPolicy',
      metadata,
      spec: { rules }
    })
  }
}

/** A service account from elsewhere that has a role in a tenant. */
export interface Guest {
  readonly namespace: string
  readonly account: string
  readonly role: Role
  readonly notebooks: boolean
  /** Whether its namespace is another tenant's. */
  readonly isTenant: boolean
  readonly way: Workload['way']
}

export function guests({
  workloads,
  neighbours
}: Pick<Tenant, 'workloads' | 'neighbours'>): Guest[] {
  return [
    ...workloads.map(({ namespace, account, role, way }) => {
      return { namespace, account, role, way, notebooks: way.notebooks, isTenant: false }
    }),
    ...neighbours.flatMap(neighbour => neighbour.accounts.map(account => from(neighbour, account)))
  ]
}

function from({ tenant, role, way }: Neighbour, account: string): Guest {
  return { namespace: tenant, account, role, way, notebooks: way.notebooks, isTenant: true }
}

/**
 * The name of its binding and of its policy. A dot separates the parts, because with `-` the names of
 * `a/b-c` and `a-b/c` would be equal.
 */
export function guestName({ namespace, account, role }: Guest): string {
  return `workload-${namespace}.${account}-${role}`
}

/**
 * With its certificate inside the mesh, and with its token through the gateway if machines may use it.
 * Kubeflow hides tenants from other namespaces, so from there the certificate would not arrive.
 */
function entries({ release, header, prefix, machines }: Cluster, guest: Guest): AccessRule[] {
  const { namespace, account, notebooks, isTenant } = guest
  const { gateway, pipelinesUi } = releaseOf(release)
  const inside = { from: [{ source: { principals: [principal(namespace, account)] } }] }
  const through = {
    from: [{ source: { principals: notebooks ? [gateway, pipelinesUi] : [pipelinesUi] } }],
    when: [
      {
        key: `request.headers[${header}]`,
        values: [`${prefix}system:serviceaccount:${namespace}:${account}`]
      }
    ]
  }
  return [...(notebooks && isTenant ? [inside] : []), ...(machines ? [through] : [])]
}
