import { groupBy } from '../../src/values/group.ts'

/** What is told of one tenant on one cluster, and may be the same for others. */
interface Alike {
  readonly tenants: readonly string[]
  readonly clusters: readonly string[]
  readonly who?: readonly string[]
  readonly ways?: readonly string[]
  readonly files?: readonly string[]
}

/** The owner of a tenant, whose name differs in what is otherwise the same. */
export type OwnerOf = (tenant: string) => string | undefined

/** Tells once what is the same on several clusters, for several people, and for several tenants. */
export function folded<T extends Alike>(entries: readonly T[], ownerOf: OwnerOf): T[] {
  const onClusters = merged(entries, entry => keyOf(entry, 'clusters'))
  const ofPeople = merged(onClusters, entry => keyOf(entry, 'who', 'ways', 'at'))
  const groups = groupBy(ofPeople, entry => {
    return keyOf(pattern(entry, ownerOf), 'tenants', 'files', 'ways', 'at')
  })
  return Array.from(groups.values(), all => {
    const [first, ...rest] = all
    const named = rest.map(entry => pattern(entry, ownerOf))
    return rest.length === 0 ? first : joined([pattern(first, ownerOf), ...named])
  })
}

function merged<T extends Alike>(entries: readonly T[], key: (entry: T) => string): T[] {
  return Array.from(groupBy(entries, key).values(), joined)
}

/** The first with the names of all. */
function joined<T extends Alike>(all: readonly [T, ...T[]]): T {
  const [first] = all
  const lists = (['tenants', 'clusters', 'who', 'ways', 'files'] as const).flatMap(field => {
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
  const named = replaced(JSON.stringify(rest), tenant, '<tenant>')
  const text = replaced(named, ownerOf(tenant) ?? '', '<owner>')
  return { ...entry, ...(JSON.parse(text) as object), tenants, clusters }
}

/** Replaces a name where it is not part of a longer one. */
function replaced(text: string, name: string, placeholder: string): string {
  if (name === '') return text
  const plain = name.replace(/\W/g, String.raw`\$&`)
  return text.replace(new RegExp(String.raw`(?<![\w-])${plain}(?![\w-])`, 'g'), placeholder)
}
