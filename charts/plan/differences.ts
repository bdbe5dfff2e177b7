import { type Fields, isFields } from '../verify/value.ts'

/** One step of a path: its text, and the key or index on either side. */
interface Step {
  readonly text: string
  readonly before: string | number
  readonly after: string | number
}

/** A value that differs; what is not there is `null`. */
export interface Difference {
  readonly path: readonly Step[]
  readonly before: unknown
  readonly after: unknown
}

type Items = readonly unknown[]

/** The values that differ. The order of keys and of lists counts for nothing, except in commands. */
export function differences(
  before: unknown,
  after: unknown,
  path: readonly Step[] = []
): Difference[] {
  if (isSame(before, after)) return []
  const [map, otherMap] = [mapOf(before, after), mapOf(after, before)]
  if (map && otherMap) return ofMaps(map, otherMap, path)
  const [list, other] = [listOf(before), listOf(after)]
  if (list && other && path.length > 0) return ofLists(list, other, path)
  const [was, is] = [parsed(before), parsed(after)]
  if (was !== undefined && is !== undefined) return differences(was, is, path)
  return [{ path, before: before ?? null, after: after ?? null }]
}

/** A map; one that is not there is empty beside one of plain values, such as labels. */
function mapOf(value: unknown, other: unknown): Fields | undefined {
  if (isFields(value)) return value
  const isPlain = isFields(other) && Object.values(other).every(inner => typeof inner !== 'object')
  return value === undefined && isPlain ? {} : undefined
}

/** A list that is not there is empty. */
function listOf(value: unknown): Items | undefined {
  return value === undefined ? [] : Array.isArray(value) ? value : undefined
}

/** The path as people write it: `spec.hard[requests.cpu]`. */
export function pathText(path: readonly Step[]): string {
  return path
    .map(({ text }) => text)
    .join('')
    .replace(/^\./, '')
}

function ofMaps(before: Fields, after: Fields, path: readonly Step[]): Difference[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  return keys.flatMap(key => {
    const text = /^[\w-]+$/.test(key) ? `.${key}` : `[${key}]`
    const step = { text, before: key, after: key }
    return differences(before[key], after[key], [...path, step])
  })
}

function ofLists(before: Items, after: Items, path: readonly Step[]): Difference[] {
  if (/^\.(?:command|args)$/.test(path.at(-1)?.text ?? '')) return [{ path, before, after }]
  return areNamed(before) && areNamed(after)
    ? byName(before, after, path)
    : byValue(before, after, path)
}

function byName(before: Items, after: Items, path: readonly Step[]): Difference[] {
  const [was, is] = [before, after].map(list => {
    return new Map(list.map((item, index) => [nameOf(item), { item, index }] as const))
  })
  const names = [...new Set([...(was?.keys() ?? []), ...(is?.keys() ?? [])])]
  return names.flatMap(name => {
    const [old, now] = [was?.get(name), is?.get(name)]
    const [from, to] = [old?.index ?? before.length, now?.index ?? after.length]
    // What is added or removed says its name itself.
    const text = old && now ? `[${name}]` : ''
    return whole(old?.item, now?.item, [...path, { text, before: from, after: to }])
  })
}

/** An item that is only on one side, or what differs in it. */
function whole(before: unknown, after: unknown, path: readonly Step[]): Difference[] {
  if (before !== undefined && after !== undefined) return differences(before, after, path)
  return [{ path, before: before ?? null, after: after ?? null }]
}

/** What is in only one of the lists. Maps that nothing names are compared in order if as many are left. */
function byValue(before: Items, after: Items, path: readonly Step[]): Difference[] {
  const [gone, come] = [leftIn(before, after), leftIn(after, before)]
  const pairs = Array.from({ length: Math.max(gone.length, come.length) }, (_, at) => {
    return [gone[at], come[at]] as const
  })
  return pairs.flatMap(([old, now]) => {
    const [from, to] = [old?.index ?? before.length, now?.index ?? after.length]
    const step = { text: '', before: from, after: to }
    if (gone.length === come.length && isFields(old?.item) && isFields(now?.item)) {
      return differences(old.item, now.item, [...path, { ...step, text: `[${to}]` }])
    }
    const found = [...(old ? [{ before: old.item, after: null }] : [])]
    const made = [...(now ? [{ before: null, after: now.item }] : [])]
    return [...found, ...made].map(values => ({ path: [...path, step], ...values }))
  })
}

/** The items of a list that the other one lacks, each as often as it does. */
function leftIn(list: Items, other: Items): { readonly item: unknown; readonly index: number }[] {
  const rest = other.map(textOf)
  return list
    .map((item, index) => ({ item, index }))
    .filter(({ item }) => {
      const at = rest.indexOf(textOf(item))
      if (at >= 0) rest.splice(at, 1)
      return at < 0
    })
}

/** What tells the items of a list apart, in Kubernetes and in tenants' files. */
const identities = [
  ['kind', 'namespace', 'name'],
  ['name'],
  ['user'],
  ['group'],
  ['team'],
  ['serviceAccount'],
  ['tenant'],
  ['key'],
  ['secretKey'],
  ['Sid']
] as const

/** Whether each item has a name of its own. */
function areNamed(items: Items): boolean {
  const names = items.map(nameOf)
  return !names.includes(undefined) && new Set(names).size === names.length
}

function nameOf(item: unknown): string | undefined {
  if (!isFields(item)) return undefined
  const keys = identities.find(([key]) => typeof item[key] === 'string')
  return keys?.flatMap(key => (typeof item[key] === 'string' ? [item[key]] : [])).join(' ')
}

function isSame(a: unknown, b: unknown): boolean {
  return a === b || textOf(a) === textOf(b)
}

/** The same text for values that differ only in the order of their keys. */
function textOf(value: unknown): string {
  return (
    JSON.stringify(value, (_, inner: unknown) => {
      if (!isFields(inner)) return inner
      return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
    }) ?? ''
  )
}

/** The content of a text that is JSON, such as a policy of AWS in an object. */
function parsed(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\s*[{[]/.test(value)) return undefined
  try {
    return JSON.parse(value)
  } catch {
    return undefined
  }
}
