import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { Span } from '../../diagnostics/source.ts'
import { didYouMean, suggest } from '../../text/suggest.ts'
import { own } from '../../values/lookup.ts'
import { markOf } from '../../yaml/mistakes/list-mark.ts'
import { locateKey } from '../../yaml/node.ts'
import { endOfLine } from '../../yaml/scan.ts'
import type { Words } from '../fields.ts'
import { guess, helpFor, type Shape } from '../form.ts'
import { type Form, forms } from '../forms.ts'
import { email } from '../guesses.ts'
import {
  branchesOf,
  expected,
  formOf,
  kindOf,
  mapExample,
  propertiesOf,
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
  const message = `${nameOf(found)} is ${kindOf(value)}, not ${expected(schema)}`
  const marked = markedIn(found)
  if (marked) return { code: 'invalid-type', message, ...marked }
  const at = typeof value === 'object' ? (locateKey(root, path) ?? node) : node
  return { code: 'invalid-type', message, at, help: rewritten(found, whole) }
}

/** Where a list belongs: the first line that begins with something like `- `, and what to write. */
function markedIn({ node, schema }: Found): { at: Span; help: string } | undefined {
  if (node.kind === 'sequence' || !typesOf(schema).includes('array')) return undefined
  const [first = node] = node.kind === 'mapping' ? [...node.entries.values()].map(e => e.key) : []
  const mark = markOf(first.source.text.slice(first.start, first.end))
  return mark && { at: first, help: `${mark.message}: ${mark.help}` }
}

function noValue(found: Found, whole: object): Diagnostic {
  const { root, path, node } = found
  const { required = [] } = whole as { required?: readonly unknown[] }
  const isNeeded = path.length === 1 && required.includes(path[0])
  const key = locateKey(root, path) ?? node
  const comment = key && commentAfter(key)
  const help = comment
    ? `what follows a \`#\` is a comment: put it in quotes if it is the value, \`"${comment}"\``
    : `write ${toWrite(found)}${isNeeded ? '' : ', or remove the line'}`
  const message = `${nameOf(found)} has no value`
  return { code: 'invalid-type', message, at: key, help }
}

/** Such as `channel: #fraud`. */
function commentAfter({ source, end }: Span): string | undefined {
  const line = source.text.slice(end, endOfLine(source.text, end))
  return /^ *: +(#[^#"\\]{0,60})$/.exec(line.trimEnd())?.[1]
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
  const meant = own((union as Words).instead, text)
  const near = meant ? `did you mean \`${meant}\`?` : undefined
  const help = suggest(text, known) === undefined ? (near ?? otherBranch(text, union)) : undefined
  return {
    code: 'invalid-value',
    message: `expected ${expected(union)}, found ${quoted(value)}`,
    at: node,
    help: help ?? didYouMean(text, known)
  }
}

/** Another branch of a union that would accept the text, alone or in a list. */
function otherBranch(text: string, union: Schema): string | undefined {
  const { otherwise } = union as Words
  for (const branch of branchesOf(union)) {
    const form = formOf(branch)
    if (form) return helpFor(forms[form], text) ?? otherwise
    if (branch.type !== 'array') continue
    const entry = formOf(branch.items as Schema)
    const shape: Shape | undefined = entry && forms[entry]
    const found = !shape || shape.test(text) ? text : guess(shape, text)
    return found === undefined ? otherwise : `write a list in brackets: \`[${found}]\``
  }
  return otherwise
}

/** Such as `quota: 2 gpus`, where a name may stand, but amounts belong in a map. */
export function wrongForm({ node, path, value, schema, union = {} }: Found): Diagnostic {
  const text = String(value)
  const { several, otherwise } = schema as Words
  const wrong = wrongText(forms[schema.form as Form], text, node)
  if (wrong.code === 'forbidden-subject') return wrong
  const map = mapExample(union)
  const fields = map === undefined ? undefined : fieldsIn(text)
  if (fields) return { ...wrong, help: `write it like this: \`${path.at(-1)}: ${fields}\`` }
  if (map === undefined || !/^\d+ |^[a-z.]+[ =]+[0-9.]+[A-Za-z]*$/.test(text)) {
    const help = several !== undefined && email(text).length > 1 ? several : wrong.help
    const words = help ?? otherwise
    return { ...wrong, ...(words && { help: words }) }
  }
  const [, name = '', amount] = /^([a-z.]+)[ =]+(.*)$/.exec(text) ?? []
  const isKnown = Object.hasOwn(propertiesOf(union), name)
  const written = isKnown ? `{${name}: ${amount}}` : map
  return { ...wrong, help: `write it like this: \`${path.at(-1)}: ${written}\`` }
}

/** Of `cpu=8 memory=1Gi`, which were lines of their own. */
function fieldsIn(text: string): string | undefined {
  const found = text.split(' ').map(word => /^([a-z.]+)=([0-9.]+[A-Za-z]*)$/.exec(word))
  if (!found.every(each => each !== null)) return undefined
  return `{${found.map(([, name, amount]) => `${name}: ${amount}`).join(', ')}}`
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

export function tooMany({ root, path, node, schema }: Found): Diagnostic {
  const length = node.kind === 'sequence' ? node.items.length : 0
  return {
    code: 'invalid-value',
    message: `\`${path.join('.')}\` has ${length} entries, but the most is ${schema.maxItems}`,
    at: locateKey(root, path) ?? node,
    help: 'remove those that nobody needs any more'
  }
}
