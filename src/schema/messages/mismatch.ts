import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { Span } from '../../diagnostics/source.ts'
import { didYouMean, suggest } from '../../text/suggest.ts'
import { locateKey } from '../../yaml/node.ts'
import { helpFor, type Shape } from '../form.ts'
import { type Form, forms } from '../forms.ts'
import {
  branchesOf,
  exampleOf,
  expected,
  formOf,
  kindOf,
  type Schema,
  typesOf
} from './describe.ts'
import { type Found, nameOf, quoted } from './finding.ts'
import { rewritten, toWrite } from './rewrite.ts'

/** For a missing value, or a list, map or single value where another type belongs. */
export function wrongType(found: Found, whole: object): Diagnostic {
  const { root, path, node, value, schema } = found
  if (value === null) return noValue(found, whole)
  const isText = typesOf(schema).includes('string') && !schema.anyOf
  if (typeof value !== 'object' && isText) return unquoted(found)
  return {
    code: 'invalid-type',
    message: `${nameOf(found)} is ${kindOf(value)}, not ${expected(schema)}`,
    at: typeof value === 'object' ? (locateKey(root, path) ?? node) : node,
    help: rewritten(found, whole)
  }
}

function noValue(found: Found, whole: object): Diagnostic {
  const { root, path, node } = found
  const { required = [] } = whole as { required?: readonly unknown[] }
  const isNeeded = path.length === 1 && required.includes(path[0])
  const help = `write ${toWrite(found)}${isNeeded ? '' : ', or remove the line'}`
  const message = `${nameOf(found)} has no value`
  return { code: 'invalid-type', message, at: locateKey(root, path) ?? node, help }
}

/** For a number or boolean where text belongs: the quotes are missing, and perhaps more. */
function unquoted(found: Found): Diagnostic {
  const { schema, node, value } = found
  const text = node.source.text.slice(node.start, node.end)
  const form = formOf(schema)
  if (form && !forms[form].test(text)) return wrongText(forms[form], text, node)
  if (Array.isArray(schema.enum) && !schema.enum.includes(text)) return wrongWord(found)
  const message = `${nameOf(found)} is ${kindOf(value)}, not text`
  return { code: 'invalid-type', message, at: node, help: `put it in quotes: \`"${text}"\`` }
}

export function wrongWord({ node, value, schema, union = schema }: Found): Diagnostic {
  const text = String(value)
  const known = (schema.enum as readonly unknown[]).map(String)
  const help = suggest(text, known) === undefined ? otherwise(text, union) : undefined
  return {
    code: 'invalid-value',
    message: `expected ${expected(union)}, found ${quoted(value)}`,
    at: node,
    help: help ?? didYouMean(text, known)
  }
}

/** Another branch of a union that would accept the text, alone or in a list. */
function otherwise(text: string, union: Schema): string | undefined {
  for (const { type, form } of branchesOf(union)) {
    if (typeof form === 'string') return helpFor(forms[form as keyof typeof forms], text)
    if (type === 'array') return `write a list in brackets: \`[${text}]\``
  }
  return undefined
}

/** Such as `quota: 2 gpus`, where a name may stand, but amounts belong in a map. */
export function wrongForm({ node, path, value, schema, union = {} }: Found): Diagnostic {
  const text = String(value)
  const wrong = wrongText(forms[schema.form as Form], text, node)
  const examples = Array.isArray(union.examples) ? union.examples : []
  const map = examples.find(example => typeof example === 'object' && !Array.isArray(example))
  if (map === undefined || !/^\d+ /.test(text)) return wrong
  const help = `write it like this: \`${path.at(-1)}: ${exampleOf({ examples: [map] })}\``
  return { ...wrong, help }
}

export function wrongText(shape: Shape, text: string, at: Span): Diagnostic {
  const refused = shape.refuses?.(text)
  if (refused) return { ...refused, at }
  const message = `expected ${shape.expects}, found ${text.trim() === '' ? 'empty text' : quoted(text)}`
  const help = helpFor(shape, text)
  return { code: shape.code ?? 'invalid-value', message, at, ...(help && { help }) }
}

export function wrongKeys({ node, schema }: Found): Diagnostic[] {
  const form = schema.keys as keyof typeof forms // as fields.ts wrote it
  const shape: Shape = forms[form]
  const entries = node.kind === 'mapping' ? [...node.entries] : []
  return entries
    .filter(([name]) => !Object.hasOwn(schema.properties ?? {}, name) && !shape.test(name))
    .map(([name, { key }]) => wrongText(shape, name, key))
}

export function outOfRange(found: Found): Diagnostic {
  const { minimum, maximum } = found.schema
  const message = `${nameOf(found)} is ${found.value}, but must be between ${minimum} and ${maximum}`
  return { code: 'invalid-value', message, at: found.node }
}
