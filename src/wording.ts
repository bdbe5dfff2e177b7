import type { Diagnostic } from './diagnostic.ts'
import { type Form, forms, type Shape } from './forms.ts'
import { orList } from './prose.ts'
import { type Finding, typeOf } from './schema.ts'
import type { Span } from './source.ts'
import { didYouMean } from './suggest.ts'
import { locate, locateKey, type Node, toValue } from './yaml.ts'

/** A finding of the schema, the place it speaks of, and the value there. */
interface Place extends Finding {
  readonly root: Node
  readonly node: Node
  readonly value: unknown
}

/** What the author reads about a finding of the schema. */
export function wordings(finding: Finding, root: Node): readonly Diagnostic[] {
  const node = locate(root, finding.path) ?? root
  const place = { ...finding, root, node, value: toValue(node) }
  switch (finding.keyword) {
    case 'additionalProperties':
      return [unknownField(place)]
    case 'required':
      return [missing(place, [String(finding.params.missingProperty)])]
    case 'exactlyOne':
    case 'atMostOne':
      return [oneOf(place, finding.schema[finding.keyword] as readonly string[])]
    case 'type':
    case 'anyOf':
      return [wrongType(place)]
    case 'enum':
      return [wrongWord(place)]
    case 'form':
      return [wrongText(forms[finding.schema.form as Form], String(place.value), node)]
    case 'keys':
      return wrongKeys(place)
    case 'minimum':
    case 'maximum':
      return [outOfRange(place)]
    default:
      throw new Error(`bug: no words for the schema's keyword ${finding.keyword}`)
  }
}

function unknownField({ params, schema, path, root }: Place): Diagnostic {
  const key = String(params.additionalProperty)
  const known = Object.keys(schema.properties ?? {})
  return {
    code: 'unknown-field',
    message: `unknown field \`${key}\``,
    at: locateKey(root, [...path, key]) ?? root,
    help: didYouMean(key, known)
  }
}

function missing({ path, root, node }: Place, names: readonly string[]): Diagnostic {
  const owner = path.length === 0 ? 'this file' : nameOf(path)
  return {
    code: 'missing-field',
    message: `${owner} says no ${orList(names)}`,
    at: locateKey(root, path) ?? firstOf(node),
    help: `add a line \`${names[0]}: ...\``
  }
}

function oneOf(place: Place, names: readonly string[]): Diagnostic {
  const [first, second] = names
    .map(name => ({ name, at: locateKey(place.node, [name]) }))
    .filter((field): field is { name: string; at: Span } => field.at !== undefined)
    .sort((a, b) => a.at.start - b.at.start)
  if (!first || !second) return missing(place, names)
  return {
    code: 'conflicting-fields',
    message: `\`${second.name}\` cannot stand beside \`${first.name}\``,
    at: second.at,
    related: [{ message: `\`${first.name}\` stands here`, at: first.at }],
    help: 'keep one of the two; if both are meant, write two entries'
  }
}

function wrongType({ path, root, node, value, schema }: Place): Diagnostic {
  const field = nameOf(path)
  const wanted = kindOf(schema)
  if (value === null) {
    const at = locateKey(root, path) ?? node
    const message = `${field} has no value`
    return { code: 'invalid-type', message, at, help: `write ${wanted} after it, or remove the line` }
  }
  const message = `${field} is ${kinds[typeOf(value)]} where ${wanted} belongs`
  const quoted = wanted === kinds.string && node.kind === 'scalar'
  const help = quoted ? `put it in quotes: \`"${node.source.text.slice(node.start, node.end)}"\`` : undefined
  return { code: 'invalid-type', message, at: node, ...(help && { help }) }
}

function wrongWord({ path, node, value, schema }: Place): Diagnostic {
  const known = (schema.enum as readonly unknown[]).map(String)
  return {
    code: 'invalid-value',
    message: `\`${value}\` is no ${lastOf(path)}`,
    at: node,
    help: didYouMean(String(value), known)
  }
}

function wrongText(shape: Shape, value: string, at: Span): Diagnostic {
  const refused = shape.refuses?.(value)
  if (refused) return { ...refused, at }
  const message = `\`${value}\` is not ${shape.expects}`
  return { code: shape.code ?? 'invalid-value', message, at }
}

function wrongKeys({ path, root, value, schema }: Place): Diagnostic[] {
  const shape: Shape = forms[schema.keys as Form]
  return Object.keys(value as object)
    .filter(key => !Object.hasOwn(schema.properties ?? {}, key) && !shape.test(key))
    .map(key => wrongText(shape, key, locateKey(root, [...path, key]) ?? root))
}

function outOfRange({ path, node, value, schema }: Place): Diagnostic {
  const { minimum, maximum } = schema
  const message = `${nameOf(path)} is ${value}, not between ${minimum} and ${maximum}`
  return { code: 'invalid-value', message, at: node }
}

const kinds: Readonly<Record<string, string>> = {
  null: 'nothing',
  array: 'a list',
  object: 'a map',
  string: 'text',
  boolean: 'true or false',
  integer: 'a whole number',
  number: 'a number'
}

/** `text or a map`, for a schema that takes either. */
function kindOf(schema: Finding['schema']): string {
  const branches = Array.isArray(schema.anyOf) ? schema.anyOf : [schema]
  const types = branches.flatMap(branch => branch.type ?? branch.anyOf?.flatMap(typesOf) ?? [])
  const names = types.filter(type => type !== 'null').map(type => kinds[type] ?? type)
  return [...new Set(names)].join(' or ')
}

function typesOf(schema: { type?: string | string[] }): string[] {
  return [schema.type ?? []].flat()
}

/** The last name of a path, in backticks; an entry of a list goes by its list. */
function nameOf(path: Finding['path']): string {
  const last = path.findLast(segment => typeof segment === 'string')
  if (last === undefined) return 'this file'
  return typeof path.at(-1) === 'number' ? `an entry of \`${last}\`` : `\`${last}\``
}

function lastOf(path: Finding['path']): string {
  return `\`${path.findLast(segment => typeof segment === 'string') ?? 'value'}\``
}

/** Where a map without a key of its own begins: its first key. */
function firstOf(node: Node): Span {
  if (node.kind !== 'mapping') return node
  const [first] = node.entries.values()
  return first?.key ?? node
}
