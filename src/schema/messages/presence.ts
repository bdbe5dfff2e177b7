import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { Span } from '../../diagnostics/source.ts'
import { andList, orList } from '../../text/prose.ts'
import { didYouMean, suggest } from '../../text/suggest.ts'
import { locateKey } from '../../yaml/node.ts'
import { exampleOf, propertiesOf } from './describe.ts'
import { type Found, firstOf, isEntry, nameOf } from './finding.ts'

export function unknownField(found: Found, whole: object): Diagnostic {
  const { params, schema, path, root } = found
  const key = String(params.additionalProperty)
  const known = Object.keys(propertiesOf(schema))
  const message = `unknown field \`${key}\`${path.length === 0 ? '' : ` in ${nameOf(found)}`}`
  const at = locateKey(root, [...path, key]) ?? root
  const home = suggest(key, known) === undefined ? homeOf(key, whole) : undefined
  return { code: 'unknown-field', message, at, help: home ?? didYouMean(key, known) }
}

/** Where a field of that name is allowed: at the top, or inside a field there. */
function homeOf(key: string, whole: object): string | undefined {
  const top = propertiesOf(whole)
  if (Object.hasOwn(top, key)) return `\`${key}\` belongs at the top of the file`
  const home = Object.keys(top).find(name => Object.hasOwn(propertiesOf(top[name]), key))
  return home && `\`${key}\` belongs in \`${home}\``
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
