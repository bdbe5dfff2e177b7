import { groupBy } from '../../../src/values/group.ts'
import type { ObjectChange, Setting, TenantChange } from '../plan-data.ts'
import { alike } from '../same.ts'
import { some } from './some.ts'

/** A tenant, or many that change alike, with all of their clusters. */
export interface ToldTenant extends Omit<TenantChange, 'objects'> {
  /** What a new tenant has from presets, templates or the policy, where an earlier one has the same. */
  readonly rest: string | undefined
  /** The objects, by the clusters where they are the same. */
  readonly parts: readonly Part[]
}

interface Part {
  readonly clusters: readonly string[]
  readonly objects: readonly ObjectChange[]
}

/** For those who read it: each tenant once, and what new tenants take from the platform's files once. */
export function toldTenants(changes: readonly TenantChange[]): ToldTenant[] {
  const groups = groupBy(alike(changes, withoutWords), ({ clusters: _, objects, ...own }) =>
    JSON.stringify(own)
  )
  const known = new Map<string, string>()
  return Array.from(groups.values(), all => {
    const [first] = all
    const parts = all.map(({ clusters, objects }) => ({ clusters, objects }))
    const clusters = [...new Set(all.flatMap(one => one.clusters))].sort()
    return { ...first, clusters, parts, ...shared(first, known) }
  })
}

/** The description of each of many new tenants is its own, and differs. */
function withoutWords(entry: TenantChange): TenantChange {
  if (entry.change !== 'added') return entry
  const settings = entry.settings.map(setting => {
    const { field } = setting
    return field === 'description' ? { ...setting, after: '<description>' } : setting
  })
  return { ...entry, settings }
}

type Shared = Pick<ToldTenant, 'settings' | 'rest'>

/** Own words first, and then those of presets, templates and the policy, which are told once. */
function shared({ change, tenants, settings }: TenantChange, known: Map<string, string>): Shared {
  const [own, taken] = [false, true].map(isTaken => {
    return settings.filter(({ at }) => at.file.startsWith('platform/') === isTaken)
  }) as [Setting[], Setting[]] // two answers, two lists
  if (change !== 'added' || taken.length === 0) return { settings, rest: undefined }
  const key = JSON.stringify(taken.map(({ field, after }) => [field, after]))
  const before = known.get(key)
  known.set(key, before ?? tenants[0] ?? '')
  if (before === undefined) return { settings: [...own, ...taken], rest: undefined }
  const fields = taken.map(({ field }) => field)
  return { settings: own, rest: `as ${before} above: ${some(fields, 4)}` }
}

/** Where the objects of a part are, if it is not the only one. */
export function partPlace({ parts }: ToldTenant, { clusters }: Part): string {
  return parts.length > 1 ? ` on ${some(clusters, 3)}` : ''
}
