import type { Static } from 'typebox'
import { fields, flag, list, map, text } from '../schema/fields.ts'

const members = list(text('person'), {
  description: 'E-mails, and `group:<name>` for the members of a group',
  examples: [['carol@example.com', 'group:fraud-seniors']]
})

const person = fields({
  name: text('line', { description: 'Never leaves this file' }),
  github: text('github', { description: 'Who reviews changes of their tenants' }),
  slack: text('line', { description: 'Who is told' }),
  affiliation: text('line', { description: 'Never leaves this file' })
})

const team = fields({
  organization: text('value', { description: 'The organization it belongs to' }),
  members,
  channel: text('line', { description: 'Where news of its tenants go', examples: ['#ds-delta'] })
})

/** What may be written in `platform/directory.yaml`. */
export const directorySchema = fields(
  {
    complete: flag({
      description: 'Whether a person who is not listed is a mistake',
      default: false
    }),
    people: map('email', person, { description: 'E-mail, and what is known' }),
    groups: map('subject', members, { description: 'Groups of the identity provider' }),
    teams: map('word', team, { description: 'Teams' })
  },
  { title: 'Directory', description: 'Who is in which group and team' }
)

export type DirectoryFile = Static<typeof directorySchema>
