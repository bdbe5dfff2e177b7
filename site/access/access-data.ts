import type { Right } from '../../charts/access/right.ts'
import { rightsOf, suspendedRights } from '../../charts/access/tenant-rights.ts'
import type { Model } from '../../src/model/model.ts'
import { groupBy } from '../../src/values/group.ts'
import { type AccessData, everyTenant, type Grant, roles } from './grant.ts'

/** Those who were let in. The tenants' own accounts and the engines are on no list of people. */
export function accessData({ tenants }: Model, wide: readonly Right[]): AccessData {
  const rights = [...wide, ...tenants.flatMap(rightsOf)].filter(isLetIn)
  const all: readonly Listed[] = [...rights, ...tenants.flatMap(suspendedRights).map(waiting)]
  const same = Array.from(groupBy(all, keyOf).values(), rights => ({
    right: rights[0],
    site: [...new Set(rights.map(({ cluster }) => cluster))].join(', ')
  }))
  const kinds = new Map(all.map(({ who }) => [who.name, who.kind]))
  const subjects = [...kinds.keys()].sort()
  const names = [...new Set(all.map(tenantOf))].filter(name => name !== everyTenant).sort()
  const lists = {
    subjects,
    tenants: [everyTenant, ...names],
    ways: [...new Set(all.map(({ way }) => way))].sort(),
    sites: [...new Set(same.map(({ site }) => site))]
  }
  const numbered = numbering(lists)
  const grants = same.map(({ right, site }) => numbered(right, site)).sort(inOrder)
  return { ...lists, kinds: subjects.map(name => kinds.get(name) ?? 'person'), grants }
}

type Listed = Pick<Right, 'who' | 'cluster' | 'tenant' | 'until'> & {
  readonly role: (typeof roles)[number]
  readonly way: string
}

/** Who is kept out now, and how they come back. */
function waiting(right: Right): Listed {
  return {
    ...right,
    role: 'suspended',
    way: `${right.way}, comes back${right.role === '' ? '' : ` as ${right.role}`}`
  }
}

function isLetIn({ way }: Right): boolean {
  return way !== 'kubeflow' && way !== 'account' && way !== 'engine'
}

function keyOf({ who, tenant, role, way, until }: Listed): string {
  return [who.name, tenant ?? '', role, way, until ?? ''].join('\n')
}

function tenantOf({ tenant }: Listed): string {
  return tenant ?? everyTenant
}

function numbering(lists: Pick<AccessData, 'subjects' | 'tenants' | 'ways' | 'sites'>) {
  const [subjects, tenants, ways, sites] = [
    lists.subjects,
    lists.tenants,
    lists.ways,
    lists.sites
  ].map(list => new Map(list.map((name, at) => [name, at])))
  const at = (numbers: ReadonlyMap<string, number> | undefined, name: string) =>
    numbers?.get(name) ?? 0
  return (right: Listed, site: string): Grant => [
    at(subjects, right.who.name),
    at(tenants, tenantOf(right)),
    roles.indexOf(right.role),
    at(ways, right.way),
    at(sites, site),
    right.until ?? ''
  ]
}

function inOrder(a: Grant, b: Grant): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2]
}
