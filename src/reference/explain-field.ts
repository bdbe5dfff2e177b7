import { suggest } from '../text/suggest.ts'
import { wrap } from '../text/wrap.ts'
import {
  below,
  type Field,
  file,
  find,
  holdsTenant,
  inside,
  kindNames,
  nameOf,
  places
} from './all-fields.ts'
import { asBlock, description, eachOf, factsOf, firstSentence, tenantFields } from './facts.ts'

/** Longer lines are hard to read. */
const mostCells = 100

/**
 * What the reference says about the fields, or the kind of file, with that name; nothing if there is
 * none.
 */
export function explainField(name: string, width: number): string | null {
  const [first, ...others] = find(name)
  if (!first) return null
  const room = Math.min(width, mostCells)
  // Who names no kind of file most likely writes the file of a tenant.
  const isTenant = first.kind === 'tenant' && first.path !== ''
  if (isTenant && others.length > 0) return `${entry(first, room)}\n${elsewhere(others, room)}\n`
  const all = [first, ...others].map(field => entry(field, room)).join('\n')
  const inTenant = below(file('tenant')).filter(({ path }) => path.endsWith(`.${name}`))
  return inTenant.length === 0 ? all : `${all}\n${elsewhere(inTenant, room)}\n`
}

function elsewhere(fields: readonly Field[], room: number): string {
  const names = fields.map(field => `\`npx tenantry explain ${nameOf(field)}\``)
  return wrap(`Other files have such a field too: ${names.join(', ')}.`, room, '').join('\n')
}

/** The names that `explain` accepts. */
export function fieldNames(): readonly string[] {
  return [...new Set(allFields().flatMap(field => [nameOf(field), field.path]))].filter(
    name => name !== ''
  )
}

function allFields(): readonly Field[] {
  return kindNames.flatMap(kind => below(file(kind)))
}

/** The names, of those that `explain` accepts, that somebody may have meant. */
export function nearFields(name: string): readonly string[] {
  const [kind = '', ...rest] = name.split('.')
  const ofKind = `${kind}/${rest.join('.')}`
  if (rest.length > 0 && find(ofKind).length > 0) return [ofKind]
  const shorter = withoutFreeName(name)
  if (shorter !== undefined) return [shorter]
  const ends = allFields().filter(field => field.path.endsWith(`.${name}`))
  return ends.length > 0 ? [...new Set(ends.map(nameOf))] : nearestInside(name)
}

/** `clusters.production.quota` has the name of a cluster in it, which is no field. */
function withoutFreeName(path: string): string | undefined {
  const steps = path.split('.')
  const shorter = steps.slice(1, -1).map((_, at) => steps.toSpliced(at + 1, 1).join('.'))
  return shorter.find(name => find(name).length > 0)
}

/** The longest beginning of a path that is a field, with the most similar of the fields in it. */
function nearestInside(path: string): readonly string[] {
  const cut = path.lastIndexOf('.')
  if (cut < 0) return []
  const [outer, last] = [path.slice(0, cut), path.slice(cut + 1)]
  const found = find(outer)
  if (found.length === 0) return nearestInside(outer)
  const near = suggest(
    last,
    found.flatMap(inside).map(({ name }) => name)
  )
  return [near === undefined ? outer : `${outer}.${near}`]
}

function entry(field: Field, room: number): string {
  const { kind, path, isRequired } = field
  const parts = [
    path === '' ? places[kind] : `${path}${isRequired ? ', required' : ''}, in ${places[kind]}`,
    lines(description(field), room).join('\n'),
    ...rows(field, room),
    ...contents(field, room)
  ]
  return `${parts.join('\n\n')}\n`
}

function rows(field: Field, room: number): readonly string[] {
  const { form, choice, usual, examples, grantedBy } = factsOf(field)
  const facts: readonly (readonly [string, string | null])[] = [
    ['form', form],
    ['with', choice],
    ['default', usual],
    ['granted by', grantedBy && `${grantedBy} of ${places.policy}`],
    ...examples.map(example => ['example', asBlock(field, example)] as const)
  ]
  return columns(
    facts.flatMap(([label, text]) => (text === null ? [] : [[label, text] as const])),
    room
  )
}

function contents(field: Field, room: number): readonly string[] {
  if (holdsTenant(field)) return lines(tenantFields(field, places.tenant), room)
  const each = eachOf(field)
  const list = columns(
    inside(field).map(inner => [inner.name, firstSentence(inner)]),
    room
  )
  return [...(each === '' ? [] : [lines(each, room).join('\n')]), ...list]
}

/** Aligns pairs in two columns; empty without pairs. */
function columns(pairs: readonly (readonly [string, string])[], room: number): readonly string[] {
  if (pairs.length === 0) return []
  const width = Math.max(...pairs.map(([left]) => left.length)) + 4
  const text = pairs.flatMap(([left, right]) => {
    const [first = '', ...more] = right.split('\n').flatMap(line => lines(line, room - width))
    return [`  ${left.padEnd(width - 2)}${first}`, ...more.map(line => ' '.repeat(width) + line)]
  })
  return [text.join('\n')]
}

/** Wraps prose, but leaves indented lines alone, because they are YAML. */
function lines(text: string, room: number): readonly string[] {
  return text.startsWith(' ') ? [text] : wrap(text, room, '')
}
