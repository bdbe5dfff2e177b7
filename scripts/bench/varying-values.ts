import type { Thing } from './compare-objects.ts'

export type Leaf = string | number | boolean

/** The path to a value inside an object. */
type Path = readonly (string | number)[]

/** A value that differs between tenants. */
export interface Varying {
  /** The index of the object. */
  readonly at: number
  readonly path: Path
  /** One value per tenant, in their order. */
  readonly values: readonly Leaf[]
}

/** Finds everything that differs between tenants whose objects have the same shape. */
export function varying(tenants: readonly (readonly Thing[])[]): Varying[] {
  const [first = [], ...others] = tenants.map(objects => objects.map(object => leavesOf(object)))
  return first.flatMap((leaves, at) =>
    [...leaves].flatMap(([key, leaf]): Varying[] => {
      const rest = others.map(objects => objects[at]?.get(key))
      if (rest.every(value => value === leaf)) return []
      return [{ at, path: JSON.parse(key), values: [leaf, ...rest.map(known)] }]
    })
  )
}

function known(value: Leaf | undefined): Leaf {
  if (value === undefined) throw new Error('bug: two tenants of the corpus differ in shape')
  return value
}

function leavesOf(object: Thing): ReadonlyMap<string, Leaf> {
  const found = new Map<string, Leaf>()
  visit(object, [])
  return found

  function visit(value: unknown, path: Path): void {
    if (Array.isArray(value)) {
      value.forEach((item, at) => {
        visit(item, [...path, at])
      })
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) visit(inner, [...path, key])
    } else found.set(JSON.stringify(path), value as Leaf) // we never write null
  }
}

/** Copies a value and replaces some of the leaves in it. */
export function replaced(value: unknown, by: (path: Path) => Leaf | undefined): unknown {
  return copy(value, [])

  function copy(inner: unknown, path: Path): unknown {
    if (Array.isArray(inner)) return inner.map((item, at) => copy(item, [...path, at]))
    if (typeof inner !== 'object' || inner === null) return by(path) ?? inner
    const entries = Object.entries(inner).map(([key, each]) => [key, copy(each, [...path, key])])
    return Object.fromEntries(entries)
  }
}
