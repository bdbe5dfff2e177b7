import type { Static } from 'typebox'
import { fields, flag, text } from '../schema/fields.ts'

export const serving = fields(
  {
    paths: flag({
      description:
        'Whether the public models of tenants answer from outside, at ' +
        '`https://<domain>/serving/<tenant>/<model>/`. Without it, they answer within the ' +
        'cluster only.',
      default: false
    }),
    domain: text('host', {
      description:
        'The domain below which each model has a host of its own. Without it, the `domain` of ' +
        'the cluster.',
      examples: ['models.example.com']
    })
  },
  {
    description:
      'Models that KServe serves, and under which names they answer. Without it, they answer ' +
      'within the cluster only, below its `domain`.',
    examples: [{ paths: true }]
  }
)

interface Sections {
  readonly serving?: Static<typeof serving>
  readonly domain: string
}

/** The domain in which each model has its own host. */
export function modelDomain({ serving, domain }: Sections): string {
  return serving?.domain ?? domain
}
