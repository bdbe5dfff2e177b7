import { groupBy } from '../../src/values/group.ts'
import { isFields } from '../verify/value.ts'
import { ofAnybody } from './hide-names.ts'
import { mapTexts } from './map-texts.ts'
import type { PlatformChange } from './plan-data.ts'

/** What is told of one tenant on one cluster, and may be the same for others. */
interface Alike {
  readonly tenants: readonly string[]
  readonly clusters: readonly string[]
  readonly who?: readonly string[]
  readonly files?: readonly string[]
  readonly at?: object
  readonly also?: readonly object[]
  readonly next?: readonly object[]
}

/** Stands for the owner of each tenant. */
export const anOwner = '<owner>'

/** The owner of a tenant, whose name differs in what is otherwise the same. */
export type OwnerOf = (tenant: string) => string | undefined

/** Tells once what is the same on several clusters, for several people, and for several tenants. */
export function folded<T extends Alike>(entries: readonly T[], ownerOf: OwnerOf): T[] {
  const each = groupBy(onClusters(entries), entry => keyOf(entry, 'who', 'at'))
  const ofPeople = Array.from(each.values(), all => ({ ...joined(all), ...placesOf(all) }))
  const groups = groupBy(ofPeople, entry => {
    return keyOf(pattern(entry, ownerOf), 'tenants', 'files', 'at', 'also', 'next')
  })
  return Array.from(groups.values(), all => {
    const [first, ...rest] = all
    const named = [first, ...rest].map(entry => pattern(entry, ownerOf)) as [T, ...T[]] // as many
    const places = new Set(named.map(({ at, next }) => JSON.stringify([at, next])))
    if (rest.length === 0) return first
    return { ...joined(named), ...(places.size > 1 ? placesOf([first, ...rest]) : {}) }
  })
}

/** The line of the first, and those of the others where people have them. */
function placesOf<T extends Alike>(all: readonly [T, ...T[]]): Partial<Alike> {
  const [{ at, next, who }] = all
  const places = all.flatMap(entry => [entry.at, ...(entry.also ?? [])].filter(isFields))
  return {
    ...(at ? { at } : {}),
    ...(who ? others(places) : {}),
    ...(next ? { next } : {})
  }
}

/** All places but the first, once each. */
function others(places: readonly object[]): Pick<Alike, 'also'> {
  const also = [...new Map(places.map(place => [JSON.stringify(place), place])).values()].slice(1)
  return also.length > 0 ? { also } : {}
}

/** Tells once what is the same on several clusters, or would be if they had the same name. */
function onClusters<T extends Alike>(entries: readonly T[]): T[] {
  const same = merged(entries, entry => keyOf(entry, 'clusters'))
  if (new Set(same.flatMap(({ clusters }) => clusters)).size < 2) return same
  const groups = groupBy(same, entry => {
    return entry.clusters.length === 1 ? clusterKey(ofCluster(entry)) : JSON.stringify(entry)
  })
  return Array.from(groups.values(), all => {
    const [first, ...rest] = all
    if (rest.length === 0) return first
    const named = all.map(ofCluster) as [T, ...T[]] // as many
    return { ...joined(named), ...(first.at ? { at: first.at } : {}) }
  })
}

/** The entry with `<cluster>` in the place of its name, also within longer names, such as those of roles. */
function ofCluster<T extends Alike>(entry: T): T {
  const { tenants, clusters, files, ...rest } = entry
  const [cluster = ''] = clusters
  const whole = new RegExp(`(?<![A-Za-z0-9])${escaped(cluster)}(?![A-Za-z0-9])`, 'g')
  const named = mapTexts(rest, text => text.replace(whole, '<cluster>'), fixed)
  return { ...entry, ...(named as typeof rest) } // the same shape
}

/** A cluster's file has its own lines. */
function clusterKey(entry: object): string {
  return JSON.stringify(entry, (key, value: unknown) => {
    if (key === 'clusters') return undefined
    const isOwn = isFields(value) && String(value.file).includes('<cluster>')
    return isOwn && 'line' in value ? { file: value.file } : value
  })
}

/** The objects of the platform, those of several clusters together. */
export function platformAlike(platform: readonly PlatformChange[]) {
  const single = platform.flatMap(({ cluster, objects }) =>
    objects.map(object => ({ tenants: [], clusters: [cluster], object }))
  )
  const groups = groupBy(onClusters(single), ({ clusters }) => clusters.join())
  return Array.from(groups.values(), all => {
    return { clusters: all[0].clusters, objects: all.map(({ object }) => object) }
  })
}

/** Fewer than these are easier to read one by one. */
const fewest = 4

/** For those who read it, tells once what is the same for many people, each in a tenant of their own. */
export function alike<T extends Alike>(
  entries: readonly T[],
  blurred = (entry: T) => entry
): (T & { readonly isEach?: true })[] {
  const told = (entry: T) => ofAnyone(blurred(entry))
  const groups = groupBy(entries, entry => {
    const isOne = entry.tenants.length === 1 && (entry.who ?? ['']).length === 1
    return isOne ? keyOf(told(entry), 'tenants', 'files', 'who') : JSON.stringify(entry)
  })
  return [...groups.values()].flatMap(all => {
    if (all.length < fewest) return all
    const [first, ...rest] = all
    const named = [first, ...rest].map(entry => {
      return { ...told(entry), ...(entry.who ? { who: entry.who } : {}) }
    })
    return [{ ...joined(named as [T, ...T[]]), isEach: true as const }] // as many as there are
  })
}

function ofAnyone<T extends Alike>(entry: T): T {
  const { tenants, files, ...rest } = pattern(entry, () => undefined)
  const place = files ? { tenants, files } : { tenants }
  return { ...entry, ...ofAnybody(rest), ...place }
}

function merged<T extends Alike>(entries: readonly T[], key: (entry: T) => string): T[] {
  return Array.from(groupBy(entries, key).values(), joined)
}

/** The first with the names of all. */
function joined<T extends Alike>(all: readonly [T, ...T[]]): T {
  const [first] = all
  const lists = (['tenants', 'clusters', 'who', 'files'] as const).flatMap(field => {
    const names = first[field] && all.flatMap(entry => entry[field] ?? [])
    return names && all.length > 1 ? [[field, [...new Set(names)].sort()] as const] : []
  })
  return { ...first, ...Object.fromEntries(lists) }
}

function keyOf(entry: object, ...left: readonly string[]): string {
  return JSON.stringify(entry, (key, value: unknown) => (left.includes(key) ? undefined : value))
}

/** The entry with `<tenant>` and `<owner>` in the place of the names. */
function pattern<T extends Alike>(entry: T, ownerOf: OwnerOf): T {
  const { tenants, clusters, files, ...rest } = entry
  const [tenant = ''] = tenants
  // A tenant may have the name of its owner.
  const owned = replaced(rest, ownerOf(tenant) ?? '', anOwner)
  return { ...entry, ...replaced(owned, tenant, '<tenant>'), tenants, clusters }
}

/** Replaces a name where it is not part of a longer one. */
function replaced<T>(data: T, name: string, placeholder: string): T {
  if (name === '') return data
  const whole = new RegExp(String.raw`(?<![\w-])${escaped(name)}(?![\w-])`, 'g')
  return mapTexts(data, text => text.replace(whole, placeholder), fixed) as T // the same shape
}

function escaped(name: string): string {
  return name.replace(/\W/g, String.raw`\$&`)
}

/** What is said in words of ours, which may be the name of a tenant too. */
const fixed = new Set(['change', 'kind', 'cause', 'level', 'code', 'fate'])
