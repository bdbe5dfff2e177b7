import type { Cluster } from '../../src/cluster/cluster.ts'
import type { Span } from '../../src/diagnostics/source.ts'
import { expandFrom } from '../../src/model/expand-groups.ts'
import type { Tenant } from '../../src/model/tenant.ts'
import { normalizeEmail } from '../../src/values/email.ts'
import { placeIn } from '../../src/yaml/node.ts'
import { adminsName, hasDoor } from '../platform/admins.ts'
import type { Platform } from '../platform/component.ts'
import { runsCode, workloadReach } from './aws-reach.ts'
import type { Right } from './right.ts'

/** The rights of the platform's admins in every tenant of a cluster, where they run as its accounts do. */
export function adminRights(platform: Platform, cluster: Cluster): Right[] {
  const places = placesOf(platform)
  return platform.admins.map(name => ({
    who: { kind: 'person', name },
    cluster: cluster.name,
    tenant: null,
    role: 'admin',
    notebooks: hasDoor(cluster),
    until: null,
    way: 'platform',
    reach: {
      kubernetes: { binding: adminsName, role: 'kubeflow-admin' },
      mesh: hasDoor(cluster)
        ? [
            { policy: adminsName, to: 'notebooks' },
            { policy: adminsName, to: 'pipelines' }
          ]
        : [],
      aws: []
    },
    at: places.get(name) ?? platform.common.root
  }))
}

/** What a right in all tenants comes to in one of them, which keeps everybody out while it is suspended. */
export function rightIn(tenant: Tenant, right: Right): Right {
  const { kubernetes, mesh } = right.reach
  const reach = {
    kubernetes,
    mesh: tenant.state === 'suspended' ? [] : mesh,
    aws: runsCode(right) ? workloadReach(tenant) : []
  }
  return { ...right, tenant: tenant.name, reach }
}

/** The first entry that names each. */
function placesOf({ common, directory, emails }: Platform): ReadonlyMap<string, Span> {
  const normal = (email: string) => normalizeEmail(email, emails.lowercase)
  const expand = expandFrom(directory.value, normal)
  const pairs = (common.value.admins ?? []).flatMap(({ user, group }, index) => {
    const at = placeIn(common, ['admins', index, user === undefined ? 'group' : 'user'])
    const people = user === undefined ? expand.group(group ?? '') : [normal(user)]
    return people.map(person => [person, at] as const)
  })
  return new Map(pairs.reverse())
}
