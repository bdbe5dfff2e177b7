import { word } from '../../yaml/edit/write.ts'
import type { Node } from '../../yaml/node.ts'
import { forms } from '../forms.ts'
import { branchesOf, exampleOf, formOf, propertiesOf, type Schema, shownOf } from './describe.ts'

interface Rules {
  readonly required?: readonly string[]
  readonly exactlyOne?: readonly string[]
}

/**
 * An entry of a list of maps with all that it must have, from what somebody wrote instead: a text, or
 * `bob@example.com: edit`, as far as fields take that.
 */
export function wholeEntry(items: Schema, written: Node): string {
  const map = branchesOf(items).find(({ type }) => type === 'object') ?? items
  const { required = [] } = map as Rules
  const known = propertiesOf(map)
  const [text, other = ''] = wordsIn(written)
  const taker = takerOf(text, map)
  const [name = '', value = ''] = taker === undefined ? shownOf(map) : [taker, word(text)]
  const rest = required
    .filter(field => field !== name)
    .map(field => `${field}: ${takes(known[field], other) ? word(other) : exampleOf(known[field])}`)
  return `{${[`${name}: ${value}`, ...rest].join(', ')}}`
}

/** Whether a key is the value of a field of which one must be there, such as the address of a person. */
export function isValue(key: string, map: Schema): boolean {
  return /[@/]/.test(key) && takerOf(key, map) !== undefined
}

function takerOf(text: string, map: Schema): string | undefined {
  const { required = [], exactlyOne = [] } = map as Rules
  return [...exactlyOne, ...required].find(name => takes(propertiesOf(map)[name], text))
}

function takes(field: Schema | undefined, text: string): boolean {
  const form = field && formOf(field)
  // The name of a group may be any text, so an address or a path is more likely something else.
  if (form === undefined || (form === 'subject' && /[@/]/.test(text))) return false
  return forms[form].test(text)
}

/** A text, or the first key of a map and its value. */
function wordsIn(written: Node): readonly [string, string?] {
  if (written.kind === 'scalar') return [String(written.value ?? '')]
  const [[key, { value }] = ['', { value: undefined }]] =
    written.kind === 'mapping' ? written.entries : []
  return value?.kind === 'scalar' ? [key, String(value.value)] : [key]
}
