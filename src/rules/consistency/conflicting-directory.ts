import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { Span } from '../../diagnostics/source.ts'
import { directoryPath } from '../../files/directory-files.ts'
import { groupOf } from '../../model/expand-groups.ts'
import type { Model } from '../../model/model.ts'
import { normalizeEmail } from '../../values/email.ts'
import { type Entry, type Mapping, type Node, toValue } from '../../yaml/node.ts'
import type { Rule } from '../rule.ts'

/** Two files of the directory must not describe a group, a team or a GitHub account differently. */
export const conflictingDirectory: Rule = (model, report) => {
  if (model.directories.length < 2) return
  const first = new Map<string, Said>()
  for (const said of model.directories.flatMap(({ root }) => statements(root, model))) {
    const other = first.get(said.about)
    if (!other) first.set(said.about, said)
    else if (other.value !== said.value && !isDecided(said, other)) report(conflict(said, other))
  }
}

/** One thing that a file says of a person, group or team. */
interface Said {
  readonly about: string
  /** Facts about people add up, while members of a group or team would gain what it grants. */
  readonly isFact: boolean
  /** In a form in which equal statements are equal texts. */
  readonly value: string
  readonly at: Span
}

function statements(root: Mapping, { emails }: Model): Said[] {
  const normal = (text: string) => normalizeEmail(text, emails.lowercase)
  const facts = entriesOf(root.entries.get('people')).flatMap(([person, entry]) =>
    entriesOf(entry).flatMap(([fact, { key, value }]) => {
      // Nothing depends on the others, so the first file may decide.
      if (fact !== 'github') return []
      const about = `\`${fact}\` of \`${normal(person)}\``
      return [{ about, isFact: true, value: textOf(value), at: key }]
    })
  )
  const lists = ['group', 'team'].flatMap(kind =>
    entriesOf(root.entries.get(`${kind}s`)).map(([name, { key, value }]) => {
      const about = `${kind} \`${name}\``
      return { about, isFact: false, value: textOf(value, normal), at: key }
    })
  )
  return [...facts, ...lists]
}

function entriesOf(entry: Entry | undefined): (readonly [string, Entry])[] {
  return entry?.value.kind === 'mapping' ? [...entry.value.entries] : []
}

/** In whatever order members and fields are written. */
function textOf(node: Node, normal = (text: string) => text): string {
  if (node.kind === 'sequence') {
    const items = node.items.map(item => String(toValue(item)))
    const members = items.map(item => (groupOf(item) === undefined ? normal(item) : item))
    return JSON.stringify([...new Set(members)].sort())
  }
  if (node.kind === 'scalar') return JSON.stringify(node.value)
  const fields = Array.from(node.entries, ([name, { value }]) => [name, textOf(value, normal)])
  return JSON.stringify(fields.sort())
}

/** People decide in `platform/directory.yaml` which of two facts about a person is right. */
function isDecided({ isFact }: Said, other: Said): boolean {
  return isFact && other.at.source.path === directoryPath
}

function conflict({ about, isFact, at }: Said, other: Said): Diagnostic {
  const help = isFact
    ? `say in \`${directoryPath}\` which of them is right, or correct the other where it comes from`
    : 'rename one of them where it comes from, or leave it out of one file'
  return {
    code: 'conflicting-directory',
    message: `two files of the directory describe ${about} differently`,
    at,
    related: [{ message: 'it is described here too', at: other.at }],
    help
  }
}
