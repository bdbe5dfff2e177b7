import type { Static } from 'typebox'
import { fields, flag, list, map, text } from '../schema/fields.ts'

const members = list(text('person'), {
  description:
    'Who is in it: e-mails, and `group:` with the name of a group for everybody in that. Without ' +
    'any, nobody.',
  examples: [['carol@example.com', 'group:fraud-seniors']]
})

const person = fields(
  {
    name: text('line', {
      description:
        'Their name, for those who read this file. It never leaves it, and nothing depends on it.',
      examples: ['Alice Ahmed']
    }),
    github: text('github', {
      description:
        'Their name on GitHub, by which they are asked to review changes of their tenants. ' +
        'Without it, others are.',
      examples: ['aahmed']
    }),
    gitlab: text('gitlab', {
      description:
        'Their name on GitLab, which counts instead of that on GitHub where `forge` of ' +
        'common.yaml says so. Without it, others are asked there.',
      examples: ['aahmed']
    }),
    slack: text('line', {
      description: 'Their name in the chat, for those who read this file. Nothing depends on it.',
      examples: ['alice']
    }),
    affiliation: text('line', {
      description:
        'Their company or department, for those who read this file. It never leaves it, and ' +
        'nothing depends on it.',
      examples: ['Example Inc']
    })
  },
  { description: 'What is known of a person.' }
)

const team = fields(
  {
    organization: text('value', {
      description:
        'The organization that the team belongs to. The namespaces of its tenants get it as the ' +
        'label `tenantry.dev/organization`. Without it, they get no such label.',
      examples: ['acme']
    }),
    members,
    channel: text('line', {
      description:
        'The channel of the chat in which the team hears of what cannot be applied in its ' +
        'tenants, if the cluster has `notifications`. Without it, only the platform team hears ' +
        'of it.',
      examples: ['#ds-delta']
    })
  },
  { description: 'A team, by the name that tenants write in `team` and policy.yaml after `team:`.' }
)

/** The schema of `platform/directory.yaml`. */
export const directorySchema = fields(
  {
    complete: flag({
      description:
        'Whether `people` lists everybody of its source. If all files of the directory say so, a ' +
        'person who is not listed is a mistake, and one who has gone is reported wherever they ' +
        'are still named.',
      default: false
    }),
    people: map('email', person, {
      description:
        'People, by the e-mail that they sign in with, and what is known of them. ' +
        'Without any, only their e-mails are known.',
      examples: [{ 'alice@example.com': { name: 'Alice Ahmed', github: 'aahmed' } }]
    }),
    groups: map('subject', members, {
      description:
        'Groups of the identity provider, by name, and who is in them. Tenants let in groups, ' +
        'which become the people in them, since Kubeflow itself knows no groups. Without any, ' +
        'tenants can let in none.',
      examples: [{ 'fraud-analysts': ['carol@example.com', 'group:fraud-seniors'] }]
    }),
    teams: map('word', team, {
      description:
        'Teams, by name. A team can be let in like a group, and tenants belong to teams. Without ' +
        'any, tenants can let in none.',
      examples: [{ 'ds-delta': { members: ['alice@example.com'], channel: '#ds-delta' } }]
    })
  },
  {
    title: 'Directory',
    description:
      'Who is in which group and team: a snapshot of the identity provider, which ' +
      '`npx tenantry import directory` takes from its export. With several providers, each has a file of its own, ' +
      '`platform/directory/<source>.yaml`, and they add up.'
  }
)

export type DirectoryFile = Static<typeof directorySchema>
