import type { Static } from 'typebox'
import { fields, flag, list, map, text } from '../schema/fields.ts'

const reason = text('line', {
  description: 'Why, for those who review the change and those who read this later.',
  examples: ['The project has ended']
})

const because = fields({ reason }, { required: ['reason'] })

const tenant = fields(
  {
    reason,
    clusters: list(text('word'), {
      description: 'The clusters that it goes from. Without it, all.',
      examples: [['staging']]
    }),
    unprotected: flag({
      description:
        'Whether it may go without having been released, or while `gitops.prune` is off. The ' +
        'namespace and its data then stay in the cluster until somebody deletes them by hand.',
      default: false
    })
  },
  { required: ['reason'] }
)

/** The schema of `platform/removals.yaml`. */
export const removalsSchema = fields(
  {
    tenants: map('tenant', tenant, {
      description:
        'The tenants that go, by name. A name stays taken for as long as its line is here, ' +
        'because secrets, artifacts and roles of the tenant that had it may still be there. ' +
        'Without any, no tenant can be removed.',
      examples: [{ churn: { reason: 'The project has ended' } }]
    }),
    clusters: map('word', because, {
      description:
        'The clusters whose file goes, and with it every tenant there, released or not. What is ' +
        'in the cluster stays in it. Without any, no cluster can be removed.',
      examples: [{ trial: { reason: 'It was shut down in May' } }]
    }),
    guards: map('word', because, {
      description:
        'The clusters whose guards may be weakened: by `guards: warn`, or by switching off the ' +
        'last engine in `gitops`. Without any, every cluster keeps its guards.',
      examples: [{ staging: { reason: 'The old controllers write there until June' } }]
    })
  },
  {
    title: 'Removals',
    description:
      'What may go although a cluster has it, and why. Each removal needs a line here, so it ' +
      'needs the approval of the platform team. `npx tenantry remove` writes the line for a tenant.'
  }
)

export type RemovalsFile = Static<typeof removalsSchema>
