import type { Static } from 'typebox'
import { choice, either, fields, list, text, whole } from '../schema/fields.ts'
import { filled } from '../schema/filled.ts'
import { quotaMap } from './tenant.ts'

const rule = fields(
  {
    tenants: list(text('whom', { refersTo: 'tenant' }), {
      description:
        'The tenants that the rule is for: their names, or `team:` and a team, where `*` stands ' +
        'for anything. A rule for a team holds for files in `tenants/<team>/` whose owner is in it.',
      examples: [['*'], ['fraud', 'team:ds-*']]
    }),
    names: text('regex', {
      description:
        'A pattern for the names of these tenants, as a regular expression. If several rules ' +
        'have one, a name has to match one of them. Without any, every name will do.',
      examples: ['^[a-z][a-z0-9-]{2,29}$']
    }),
    quota: {
      ...quotaMap('Without it, this rule sets no limit.'),
      description:
        'The most of each resource that a tenant may ask for in `quota`, and that one container ' +
        'may get by `limits`. The largest amount of all rules counts. What a tenant does not ' +
        'mention is set to it. A resource that some rule mentions needs an amount in a rule for ' +
        '`"*"` as well. Without any that mentions it, a resource is not limited.',
      examples: [{ cpu: 64, memory: '256Gi', gpu: 1, storage: '2Ti' }]
    },
    roles: list(text('glob', { refersTo: 'awsRole' }), {
      description: 'AWS roles that may be named in `aws.role`. Without any, none.',
      examples: [['pricing-legacy']]
    }),
    buckets: list(text('place'), {
      description:
        'Places in S3 that may be named in `aws.read` and `aws.write`, with all below them, and ' +
        'the buckets of `pipelines.bucket`. `{tenant}` stands for the name of the tenant, and ' +
        'never leads to what another pattern spells out. Without any, none.',
      examples: [['s3://{tenant}-*']]
    }),
    policies: list(text('glob', { refersTo: 'awsPolicy' }), {
      description: 'AWS policies that may be named in `aws.policies`. Without any, none.',
      examples: [['sagemaker']]
    }),
    shares: list(text('glob', { refersTo: 'share' }), {
      description: 'Shares that a volume may be on. Without any, none.',
      examples: [['fraud-datasets']]
    }),
    secrets: list(text('path-glob'), {
      description:
        'Paths in the secret store that may be named in `secrets[].from`, below the folder of ' +
        'all tenants. `{tenant}` stands for the name of the tenant. If a rule says anything, the ' +
        'default no longer holds for its tenants.',
      default: ['{tenant}/*'],
      examples: [['{tenant}/*', 'shared/*']]
    }),
    pools: list(text('glob', { refersTo: 'pool' }), {
      description: 'Node pools that may be named in `pools`. Without any, none.',
      examples: [['gpu-spot']]
    }),
    queues: list(text('glob', { refersTo: 'queue' }), {
      description: 'Queues of Kueue that may be named in `queue`. Without any, none.',
      examples: [['training']]
    }),
    egress: list(either(choice(['open', 'cluster']), text('cidr')), {
      description:
        'What `network.egress` may be: `open`, `cluster`, and address ranges that those of the ' +
        'tenant have to lie in.',
      default: ['cluster'],
      examples: [['open', 'cluster'], ['203.0.113.0/24']]
    }),
    podSecurity: choice(['privileged', 'baseline', 'restricted'], {
      description: 'The most that `podSecurity` may be.',
      default: 'baseline',
      examples: ['restricted']
    }),
    public: list(text('glob'), {
      description: 'Models that may be public, by name. Without any, none.',
      examples: [['price-list']]
    }),
    workloads: list(text('glob'), {
      description:
        'Namespaces whose service accounts may be members, and may call models. No tenant can ' +
        'have such a name; `*` stands for every namespace that is not a tenant. Without any, none. ' +
        'The workloads of tenants need no grant.',
      examples: [['ci']]
    }),
    labels: list(text('glob'), {
      description: 'Keys of labels that a tenant may put on its namespace. Without any, none.',
      examples: [['example.com/*']]
    }),
    annotations: list(text('glob'), {
      description: 'Keys of annotations that a tenant may put on its namespace. Without any, none.',
      examples: [['example.com/*']]
    }),
    classes: list(text('glob', { refersTo: 'class' }), {
      description:
        'Storage classes that a volume may be of, besides the default one of the cluster. ' +
        'Without any, none.',
      examples: [['fast']]
    }),
    clusters: list(text('glob', { refersTo: 'cluster' }), {
      description: 'Clusters that a tenant may be on. If no rule that matches says any, all.',
      default: ['*'],
      examples: [['staging', 'production']]
    }),
    environments: list(choice(['tolerations', 'serviceAccount']), {
      description:
        'What an environment may set besides variables, secrets and volumes. Without any, neither.',
      examples: [['tolerations']]
    }),
    members: fields(
      {
        most: whole(0, 100000, {
          description:
            'The most people whom one tenant may let in, its owner not counted and groups as the ' +
            'people in them. The largest number of all rules counts. Without it, there is no ' +
            'limit.',
          examples: [50]
        }),
        groups: choice(['admin', 'edit', 'view'], {
          description:
            'The largest role that a group or team may get, since nobody reviews each person in ' +
            'it. Without it, any.',
          examples: ['edit']
        })
      },
      {
        description:
          'How many people a tenant may let in, and how much groups may do. Without it, neither ' +
          'is limited.',
        examples: [{ most: 50, groups: 'edit' }]
      }
    )
  },
  {
    required: ['tenants'],
    description:
      'Each rule says which tenants it is for and what they may have. A tenant may have ' +
      'everything that the rules that match it grant together.'
  }
)

/** The schema of `platform/policy.yaml`. */
export const policySchema = list(rule, {
  title: 'Policy',
  description:
    'What tenant files may ask for without the platform team. What no rule grants is refused, at ' +
    'the line that asks for it.'
})

export type PolicyFile = Static<typeof policySchema>
export type PolicyRule = Static<typeof rule>

/** What is granted in each field that no matching rule sets. */
export const unset = filled(rule, { tenants: [] })
