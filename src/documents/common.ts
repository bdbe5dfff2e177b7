import { type Static, Unsafe } from 'typebox'
import { choice, fields, flag, list, map, text } from '../schema/fields.ts'
import { limits, quotaMap, templateSchema } from './tenant.ts'

const preset = Unsafe<Static<typeof quotaMap> & { readonly limits?: Static<typeof limits> }>({
  ...quotaMap,
  properties: { ...(quotaMap as unknown as { properties: object }).properties, limits }
})

const admin = fields(
  {
    user: text('email', { description: 'A person, by e-mail' }),
    group: text('subject', { description: 'A group of the directory' })
  },
  { exactlyOne: ['user', 'group'] }
)

/** What may be written in `platform/common.yaml`. */
export const commonSchema = fields(
  {
    version: Unsafe<1>({
      type: 'integer',
      enum: [1],
      description: 'The version of the format'
    }),
    presets: map('word', preset, { description: 'Named quotas with limits' }),
    templates: map('word', templateSchema, { description: 'Named defaults for tenants' }),
    admins: list(admin, { description: 'Who is admin everywhere' }),
    owners: text('owner', {
      description: "The platform's GitHub team, who own all that no tenant does in CODEOWNERS",
      examples: ['@example/platform']
    }),
    roles: map('word', choice(['admin', 'edit', 'view']), { description: 'Other names for roles' }),
    emails: fields(
      {
        lowercase: flag({
          description: 'Whether e-mails are written in lower case',
          default: false
        }),
        domains: list(text('host'), {
          description: 'Domains that people may come from; any if left out'
        })
      },
      { description: 'How the identity provider writes e-mails' }
    ),
    labels: map('key', text('value'), { description: 'Labels of every namespace' }),
    gpu: text('resource', {
      description: 'What Kubernetes calls a GPU here',
      default: 'nvidia.com/gpu'
    })
  },
  { required: ['version'], title: 'Common', description: 'What holds on every cluster' }
)

export type CommonFile = Static<typeof commonSchema>
