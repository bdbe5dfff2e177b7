import { expect } from 'vitest'
import { granted, identityOf, type Row, rowsOf, type Wish } from './access.ts'
import { type Api, expectOk } from './api.ts'
import { tenantsOf } from './objects.ts'
import { ensureNamespace } from './platform.ts'
import type { World } from './world.ts'

const roles = ['admin', 'edit', 'view'] as const
const apiGroup = 'rbac.authorization.k8s.io'

/**
 * The meaning of each role, learned from the same server with people who have it in a namespace that is
 * no tenant's.
 */
async function meanings(api: Api): Promise<Map<string, readonly Wish[]>> {
  const namespace = 'meanings'
  await ensureNamespace(api, namespace)
  const pairs = roles.map(async role => {
    const name = `${role}@meanings.example.com`
    const binding = {
      apiVersion: `${apiGroup}/v1`,
      kind: 'RoleBinding',
      metadata: { name: role, namespace },
      roleRef: { apiGroup, kind: 'ClusterRole', name: `kubeflow-${role}` },
      subjects: [{ apiGroup, kind: 'User', name }]
    }
    expectOk(await api.apply(binding, 'meanings'), binding)
    return [role, await granted(api, identityOf(name), { namespace })] as const
  })
  return new Map(await Promise.all(pairs))
}

/** More people and namespaces to ask about than those in the tables. */
interface Scope {
  readonly people?: readonly string[]
  readonly tenants?: readonly string[]
}

/** Lists the differences between the tables and what the server allows, in both directions. */
export async function faults(
  { api, repository, cluster }: World,
  { people = [], tenants = tenantsOf(repository, cluster) }: Scope = {}
): Promise<string[]> {
  const all = [...rowsOf(repository, cluster)]
  const tables = all.filter(([tenant]) => tenants.includes(tenant))
  const known = await meanings(api)
  expect(new Set([...known.values()].map(wishes => wishes.join())).size).toBe(roles.length)
  const asked = new Set([
    ...all.flatMap(([, rows]) => rows).map(({ who }) => who),
    ...people,
    ...(await accountsOf(api, repository, cluster))
  ])
  const found: string[] = []
  for (const who of asked) {
    for (const [tenant, rows] of tables) {
      const wanted = meant(rows, who, known)
      const has = await granted(api, identityOf(who), { namespace: tenant })
      const differ = (a: readonly Wish[], b: readonly Wish[]) => a.filter(wish => !b.includes(wish))
      found.push(
        ...differ(wanted, has).map(wish => `${who} may not ${wish} in ${tenant}`),
        ...differ(has, wanted).map(wish => `${who} may ${wish} in ${tenant}`)
      )
    }
  }
  return found
}

function meant(
  rows: readonly Row[],
  who: string,
  known: ReadonlyMap<string, readonly Wish[]>
): Wish[] {
  const own = rows.filter(row => row.who === who)
  return [...new Set(own.flatMap(({ role }) => known.get(role) ?? []))]
}

/** Every service account in a tenant, whether or not a table lists it. */
async function accountsOf(api: Api, repository: string, cluster: string): Promise<string[]> {
  const lists = tenantsOf(repository, cluster).map(namespace => {
    return api.list({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { namespace } })
  })
  return (await Promise.all(lists))
    .flat()
    .map(({ metadata }) => `${metadata.namespace}/${metadata.name}`)
}
