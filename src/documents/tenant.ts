import { type Static, Unsafe } from 'typebox'
import { choice, either, fields, flag, list, map, quantity, text } from '../schema/fields.ts'

export const secret = fields(
  {
    name: text('label', { description: 'Its name in the namespace' }),
    from: text('secret', {
      description:
        "Its path in the secret store, below the tenant's own; with a leading `/` below the cluster's",
      examples: ['snowflake', '/shared/license']
    }),
    keys: either(list(text('datum')), map('datum', text('line')), {
      description:
        'Which keys: a list, or a map from the name here to the name there; all if left out'
    })
  },
  { required: ['name', 'from'] }
)

export const volume = fields(
  {
    name: text('label', { description: 'Its name in the namespace' }),
    share: text('word', { description: "An EFS share, by its name in the cluster's file" }),
    size: quantity({ description: 'How large', examples: ['100Gi'] }),
    mode: choice(['readWrite', 'readOnly'], { default: 'readWrite' }),
    class: text('word', {
      description: "A storage class of the cluster's file; its default if left out"
    })
  },
  { required: ['name', 'size'], atMostOne: ['share', 'class'] }
)

const amounts = {
  cpu: quantity({ description: 'Cores that all pods together may request', examples: [32] }),
  memory: quantity({
    description: 'Memory that all pods together may request',
    examples: ['128Gi']
  }),
  gpu: quantity({ description: "GPUs, of the platform's kind", examples: [2] }),
  storage: quantity({ description: 'Disk space of all volumes', examples: ['2Ti'] }),
  pods: quantity({ description: 'Pods at a time' }),
  notebooks: quantity({ description: 'Notebooks, running or stopped' }),
  claims: quantity({ description: 'Volumes' })
}

/** The short names of a quota; any other key is a resource name of Kubernetes, verbatim. */
export const quotaNames = Object.keys(amounts)

const bounds = fields({
  cpu: quantity({ examples: [1, '500m'] }),
  memory: quantity({ examples: ['2Gi'] })
})

export const limits = fields(
  {
    default: { ...bounds, description: 'What a container may use that asks for nothing' },
    request: { ...bounds, description: 'What is kept for a container that asks for nothing' },
    max: { ...bounds, description: 'The most that a container may ask for' },
    min: { ...bounds, description: 'The least that a container may ask for' }
  },
  { description: 'What a container gets when it asks for nothing, and the most it may ask' }
)

/** A quota as presets hold it; tenants may also name a preset. */
export const quotaMap = Unsafe<Readonly<Record<string, string | number>>>({
  type: 'object',
  properties: amounts,
  keys: 'resource',
  additionalProperties: quantity()
})

/** How much a tenant may use. */
export const quota = either(
  text('word', { description: "A preset's name" }),
  Unsafe<Readonly<Record<string, string | number>>>({
    ...quotaMap,
    properties: { preset: text('word', { description: 'A preset of common.yaml' }), ...amounts }
  }),
  {
    description: 'A preset, or a map that changes one',
    examples: ['medium', { preset: 'medium', gpu: 2 }]
  }
)

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

const toleration = fields(
  {
    key: text('key'),
    operator: choice(['Equal', 'Exists'], { default: 'Equal' }),
    value: text('value'),
    effect: choice(['NoSchedule', 'PreferNoSchedule', 'NoExecute'])
  },
  { required: ['key'] }
)

const mount = text('path', { description: 'Where in the container', examples: ['/data'] })

/** Something that notebooks and pipelines may pick. */
export const environment = fields(
  {
    name: text('label', { description: 'Its name', examples: ['snowflake'] }),
    description: text('line', { description: 'What people read when they pick it' }),
    env: map('variable', either(text('any'), either(Unsafe<number>({ type: 'number' }), flag())), {
      description: 'Environment variables; never a secret'
    }),
    secrets: list(
      either(
        text('label'),
        fields({ name: text('label'), mount }, { required: ['name', 'mount'] })
      ),
      { description: 'Secrets of this tenant: as variables, or as files where `mount` says' }
    ),
    volumes: list(
      either(
        text('label'),
        fields({ name: text('label'), mount, readOnly: flag() }, { required: ['name'] })
      ),
      { description: 'Volumes of this tenant, at `/mnt/<name>` unless `mount` says otherwise' }
    ),
    tolerations: list(toleration, { description: 'Taints of nodes that its pods accept' }),
    serviceAccount: text('label', { description: 'Who its pods run as' }),
    pipelines: flag({ description: 'Whether its pods may call Kubeflow Pipelines' })
  },
  { required: ['name'] }
)

export type EnvironmentFile = Static<typeof environment>

const from = fields({ tenant: text('tenant') }, { required: ['tenant'] })

export const network = fields(
  {
    from: list(from, { description: 'Tenants whose pods may call this one' }),
    egress: either(choice(['open', 'cluster']), list(text('cidr')), {
      description:
        'Where pods may connect to: anywhere, inside the cluster, or these ranges as well. ' +
        'AWS is inside where the VPC has an interface endpoint, which S3 needs for artifacts too'
    })
  },
  { description: 'Who may call whom' }
)

const caller = fields(
  {
    tenant: text('tenant', { description: "Another tenant's workloads" }),
    serviceAccount: text('account', { description: 'A workload, as `namespace/name`' })
  },
  { exactlyOne: ['tenant', 'serviceAccount'] }
)

export const serving = fields(
  {
    callers: list(caller, { description: 'Who may call the models' }),
    public: list(text('label'), { description: 'Models that anybody may call without signing in' })
  },
  { description: 'Models served by KServe' }
)

export const aws = fields(
  {
    read: list(text('s3'), {
      description: 'Places in S3 to read',
      examples: [['s3://shared-datasets/fraud']]
    }),
    write: list(text('s3'), { description: 'Places in S3 to read and write' }),
    policies: list(text('word'), { description: "Policies, by their names in the cluster's file" }),
    role: text('word', { description: "An existing role, by its name in the cluster's file" }),
    serviceAccounts: list(text('label'), {
      description: 'Who gets the role, beside `default-editor`'
    })
  },
  { description: 'What the workloads may do in AWS' }
)

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
