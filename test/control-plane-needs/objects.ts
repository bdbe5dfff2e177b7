/** A Kubernetes object, or a part of one. */
export type Fields = Readonly<Record<string, unknown>>

/** Objects that are applied together. */
export interface Cluster {
  readonly all: readonly Fields[]
  kind(kind: string): readonly Fields[]
  /** The object of that name, or an empty one. */
  one(kind: string, name: string): Fields
}

export function clusterOf(objects: readonly object[]): Cluster {
  const all = objects.map(object => fields(object))
  const kind = (wanted: string) => all.filter(object => object.kind === wanted)
  return {
    all,
    kind,
    one: (wanted, name) =>
      kind(wanted).find(object => at(object, 'metadata.name') === name) ?? {
        kind: wanted,
        metadata: { name: `${name}, which is not there` }
      }
  }
}

/** The value at a dotted path. */
export function at(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((inner, field) => fields(inner)[field], value)
}

export function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

export function says(object: Fields, path: string, value: unknown): string[] {
  const found = at(object, path)
  if (same(found, value)) return []
  return [
    `${nameOf(object)} says ${JSON.stringify(found)} as ${path}, not ${JSON.stringify(value)}`
  ]
}

export function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b))
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort()
      .map(([key, inner]) => [key, sorted(inner)])
  )
}

export function nameOf(object: Fields): string {
  return `${object.kind} ${at(object, 'metadata.name')}`
}
