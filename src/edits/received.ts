import { quotaNames } from '../documents/tenant.ts'
import { resourceOf } from '../model/quota.ts'
import type { Tenant } from '../model/tenant.ts'
import { andList, count } from '../text/prose.ts'
import { wrap } from '../text/wrap.ts'
import { groupBy } from '../values/group.ts'

type Row = readonly [label: string, text: string]

/** What new tenants get, together where they get the same, and what to do next. */
export function received(tenants: readonly Tenant[], room: number): string[] {
  const each = [...groupBy(tenants, ({ name }) => name).values()]
  const alike = groupBy(each, own => JSON.stringify(placesOf(own)))
  return [...Array.from(alike.values(), group => part(group, room)), next(room)]
}

/** What a tenant gets, by the clusters where it gets that. */
function placesOf(own: readonly Tenant[]): (readonly [clusters: string[], rows: Row[]])[] {
  const alike = groupBy(own, tenant => JSON.stringify(rowsOf(tenant)))
  return Array.from(alike.values(), list => {
    return [list.map(({ cluster }) => cluster.name).sort(), list.slice(0, 1).flatMap(rowsOf)]
  })
}

/** Tenants that get the same everywhere. */
function part(group: readonly (readonly Tenant[])[], room: number): string {
  const [first = []] = group
  const names = group.flatMap(own => own.slice(0, 1).map(({ name }) => name))
  const whose = names.length > 5 ? count(names.length, 'tenant') : andList(names)
  const owner =
    names.length === 1 ? first.slice(0, 1).map(each => ['owner', each.owner] as const) : []
  const parts = placesOf(first).map(([clusters, rows]) => {
    const head = `${whose} ${names.length > 1 ? 'get' : 'gets'} on ${andList(clusters)}:`
    return `\n${head}\n${table([...owner, ...rows], room)}`
  })
  return parts.join('\n')
}

function rowsOf({ quota, cluster, template, people, pipelines, network }: Tenant): Row[] {
  const gpu = resourceOf('gpu', cluster.gpu)
  const place = (field: string) => quotaNames.indexOf(field) + 1 || Infinity
  const amounts = quota
    .filter(({ resource, amount }) => amount !== '0' || resource === gpu)
    .sort((a, b) => (place(a.field) < place(b.field) ? -1 : 1))
    .map(({ field, amount }) => `${field} ${amount}`)
  return [
    [
      'members',
      people.length === 0 ? 'nobody beside the owner yet' : `${people.length} beside the owner`
    ],
    ['template', template],
    ['quota', amounts.length === 0 ? 'no limit' : `at most ${amounts.join(', ')}`],
    ['pipelines', pipelines.enabled ? 'yes' : 'no'],
    ['network', reach(network)]
  ]
}

function reach({ open, ranges }: Tenant['network']): string {
  if (open) return 'programs reach the internet'
  const more = ranges.length > 0 ? `, but ${count(ranges.length, 'address range')} of it` : ''
  return `programs do not reach the internet${more}`
}

function next(room: number): string {
  const rows: Row[] = [
    [
      '1',
      'look at what was written: `npx tenantry explain members` says how to let others in, and ' +
        '`npx tenantry explain tenant` lists all fields'
    ],
    ['2', 'run `npx tenantry generate`, which makes what the clusters get'],
    ['3', 'commit everything, and open a pull request']
  ]
  return `\nnext:\n${table(rows, room)}`
}

function table(rows: readonly Row[], room: number): string {
  const width = Math.max(...rows.map(([label]) => label.length)) + '    '.length
  const lines = rows.flatMap(([label, text]) => {
    const [first = '', ...more] = wrap(text, room - width, '')
    return [`  ${label.padEnd(width - 2)}${first}`, ...more.map(line => ' '.repeat(width) + line)]
  })
  return lines.join('\n')
}
