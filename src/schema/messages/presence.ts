import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { Span } from '../../diagnostics/source.ts'
import { andList, either, orList } from '../../text/prose.ts'
import { didYouMean, suggest } from '../../text/suggest.ts'
import { own } from '../../values/lookup.ts'
import { locateKey } from '../../yaml/node.ts'
import { exampleOf, propertiesOf, type Schema, typesOf } from './describe.ts'
import { type Found, firstOf, isEntry, nameOf } from './finding.ts'
import { isValue, wholeEntry } from './whole-entry.ts'

export function unknownField(found: Found, whole: object): Diagnostic {
  const { params, schema, path, root, node } = found
  const key = String(params.additionalProperty)
  const known = Object.keys(propertiesOf(schema))
  const message = `unknown field \`${key}\`${path.length === 0 ? '' : ` in ${nameOf(found)}`}`
  const at = locateKey(root, [...path, key]) ?? root
  const entry = isValue(key, schema) ? `write \`${wholeEntry(schema, node)}\` instead` : undefined
  const help =
    entry ??
    unquoted(key, known) ??
    insteadOf(key, schema) ??
    homeOf(key, whole) ??
    nearOf(key, found)
  return { code: 'unknown-field', message, at, help: help ?? didYouMean(key, known) }
}

/** For a field between the quotes that text programs write, which YAML takes for letters. */
function unquoted(key: string, known: readonly string[]): string | undefined {
  const [, name = ''] =
    /^[\u2018-\u201f\u00ab\u00bb](.*)[\u2018-\u201f\u00ab\u00bb]$/s.exec(key) ?? []
  return known.includes(name) ? `write \`${name}\` without the typographic quotes` : undefined
}

/** What the schema says of a name that people often write here. */
function insteadOf(key: string, schema: Schema): string | undefined {
  const words = own((schema as { instead?: Readonly<Record<string, string>> }).instead, key)
  return words !== undefined && Object.hasOwn(propertiesOf(schema), words)
    ? `did you mean \`${words}\`?`
    : words
}

/** Where a field of that name is allowed: at the top, or inside a field there, but not if there are many. */
function homeOf(key: string, whole: object): string | undefined {
  const top = propertiesOf(whole)
  if (Object.hasOwn(top, key)) return `\`${key}\` belongs at the top of the file`
  const homes = Object.keys(top).filter(name => Object.hasOwn(propertiesOf(top[name]), key))
  if (homes.length === 0 || homes.length > 2) return undefined
  const places = homes.map(name => {
    return `${typesOf(top[name] ?? {}).includes('array') ? 'an entry of ' : ''}\`${name}\``
  })
  return `\`${key}\` belongs in ${either(places)}`
}

/** The field that was mistyped, or those of which one is missing. */
function nearOf(key: string, { schema, node }: Found): string | undefined {
  const near = suggest(key, Object.keys(propertiesOf(schema)))
  if (near !== undefined) return `did you mean \`${near}\`?`
  const { exactlyOne = [] } = schema as { exactlyOne?: readonly string[] }
  const isThere = exactlyOne.some(name => locateKey(node, [name]))
  return exactlyOne.length === 0 || isThere ? undefined : `write ${orList(exactlyOne)}`
}

/** The fields that an unknown one may stand for. */
export function meantBy(key: string, schema: Schema): readonly string[] {
  const { exactlyOne = [] } = schema as { exactlyOne?: readonly string[] }
  const known = propertiesOf(schema)
  const words = insteadOf(key, schema)
  const near = words === undefined ? suggest(key, Object.keys(known)) : undefined
  return near === undefined ? exactlyOne : [near]
}

/** For a file whose fields are all inside one that does not exist, such as `tenant:`. */
export function wrapper(found: Found): Diagnostic | undefined {
  const { root, schema, path } = found
  if (path.length > 0 || root.kind !== 'mapping' || root.entries.size !== 1) return undefined
  const [[key, entry] = []] = root.entries
  if (key === undefined || entry?.value.kind !== 'mapping') return undefined
  const known = propertiesOf(schema)
  if (Object.hasOwn(known, key)) return undefined
  if (![...entry.value.entries.keys()].some(name => Object.hasOwn(known, name))) return undefined
  return {
    code: 'unknown-field',
    message: `unknown field \`${key}\` around the fields of this file`,
    at: entry.key,
    help: 'delete this line, and start the lines below it further to the left, at the edge'
  }
}

export function missing(found: Found, names: readonly string[], list = andList): Diagnostic {
  const { path, root, node, schema } = found
  const [first = ''] = names
  const line = `\`${first}: ${exampleOf(propertiesOf(schema)[first])}\``
  return {
    code: 'missing-field',
    message: `${nameOf(found)} is missing ${list(names)}`,
    at: locateKey(root, path) ?? firstOf(node),
    help:
      names.length > 1 && list === andList ? 'add a line for each' : `add a line such as ${line}`
  }
}

/** For fields that exclude each other, or of which one is required. */
export function oneOf(found: Found, names: readonly string[]): Diagnostic {
  const there = names
    .map(name => ({ name, at: locateKey(found.node, [name]) }))
    .filter((field): field is { name: string; at: Span } => field.at !== undefined)
    .sort((a, b) => a.at.start - b.at.start)
  const [first, second, ...others] = there
  if (!first || !second) return missing(found, names, orList)
  return {
    code: 'conflicting-fields',
    message: `only one of ${andList(there.map(({ name }) => name))} is allowed here`,
    at: second.at,
    related: [first, ...others].map(({ name, at }) => ({ message: `\`${name}\` is here`, at })),
    help: isEntry(found)
      ? 'keep one, and write another entry for the other if you mean both'
      : 'keep one'
  }
}
