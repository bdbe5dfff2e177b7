import type { Node } from '../../yaml/node.ts'
import type { Words } from '../fields.ts'
import { guess } from '../form.ts'
import { forms } from '../forms.ts'
import {
  branchesOf,
  exampleOf,
  expected,
  fieldsOf,
  formOf,
  mapExample,
  propertiesOf,
  type Schema,
  typesOf
} from './describe.ts'
import { type Found, isEntry, typeOf } from './finding.ts'
import { wholeEntry } from './whole-entry.ts'

/** How to write a value that has the wrong type. */
export function rewritten(found: Found, whole: object): string {
  const { value, schema, path, node } = found
  if (typeof value === 'object') return regrouped(found, whole)
  if (typeof value === 'boolean' && typesOf(schema).includes('object')) return switched(found)
  const types = typesOf(schema)
  const text = String(value)
  if (types.includes('boolean') && /^(y|yes|on|true)$/i.test(text)) return 'write `true`'
  if (types.includes('boolean') && /^(n|no|off|false)$/i.test(text)) return 'write `false`'
  if (types.some(type => /integer|number/.test(type)) && /^-?\d+(\.\d+)?$/.test(text)) {
    return `write it without quotes: \`${text}\``
  }
  if (types.includes('array') && typesOf(itemsOf(schema)).includes('string')) {
    const form = formOf(itemsOf(schema))
    const meant = form && !forms[form].test(text) ? guess(forms[form], text) : undefined
    return `put it in brackets: \`[${meant ?? node.source.text.slice(node.start, node.end)}]\``
  }
  if (schema.anyOf && schema.examples)
    return `write it like this: \`${path.at(-1)}: ${exampleOf(schema)}\``
  if (isEntry(found)) return `write \`${wholeEntry(schema, node)}\` instead`
  return `write ${toWrite(found)}`
}

/** For something that is switched on or off by a field of its own, or that is off where nothing is written. */
function switched(found: Found): string {
  const { value, schema, path } = found
  const isSwitch = branchesOf(schema).some(branch => Object.hasOwn(propertiesOf(branch), 'enabled'))
  if (isSwitch) return `write \`${path.at(-1)}: {enabled: ${value}}\``
  return `${value || isEntry(found) ? '' : 'remove the line, or '}write ${toWrite(found)}`
}

/** Turns a list into a map, and the like. */
function regrouped({ value, schema, path, node }: Found, whole: object): string {
  const [parent, name = path.at(-1)] = path.slice(-2)
  const home = path.length > 1 ? propertiesOf(whole)[String(name)] : undefined
  if (home && typesOf(home).includes(typeOf(value))) {
    return `\`${name}\` belongs at the top of the file, not in \`${parent}\``
  }
  const types = typesOf(schema)
  if (types.includes('array')) return `begin each entry with \`- \`${asIn(itemsOf(schema), node)}`
  const items = node.kind === 'sequence' ? node.items : []
  const [only, ...others] = items
  if (only?.kind === 'scalar' && others.length === 0 && types.includes('string')) {
    return `write \`${only.value}\` alone, without brackets or \`-\``
  }
  const isMap = others.length > 0 || only?.kind === 'mapping'
  const map = isMap ? mapExample(schema) : undefined
  if (schema.anyOf && schema.examples) {
    return `write it like this: \`${name}: ${map ?? exampleOf(schema)}\``
  }
  return types.includes('object')
    ? `write ${fieldsOf(schema)} without \`- \``
    : ((schema as Words).several ?? 'write a single value')
}

function asIn(items: Schema, node: Node): string {
  return areMaps(items) ? `, as in \`- ${wholeEntry(items, node)}\`` : ''
}

function areMaps(items: Schema): boolean {
  return Object.keys(propertiesOf(items)).length > 0
}

/** What to write where a value is missing, and where. */
export function toWrite(found: Found): string {
  const { schema, node } = found
  const types = typesOf(schema)
  if (types.includes('string') || (!types.includes('array') && !types.includes('object'))) {
    return `${expected(schema)} after ${isEntry(found) ? 'the `-`' : 'it'}`
  }
  if (types.includes('object')) {
    return isEntry(found)
      ? `\`${wholeEntry(schema, node)}\` after the \`-\``
      : `${fieldsOf(schema)} below it, indented`
  }
  const items = itemsOf(schema)
  return typesOf(items).includes('string')
    ? 'each entry on a line below it, after a `- `'
    : `each entry on a line below it, such as \`- ${wholeEntry(items, node)}\``
}

function itemsOf(schema: Schema): Schema {
  return (branchesOf(schema).find(({ type }) => type === 'array')?.items ?? {}) as Schema
}
