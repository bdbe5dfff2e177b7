import type { Static } from 'typebox'
import { choice, either, fields, list, text, whole } from '../schema/fields.ts'
import { quotaMap } from './tenant.ts'

const rule = fields(
  {
    tenants: list(text('whom'), {
      description: 'For whom: tenants, or `team:` and teams; `*` stands for anything',
      examples: [['*'], ['fraud', 'team:ds-*']]
    }),
    names: text('regex', { description: 'A pattern that their names match' }),
    quota: { ...quotaMap, description: 'The most, of each resource' },
    roles: list(text('glob'), { description: 'AWS roles' }),
    buckets: list(text('place'), {
      description: 'Places in S3; `{tenant}` stands for the name',
      examples: [['s3://{tenant}-*']]
    }),
    policies: list(text('glob'), { description: 'AWS policies' }),
    shares: list(text('glob'), { description: 'EFS shares' }),
    secrets: list(text('path-glob'), {
      description: "Paths in the secret store, below the cluster's; `{tenant}` stands for the name",
      default: ['{tenant}/*']
    }),
    pools: list(text('glob'), { description: 'Node pools' }),
    egress: list(either(choice(['open', 'cluster']), text('cidr')), { description: 'Ways out' }),
    podSecurity: choice(['privileged', 'baseline', 'restricted'], {
      description: 'The most that a pod may do to its node',
      default: 'baseline'
    }),
    public: list(text('glob'), { description: 'Models that need no sign-in' }),
    workloads: list(text('glob'), {
      description: 'Namespaces whose service accounts may be members and callers'
    }),
    labels: list(text('glob'), { description: 'Keys of labels' }),
    annotations: list(text('glob'), { description: 'Keys of annotations' }),
    classes: list(text('glob'), { description: 'Storage classes, beside the default one' }),
    clusters: list(text('glob'), { description: 'Clusters; all if no rule says' }),
    environments: list(choice(['tolerations', 'serviceAccount']), {
      description: 'What environments may set beside variables, secrets and volumes'
    }),
    members: fields(
      {
        most: whole(0, 100000, { description: 'The most people in one tenant' }),
        groups: choice(['admin', 'edit', 'view'], {
          description: 'The largest role for groups and teams'
        })
      },
      { description: 'Who may be a member' }
    )
  },
  { required: ['tenants'] }
)

/** What may be written in `platform/policy.yaml`. */
export const policySchema = list(rule, {
  title: 'Policy',
  description: 'What tenant files may ask for; what no rule grants is refused'
})

export type PolicyFile = Static<typeof policySchema>
export type PolicyRule = Static<typeof rule>
