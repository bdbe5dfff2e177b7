import { type Static, Unsafe } from 'typebox'
import { choice, either, fields, flag, list, map, text } from '../schema/fields.ts'
import { aws } from './aws.ts'
import { network, serving } from './calls.ts'
import { environment } from './environment.ts'
import { member } from './member.ts'
import { limits, quota } from './quota.ts'
import { secret, volume } from './stored.ts'

const pipelines = fields(
  {
    enabled: flag({ description: 'Whether Kubeflow Pipelines works here' }),
    bucket: text('word', {
      description: "Where artifacts go: a bucket's name in the cluster's file"
    })
  },
  { description: 'Kubeflow Pipelines' }
)

const common = {
  description: text('line', {
    description: 'What this tenant is for',
    examples: ['Fraud detection']
  }),
  team: text('word', { description: "A team of the directory; the file's folder if left out" }),
  labels: map('key', text('value'), { description: 'Labels of the namespace' }),
  annotations: map('key', text('any'), { description: 'Annotations of the namespace' }),
  members: list(member, { description: 'Who else may do something here' }),
  quota,
  limits,
  aws,
  pipelines,
  environment: list(environment, { description: 'What notebooks and pipelines may pick' }),
  secrets: list(secret, { description: 'Secrets of the secret store' }),
  volumes: list(volume, { description: 'Disks' }),
  pools: list(text('word'), { description: 'Node pools that pods may run on' }),
  network,
  serving,
  podSecurity: choice(['privileged', 'baseline', 'restricted'], {
    description: 'How much a pod may do to its node',
    default: 'baseline'
  }),
  state: choice(['active', 'suspended', 'released'], {
    description: 'suspended: nobody enters, all stays; released: protection off',
    default: 'active'
  })
}

/** What may differ from one cluster to the next. */
const difference = fields(common, { examples: [{ quota: 'small' }] })

const clusters = either(
  list(text('word')),
  map('word', either(difference, Unsafe<null>({ type: 'null' }))),
  { description: 'Where: a list, or a map to what differs there', examples: [['production']] }
)

/** What a template may set: any field of a tenant but its owner. */
export const templateSchema = fields({ ...common, clusters })

/** What may be written in `tenants/<name>.yaml`. */
export const tenantSchema = fields(
  {
    owner: text('email', {
      description: 'The person who answers for it, by e-mail',
      examples: ['alice@example.com']
    }),
    template: text('word', { description: 'Whose defaults apply', default: 'team' }),
    ...common,
    clusters
  },
  {
    required: ['owner'],
    title: 'Tenant',
    description: 'One place on Kubeflow: a namespace with one owner'
  }
)

export type TenantFile = Static<typeof tenantSchema>
export type DifferenceFile = Static<typeof difference>
