import type { Static } from 'typebox'
import { fields, flag, text } from '../schema/fields.ts'

/** Somebody who may do something in a tenant. */
export const member = fields(
  {
    user: text('email', { description: 'A person, by e-mail', examples: ['bob@example.com'] }),
    group: text('subject', { description: 'A group of the directory, expanded to people' }),
    team: text('subject', { description: 'A team of the directory, expanded to people' }),
    serviceAccount: text('account', {
      description: 'A workload, as `namespace/name`',
      examples: ['ci/deployer']
    }),
    tenant: text('tenant', { description: "Another tenant's workloads" }),
    role: text('word', {
      description: '`admin`, `edit`, `view`, or an alias of common.yaml',
      examples: ['edit', 'view']
    }),
    until: text('date', { description: 'The last day', examples: ['2027-03-31'] }),
    notebooks: flag({
      description: 'May enter notebooks, which run code: true for admin and edit, false for view'
    })
  },
  { required: ['role'], exactlyOne: ['user', 'group', 'team', 'serviceAccount', 'tenant'] }
)

export type MemberFile = Static<typeof member>
