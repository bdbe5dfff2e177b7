import type { Tenant } from '../../src/model/tenant.ts'
import { groupBy } from '../../src/values/group.ts'
import { keyOf, type Located } from '../changes/change.ts'
import type { Comparison, Pair, Side, Site } from './comparison.ts'
import { pairsIn } from './pairs.ts'
import type { Cause } from './plan-data.ts'

/** Every tenant on each of its clusters that the change may concern. */
export function sitesOf(comparison: Comparison): Site[] {
  const { before, after } = comparison
  const [old, now] = [before, after].map(residentsIn)
  const folders = groupBy(comparison.changed, folderOf)
  const keys = [old, now].flatMap(residents => [...(residents?.keys() ?? [])])
  const all = new Set([...keys, ...folders.keys()])
  all.delete('')
  const broken = tenantsWith(comparison.wrong)
  return [...all].sort(byTenant).map(key => {
    const paths = folders.get(key) ?? []
    const pairs = pairsIn(paths, comparison)
    const [was, is] = [old?.get(key), now?.get(key)]
    return siteOf(key, { was, is, pairs, paths, comparison, broken })
  })
}

interface Parts extends Pick<Site, 'was' | 'is' | 'pairs'> {
  readonly paths: readonly string[]
  readonly comparison: Comparison
  readonly broken: ReadonlyMap<string, string>
}

function siteOf(key: string, { was, is, pairs, paths, comparison, broken }: Parts): Site {
  const [cluster = '', tenant = ''] = key.split('/')
  const wrong = broken.get(tenant)
  const file = is?.file.path ?? wrong ?? was?.file.path ?? fileOf(tenant, comparison)
  const isNew = !was && !pairs.some(pair => pair.was)
  const isGone = !is && !pairs.some(pair => pair.is) && wrong === undefined
  const change = isNew ? 'added' : isGone ? 'removed' : 'changed'
  const cause = causeOf(file, paths, comparison)
  const isUnjudged = wrong !== undefined
  return { tenant, cluster, file, isUnjudged, change, cause, was, is, pairs }
}

/** The tenants whose files have mistakes, with these files, wherever they are now. */
export function tenantsWith(wrong: Comparison['wrong']): ReadonlyMap<string, string> {
  const files = [...wrong].filter(path => path.startsWith('tenants/'))
  return new Map(files.map(path => [nameIn(path), path]))
}

/** The name of a tenant, from its file or folder. */
export function nameIn(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.yaml$/, '')
}

/** A changed object of the cluster's platform, by cluster. */
export function platformPairs(comparison: Comparison): ReadonlyMap<string, readonly Pair[]> {
  const others = [...comparison.changed].filter(path => {
    return path.startsWith('generated/') && path.split('/').length > 2 && folderOf(path) === ''
  })
  const clusters = groupBy(others, path => path.split('/')[1] ?? '')
  return new Map([...clusters].map(([cluster, paths]) => [cluster, pairsIn(paths, comparison)]))
}

/** The names of the tenants that have a file. */
export function namesIn({ sources }: Side): ReadonlyMap<string, string> {
  const files = sources.filter(path => path.startsWith('tenants/') && path.endsWith('.yaml'))
  return new Map(files.map(path => [nameIn(path), path]))
}

function residentsIn({ tenants }: Side): ReadonlyMap<string, Tenant> {
  return new Map(
    tenants.map(tenant => [keyOf({ cluster: tenant.cluster.name, name: tenant.name }), tenant])
  )
}

/** The tenant on a cluster that a generated file is of. */
export function ofTenant(path: string): Located | undefined {
  const [, cluster, name] = /^generated\/([^/]+)\/tenants\/([^/]+)\//.exec(path) ?? []
  return cluster === undefined || name === undefined ? undefined : { cluster, name }
}

function folderOf(path: string): string {
  const site = ofTenant(path)
  return site ? keyOf(site) : ''
}

function byTenant(a: string, b: string): number {
  const [left, right] = [a, b].map(key => key.split('/').reverse().join('/'))
  return (left ?? '') < (right ?? '') ? -1 : 1
}

function fileOf(tenant: string, { before, after }: Comparison): string {
  return namesIn(after).get(tenant) ?? namesIn(before).get(tenant) ?? `tenants/${tenant}.yaml`
}

function causeOf(file: string, paths: readonly string[], { changed, stray }: Comparison): Cause {
  if (paths.some(path => stray.has(path))) return 'edited'
  if (changed.has(file)) return 'file'
  const sources = [...changed].filter(path => !path.startsWith('generated/'))
  if (sources.some(path => path.startsWith('platform/'))) return 'platform'
  return sources.length > 0 ? 'neighbour' : 'compiler'
}
