import type { Tenant } from '../model/tenant.ts'
import { andList, count } from '../text/prose.ts'
import { groupBy } from '../values/group.ts'

/** What new tenants get, a line for all that get the same, and what to do next. */
export function received(tenants: readonly Tenant[]): string[] {
  const alike = groupBy(tenants, contentOf)
  return [
    ...Array.from(alike, ([content, list]) => `${namesOf(list)} ${content}`),
    'next: `npx tenantry generate`, commit what it wrote, and open a pull request'
  ]
}

function namesOf(tenants: readonly Tenant[]): string {
  const names = [...new Set(tenants.map(({ name }) => name))]
  if (names.length > 5) return `${count(names.length, 'tenant')} get`
  return `${andList(names)} ${names.length > 1 ? 'get' : 'gets'}`
}

function contentOf({ cluster, quota, template, people, pipelines }: Tenant): string {
  const amounts = quota.filter(({ amount }) => amount !== '0')
  const parts = [
    `template \`${template}\``,
    ...(people.length > 0 ? [`${count(people.length, 'member')} beside the owner`] : []),
    ...(pipelines.enabled ? ['pipelines'] : []),
    `at most ${amounts.map(({ field, amount }) => `${field} ${amount}`).join(', ')}`
  ]
  return `on \`${cluster.name}\`: ${parts.join('; ')}`
}
