import { linesOf } from '../block.ts'
import { type Edit, revise } from '../edit.ts'
import { block, type Data, inline, word } from '../inline.ts'
import { type Mapping, toValue } from '../yaml.ts'
import type { Roster } from './merge.ts'

const head = '# yaml-language-server: $schema=../schemas/directory.json\n'

/**
 * The directory's file with other people and groups: a line for each, in order, so that a diff shows
 * who came and went. All else stays as it is written.
 */
export function rewrite(root: Mapping, { people, groups }: Roster): string {
  const { source } = root
  const sections = new Map([
    ['people', section('people', people, facts => ` ${inline(facts)}`)],
    ['groups', section('groups', groups, membersText)]
  ])
  if (root.entries.size === 0) return head + [...sections.values()].join('')
  // Between braces there are no lines of their own.
  if (source.text[root.start] === '{') return unbraced(root, sections)
  const edits = Array.from(sections, ([name, text]) => put(root, name, text))
  return revise(edits)[0]?.text ?? source.text
}

function section<T>(
  name: string,
  map: ReadonlyMap<string, T>,
  write: (value: T) => string
): string {
  if (map.size === 0) return `${name}: {}\n`
  const lines = Array.from(map, ([key, value]) => `  ${word(key)}:${write(value)}\n`)
  return `${name}:\n${lines.join('')}`
}

function membersText(members: readonly string[]): string {
  return members.length === 0 ? ' []' : members.map(member => `\n    - ${word(member)}`).join('')
}

/** In the place of the section that is there, else at the end. */
function put({ source, entries }: Mapping, name: string, section: string): Edit {
  const { text } = source
  const old = entries.get(name)
  const last = old ?? [...entries.values()].at(-1)
  if (!last) throw new Error('bug: a file without fields')
  const { start, end } = linesOf(text, { start: last.key.start, end: last.value.end })
  const lines = section.replaceAll('\n', text.includes('\r\n') ? '\r\n' : '\n')
  const isOpen = !old && !/[\r\n]$/.test(text.slice(0, end))
  const at = { source, start: old ? start : end, end }
  return { at, text: isOpen ? `\n${lines}` : lines }
}

function unbraced(root: Mapping, sections: ReadonlyMap<string, string>): string {
  const fields = Array.from(root.entries, ([name, { value }]) => {
    return [name, block(name, toValue(value) as Data, '')] as const // YAML holds nothing else
  })
  const { text } = root.source
  const all = new Map([...fields, ...sections])
  return text.slice(0, root.start) + [...all.values()].join('')
}
