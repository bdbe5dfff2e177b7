import { expander } from '../../model/directory.ts'
import { goneFrom, type Roster } from './merge.ts'

/** One of this many may go at once. */
const share = 10

/**
 * Why an import would take too much away: an export that broke must not off-board everybody. People
 * who are gone are counted once, not again in each of their groups.
 */
export function lossOf(before: Roster, after: Roster): string[] {
  if (after.people.size === 0) return ['nobody is in the export']
  const gone = goneFrom(before, after.people)
  const left = new Set(gone)
  const stays = new Set(grantsOf(after).map(({ text }) => text))
  const grants = grantsOf(before)
  const lost = grants.filter(({ person, text }) => !left.has(person) && !stays.has(text))
  return [
    ...excess(gone, before.people.size, 'people'),
    ...excess(
      lost.map(({ text }) => text),
      grants.length,
      'members of groups'
    )
  ]
}

/** Each person in each group, also through others. */
function grantsOf({ groups }: Roster): { readonly person: string; readonly text: string }[] {
  const expand = expander({ groups: Object.fromEntries(groups) }, email => email)
  return [...groups.keys()].flatMap(group =>
    expand.group(group).map(person => ({ person, text: `${person} of ${group}` }))
  )
}

function excess(gone: readonly string[], all: number, noun: string): string[] {
  if (gone.length * share <= all) return []
  const [first = '', ...others] = gone
  const more = others.length === 0 ? '' : ` and ${others.length} more`
  return [`${gone.length} of ${all} ${noun} would go, more than a tenth: \`${first}\`${more}`]
}
