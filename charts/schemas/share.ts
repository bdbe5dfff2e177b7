import { inner, mapInner, type Schema } from './schema.ts'

/** Shorter schemas are not worth a definition of their own. */
const worthwhile = 100

/**
 * Moves repeated parts (containers, selectors, secret references) into definitions. CRDs cannot use
 * references, so their schemas are up to twenty times as long as necessary.
 */
export function share(schema: Schema): Schema {
  const uses = countUses(schema)
  const names = new Map<string, string>()
  const definitions: Record<string, Schema> = {}
  const visit = (each: Schema, name?: string, near = name ?? 'item'): Schema => {
    const text = JSON.stringify(each)
    const known = names.get(text)
    if (known) return { $ref: `#/definitions/${known}` }
    const change = (inside: Schema, called?: string) => visit(inside, called, called ?? near)
    if (text.length < worthwhile || (uses.get(text) ?? 0) < 2) return mapInner(each, change)
    const chosen = unusedName(near, definitions)
    names.set(text, chosen)
    definitions[chosen] = {}
    definitions[chosen] = mapInner(each, change)
    return { $ref: `#/definitions/${chosen}` }
  }
  const shared = mapInner(schema, (inside, name) => visit(inside, name))
  return Object.keys(definitions).length > 0 ? { ...shared, definitions } : shared
}

/** Counts the references to each schema if equal ones were merged. */
function countUses(schema: Schema): Map<string, number> {
  const uses = new Map<string, number>()
  const visit = (each: Schema): void => {
    const text = JSON.stringify(each)
    const before = uses.get(text) ?? 0
    uses.set(text, before + 1)
    if (before === 0) for (const [inside] of inner(each)) visit(inside)
  }
  visit(schema)
  return uses
}

function unusedName(name: string, taken: object): string {
  let chosen = name
  for (let n = 2; Object.hasOwn(taken, chosen); n++) chosen = `${name}${n}`
  return chosen
}
