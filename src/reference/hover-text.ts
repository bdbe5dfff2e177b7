import type { Schema } from '../schema/fields.ts'
import { places } from './all-fields.ts'
import { asBlock, description, type Facts, factsOf } from './facts.ts'

/** A field as an editor meets it. */
interface Hovered {
  /** Missing for whole files and for entries of lists. */
  readonly name: string | undefined
  readonly schema: Schema
  /** Whether the names that the field takes are known, so that those of an example would be others. */
  readonly isKnown: boolean
}

/** The keywords that editors show. */
export interface HoverText {
  readonly title?: string
  readonly description?: string
  readonly markdownDescription?: string
}

/**
 * What an editor shows for a field: all that the reference says of it. It is written twice, because
 * editors show the backticks of `description` literally.
 */
export function hoverText({ name, schema, isKnown }: Hovered): HoverText {
  const facts = factsOf({ schema })
  const about = description({ schema })
  if (about === '') return {}
  const grant = facts.grantedBy && ` Granted by \`${facts.grantedBy}\` in ${places.policy}.`
  const parts = [about, ...listOf(facts), ...(isKnown ? [] : examplesOf(name, facts))]
  return {
    ...(name !== undefined && { title: name }),
    description: `${about}${grant ?? ''}`,
    markdownDescription: parts.join('\n\n')
  }
}

function listOf({ form, choice, usual, grantedBy }: Facts): readonly string[] {
  const rows = [
    ...(form === null ? [] : [`- Form: ${form}`]),
    ...(choice === null ? [] : [`- With ${choice}`]),
    ...(usual === null ? [] : [`- Default: \`${usual}\``]),
    ...(grantedBy === null ? [] : [`- Granted by \`${grantedBy}\` of ${places.policy}`])
  ]
  return rows.length === 0 ? [] : [rows.join('\n')]
}

/** Lists and maps; the editor shows the other examples by itself. */
function examplesOf(name: string | undefined, { examples }: Facts): readonly string[] {
  const large = examples.filter(example => typeof example === 'object')
  const text = large.map(example => asBlock({ name: name ?? '' }, example)).join('\n# or\n')
  return name === undefined || text === '' ? [] : [`\`\`\`yaml\n${text}\n\`\`\``]
}
