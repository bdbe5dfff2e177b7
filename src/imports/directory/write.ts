import type { Source } from '../../diagnostics/source.ts'
import { type Edit, revise } from '../../yaml/edit/edit.ts'
import { linesOf } from '../../yaml/edit/items.ts'
import { block, type Data, inline, word } from '../../yaml/edit/write.ts'
import { type Entry, type Mapping, toValue } from '../../yaml/node.ts'
import type { Roster } from './merge.ts'

interface Wanted extends Roster {
  /** Nothing if the file is to say what it says. */
  readonly complete?: boolean | undefined
}

/**
 * Writes new people and groups into the directory's file, one per line and sorted, so that a diff shows
 * who was added or removed. Everything else stays as it is.
 */
export function rewrite(root: Mapping, { people, groups, complete }: Wanted): string {
  const { source } = root
  const sections = new Map([
    ...(complete === undefined ? [] : [['complete', `complete: ${complete}\n`] as const]),
    ['people', section('people', people, facts => ` ${inline(facts)}`)] as const,
    ['groups', section('groups', groups, membersText)] as const
  ])
  if (root.entries.size === 0) return headOf(source) + [...sections.values()].join('')
  // A flow map has no lines that could be replaced.
  if (source.text[root.start] === '{') return unbraced(root, sections)
  const present = [...sections].filter(([name]) => root.entries.has(name))
  const missing = [...sections].filter(([name]) => !root.entries.has(name))
  const added = missing.map(([, text]) => text).join('')
  const edits = [...present.map(([name, text]) => replace(root, name, text)), append(root, added)]
  return revise(edits)[0]?.text ?? source.text
}

function headOf({ path }: Source): string {
  const up = '../'.repeat(path.split('/').length - 1)
  return `# yaml-language-server: $schema=${up}schemas/directory.json\n`
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

function replace({ source, entries }: Mapping, name: string, section: string): Edit {
  const entry = entries.get(name)
  if (!entry) throw new Error(`bug: there is no section ${name}`)
  return { at: { source, ...linesAt(source, entry) }, text: withBreaks(source, section) }
}

function append({ source, entries }: Mapping, sections: string): Edit {
  const last = [...entries.values()].at(-1)
  if (!last) throw new Error('bug: a file without fields')
  const { end } = linesAt(source, last)
  const isOpen = sections !== '' && !/[\r\n]$/.test(source.text.slice(0, end))
  const at = { source, start: end, end }
  return { at, text: withBreaks(source, isOpen ? `\n${sections}` : sections) }
}

function linesAt({ text }: Source, { key, value }: Entry) {
  return linesOf(text, { start: key.start, end: value.end })
}

function withBreaks({ text }: Source, lines: string): string {
  return lines.replaceAll('\n', text.includes('\r\n') ? '\r\n' : '\n')
}

function unbraced(root: Mapping, sections: ReadonlyMap<string, string>): string {
  const fields = Array.from(root.entries, ([name, { value }]) => {
    return [name, block(name, toValue(value) as Data, '')] as const // YAML contains nothing else
  })
  const { text } = root.source
  const all = new Map([...fields, ...sections])
  const below = text.slice(root.end).replace(/^[ \t]*\r?\n/, '')
  return text.slice(0, root.start) + [...all.values()].join('') + below
}
