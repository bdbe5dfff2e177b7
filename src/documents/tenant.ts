import { type Static, Unsafe } from 'typebox'
import { choice, either, fields, flag, list, map, quantity, text } from '../schema/fields.ts'
import { all, amountNames, strange } from './strange-names.ts'

const secret = fields(
  {
    name: text('label', {
      description: 'What it is called in your place, where an environment picks it.',
      examples: ['snowflake']
    }),
    from: text('secret', {
      description:
        "Where it is in the company's secret store: below the folder of the tenant, or with a " +
        '`/` in front below that of all tenants.',
      examples: ['snowflake', '/shared/license'],
      grantedBy: 'secrets'
    }),
    keys: either(list(text('datum')), map('datum', text('line')), {
      description:
        'Which of its entries to take: a list, or a map from the name that each shall have here ' +
        'to its name there. Without it, all.',
      examples: [['username', 'password'], { USER: 'username', PASSWORD: 'password' }]
    })
  },
  { required: ['name', 'from'], description: 'A secret of the secret store.' }
)

export const volume = fields(
  {
    name: text('label', {
      description: 'What it is called in your place. An environment mounts it by this name.',
      examples: ['data']
    }),
    share: text('word', {
      refersTo: 'share',
      description:
        "A share with data that is there already, by the name that the cluster's file gives it. " +
        'Without it, a new disk is made.',
      examples: ['fraud-datasets'],
      grantedBy: 'shares'
    }),
    size: quantity({
      description: 'How large it is. A disk can grow later, and never shrink.',
      examples: ['100Gi']
    }),
    mode: choice(['readWrite', 'readOnly'], {
      description: 'Whether it may be written to.',
      default: 'readWrite',
      examples: ['readOnly']
    }),
    class: text('word', {
      refersTo: 'class',
      description:
        "The kind of disk, one of the storage classes that the cluster's file names. Without it, " +
        'the usual one of the cluster, which one machine can use at a time.',
      examples: ['efs'],
      grantedBy: 'classes'
    })
  },
  {
    required: ['name', 'size'],
    atMostOne: ['share', 'class'],
    description: 'A disk that stays when the notebook is gone.'
  }
)

const amounts = (without: string, grantedBy?: 'quota') => {
  const amount = (description: string, example: string | number) =>
    quantity({
      description: `${description} ${without}`,
      examples: [example],
      ...(grantedBy && { grantedBy })
    })
  return {
    cpu: amount('Cores that all programs together may reserve.', 32),
    memory: amount('Memory that all programs together may reserve.', '128Gi'),
    gpu: amount('GPUs that all programs together may have, of the kind that common.yaml names.', 2),
    storage: amount('Disk space of all volumes together, those of notebooks included.', '2Ti'),
    pods: amount(
      'How many programs may run at a time: notebooks, steps of pipelines, models.',
      200
    ),
    notebooks: amount('How many notebooks there may be, running or stopped.', 20),
    workspaces: amount(
      'How many Workspaces (the second version of notebooks) there may be, running or stopped, on ' +
        'clusters that have them.',
      20
    ),
    claims: amount('How many volumes there may be. Each notebook has one of its own.', 100)
  }
}

const ownAmounts = amounts(
  'Without it, what the preset says, and otherwise the most that policy.yaml grants.',
  'quota'
)

/** The short names in a quota. Any other key is a Kubernetes resource name. */
export const quotaNames = Object.keys(ownAmounts)

interface Bound {
  readonly description: string
  /** What holds for a resource that no file sets. */
  readonly without: (resource: string, amount: string) => string
  readonly example: { readonly cpu: string | number; readonly memory: string }
  readonly grantedBy?: string
}

const bound = (what: string, { without, example, ...words }: Bound) => {
  const amount = (noun: string, unset: string, of: string | number) =>
    quantity({
      description: `${noun} ${what}. If it is set nowhere, ${without(noun.toLowerCase(), unset)}.`,
      examples: [of]
    })
  const { cpu, memory } = example
  return fields(
    { cpu: amount('Cores', '500m', cpu), memory: amount('Memory', '1Gi', memory) },
    { ...words, examples: [example], instead: amountNames }
  )
}

export const limits = fields(
  {
    default: bound('that a container may use at most', {
      description:
        'The most that a container may use if it does not say it itself. If it is set nowhere, ' +
        'half a core and `1Gi`, as far as the quota counts them.',
      without: (resource, amount) => {
        return `\`${amount}\` where the quota counts ${resource}, and otherwise no limit`
      },
      example: { cpu: 1, memory: '2Gi' }
    }),
    request: bound('reserved for a container', {
      description:
        'What is reserved for a container if it does not say it itself; it counts towards the ' +
        'quota. If it is set nowhere, as much as `default`.',
      without: () => 'as much as `default`',
      example: { cpu: '500m', memory: '1Gi' }
    }),
    max: bound('that a container may ask for at most', {
      description:
        'The most that a container may ask for. If it is set nowhere, only the quota is a limit.',
      without: () => 'only the quota is a limit',
      example: { cpu: 16, memory: '64Gi' },
      grantedBy: 'quota'
    }),
    min: bound('that a container must ask for at least', {
      description:
        'The least that a container may ask for. If it is set nowhere, any amount will do.',
      without: () => 'any amount will do',
      example: { cpu: '100m', memory: '128Mi' }
    })
  },
  {
    description:
      'How much CPU and memory a single container in a notebook or a step of a pipeline gets if ' +
      'it asks for nothing, and how much it may ask for. Without it, or where it sets ' +
      'nothing, the limits of the preset hold.',
    examples: [{ default: { cpu: 1, memory: '2Gi' }, max: { cpu: 16, memory: '64Gi' } }]
  }
)

const mapOf = <P extends object>(properties: P) => ({
  type: 'object',
  properties,
  keys: 'resource',
  additionalProperties: quantity()
})

/** A quota as in presets; tenants may also name a preset. */
export const quotaMap = (without: string) =>
  Unsafe<Readonly<Record<string, string | number>>>(mapOf(amounts(without)))

const quota = either(
  text('word', { refersTo: 'preset', description: "A preset's name" }),
  Unsafe<Readonly<Record<string, string | number>>>(
    mapOf({
      preset: text('word', {
        refersTo: 'preset',
        description:
          'The preset of common.yaml whose amounts hold where none is written. Without it, that ' +
          'of the template.',
        examples: ['medium']
      }),
      ...ownAmounts
    })
  ),
  {
    description:
      'How much all programs of the tenant together may use. Whatever would go beyond it does ' +
      'not start. It is the name of a preset, or a map that changes single amounts of one; any ' +
      'other resource that Kubernetes counts may stand there under its own name. An amount that ' +
      'neither the map nor the preset sets is the most that policy.yaml grants. Without it, the ' +
      'quota of the template holds.',
    examples: ['medium', { preset: 'medium', gpu: 2 }],
    grantedBy: 'quota'
  }
)

const member = fields(
  {
    user: text('email', {
      description: 'A person, by the e-mail that they sign in with.',
      examples: ['bob@example.com'],
      otherwise: 'write an e-mail address; a group is let in by `group:`, and a team by `team:`',
      several: 'write an entry for each person'
    }),
    group: text('subject', {
      refersTo: 'group',
      description:
        "Everybody in a group of the company's directory, as it is when somebody next runs " +
        '`generate`.',
      examples: ['fraud-analysts'],
      grantedBy: 'members.groups'
    }),
    team: text('subject', {
      refersTo: 'team',
      description:
        'Everybody in a team of directory.yaml, as it is when somebody next runs `generate`.',
      examples: ['ds-delta'],
      grantedBy: 'members.groups'
    }),
    serviceAccount: text('account', {
      description:
        'A program outside of Kubeflow, such as a job that deploys, by its namespace and the ' +
        'name of its account. It uses the API of Kubernetes, and reaches your notebooks and ' +
        'artifacts only where the platform team lets in machines (`identity.machines`).',
      examples: ['ci/deployer'],
      grantedBy: 'workloads'
    }),
    tenant: text('tenant', {
      refersTo: 'tenant',
      description: "Another tenant's notebooks and pipelines, but not the people in it.",
      examples: ['pricing']
    }),
    role: text('word', {
      refersTo: 'role',
      description:
        'How much they may do: `view` looks at everything but secrets, `edit` also starts and ' +
        'changes things, `admin` can also manage rights in the tenant with kubectl. The platform ' +
        'team may have given these roles other names in common.yaml.',
      examples: ['edit', 'view']
    }),
    until: text('date', {
      description:
        'The last day on which this holds. Afterwards, `check` warns of it, and `npx tenantry expire` ' +
        'takes the entry out; until that is merged, it still holds. Without it, there is no end.',
      examples: ['2027-03-31'],
      otherwise: 'write the last day, or remove the line: without it, there is no end'
    }),
    notebooks: flag({
      description:
        'Whether they may open notebooks, in which they can run code with all rights of the ' +
        'tenant. Without it, those with `admin` and `edit` may, those with `view` may not.',
      examples: [true]
    })
  },
  {
    required: ['role'],
    exactlyOne: ['user', 'group', 'team', 'serviceAccount', 'tenant'],
    instead: {
      namespace:
        'write `tenant:` for another tenant, or `serviceAccount: <namespace>/<name>` for a ' +
        'program outside of Kubeflow',
      ...all('user', ['person', 'people', 'email', 'mail', 'name', 'owner', 'member']),
      ...all('role', ['permission', 'permissions', 'access', 'rights', 'level']),
      ...all('until', ['expires', 'expiry', 'end', 'ends', 'to'])
    },
    description:
      'Somebody who is let in, and what they may do. Somebody who is named twice has the larger ' +
      'role.'
  }
)

export type MemberFile = Static<typeof member>

export const toleration = fields(
  {
    key: text('key', {
      description: 'The key of the taint that these machines have.',
      examples: ['dedicated']
    }),
    operator: choice(['Equal', 'Exists'], {
      description: 'Whether the taint must have the `value`, or may have any.',
      default: 'Equal'
    }),
    value: text('value', {
      description: 'The value that the taint must have. Without it, an empty one.',
      examples: ['gpu-spot']
    }),
    effect: choice(['NoSchedule', 'PreferNoSchedule', 'NoExecute'], {
      description:
        'The effect that the taint must have: `NoSchedule` keeps new programs off, ' +
        '`PreferNoSchedule` does so where it can, and `NoExecute` also stops those that run. ' +
        'Without it, any.'
    })
  },
  {
    required: ['key'],
    description: 'A taint of machines that these programs may run on all the same.'
  }
)

/** An environment or pool that people select for notebooks and pipelines. */
const picked = (what: string, example: string) =>
  text('label', {
    description: `The name of ${what}, as this file has it.`,
    examples: [example]
  })

export const mountedVolume = fields(
  {
    name: picked('a volume', 'data'),
    mount: text('path', {
      description: 'The folder in which its files are found. Without it, `/mnt/<name>`.',
      examples: ['/data']
    }),
    readOnly: flag({
      description: 'Whether nothing may be written to it from here.',
      default: false
    })
  },
  { required: ['name'], description: 'A volume, and where it is found.' }
)

export const environment = fields(
  {
    name: text('label', {
      description:
        'The name by which it is picked. A step of a pipeline picks it by the label `<name>: ' +
        '"true"`.',
      examples: ['snowflake']
    }),
    description: text('line', {
      description:
        'What people read under "Configurations" when they start a notebook. Without it, the name.',
      examples: ['Credentials of the warehouse']
    }),
    env: map('variable', either(text('any'), either(Unsafe<number>({ type: 'number' }), flag())), {
      description:
        'Environment variables and their values. Never a password or key: everybody can read ' +
        'this file. Those belong under `secrets`. Without any, none are set.',
      examples: [{ WAREHOUSE: 'fraud' }]
    }),
    secrets: list(
      either(
        text('label'),
        fields(
          {
            name: picked('a secret', 'snowflake'),
            mount: text('path', {
              description: 'The folder in which its entries are found as files.',
              examples: ['/etc/snowflake']
            })
          },
          { required: ['name', 'mount'], description: 'A secret, as files.' }
        )
      ),
      {
        description:
          'Secrets of this tenant. Each entry of one becomes a variable, or with `mount` a file ' +
          'in that folder. Without any, there are none.',
        examples: [['snowflake'], [{ name: 'snowflake', mount: '/etc/snowflake' }]]
      }
    ),
    volumes: list(either(text('label'), mountedVolume), {
      description:
        'Volumes of this tenant, found in `/mnt/<name>` unless `mount` says otherwise. Without ' +
        'any, there are none.',
      examples: [['data'], [{ name: 'data', mount: '/data' }]]
    }),
    tolerations: list(toleration, {
      description:
        'Lets programs run on machines that keep others off with a taint. For the node pools of ' +
        'the platform, `pools` is the simpler way. Without any, they stay off those machines.',
      examples: [[{ key: 'dedicated', value: 'gpu-spot' }]],
      grantedBy: 'environments'
    }),
    serviceAccount: text('label', {
      description:
        'The account that the programs run as, one of `aws.serviceAccounts`. Without it, the one ' +
        'that they have anyway.',
      examples: ['trainer'],
      grantedBy: 'environments'
    }),
    pipelines: flag({
      description:
        'Whether programs that pick it may call Kubeflow Pipelines. "Allow access to Kubeflow ' +
        'Pipelines" is there to pick in any case.',
      default: false
    })
  },
  {
    required: ['name'],
    description:
      'A set of variables, secrets and volumes that a notebook or a step of a pipeline may pick.'
  }
)

export type EnvironmentFile = Static<typeof environment>

const from = fields(
  {
    tenant: text('tenant', {
      refersTo: 'tenant',
      description: 'The name of the other tenant.',
      examples: ['pricing']
    })
  },
  {
    required: ['tenant'],
    instead: all(
      'write `tenant:` and the name of another tenant: only tenants can be let in here',
      ['namespace', 'team', 'group', 'user', 'serviceAccount']
    ),
    description: 'A tenant that may connect to this one.'
  }
)

const range = {
  otherwise:
    'the name of a host cannot stand here: write address ranges, or `egress: open` for anywhere'
}

export const network = fields(
  {
    from: list(from, {
      maxItems: 100,
      description:
        'Other tenants whose programs may connect to those of this one, but not to its ' +
        'notebooks; for that, make them members. Without any, nobody else may connect.',
      examples: [[{ tenant: 'pricing' }]]
    }),
    egress: either(choice(['open', 'cluster']), list(text('cidr', range)), {
      description:
        'Where your programs may connect to: `open` is anywhere, `cluster` is inside the cluster ' +
        'and to services of AWS that are in its own network, and a list names address ranges ' +
        'that are allowed besides those. Pipelines may save what they make in S3, which they ' +
        'reach without `open` only if the platform team has made S3 part of that network.',
      default: 'cluster',
      examples: ['open', ['203.0.113.0/24']],
      otherwise:
        'write `open` for anywhere, or a list of address ranges such as `[203.0.113.0/24]`: the ' +
        'name of a host cannot stand here',
      instead: {
        ...all('cluster', ['close', 'closed', 'internal', 'none', 'private', 'restricted']),
        ...all('open', ['all', 'any', 'anywhere', 'everywhere', 'internet', 'public'])
      },
      grantedBy: 'egress'
    })
  },
  {
    description:
      'Who may connect to the programs of this tenant, and where they may connect to. Without ' +
      'it, what the template says, and otherwise nobody else may connect, and `egress` is ' +
      '`cluster`.',
    examples: [{ egress: 'cluster' }]
  }
)

const caller = fields(
  {
    tenant: text('tenant', {
      refersTo: 'tenant',
      description: 'Another tenant, whose notebooks and pipelines may call.',
      examples: ['pricing']
    }),
    serviceAccount: text('account', {
      description: 'A program outside of Kubeflow, by its namespace and the name of its account.',
      examples: ['shop/checkout'],
      grantedBy: 'workloads'
    })
  },
  {
    exactlyOne: ['tenant', 'serviceAccount'],
    description: 'Somebody who may call the models.'
  }
)

const serving = fields(
  {
    callers: list(caller, {
      maxItems: 100,
      description:
        'Who may call your models, besides the owner, the members and your own notebooks and ' +
        'pipelines. Without any, nobody else.',
      examples: [[{ tenant: 'pricing' }]]
    }),
    public: list(text('label'), {
      description:
        'Models that anybody may call without signing in, by name. They answer at ' +
        '`https://<host>/serving/<tenant>/<model>/`; the host is `serving.public.host` of the ' +
        "cluster's file. Without any, none is public.",
      examples: [['price-list']],
      grantedBy: 'public'
    })
  },
  {
    description:
      'Who may call the models that you serve with KServe. You make the models themselves in ' +
      'Kubeflow. Without it, nobody else may call them, and none is public.',
    examples: [{ callers: [{ tenant: 'pricing' }] }]
  }
)

const aws = fields(
  {
    read: list(text('s3'), {
      description:
        'Places in S3 that your notebooks and pipelines may read, each with all below it. ' +
        'Writing is refused there. Without any, they read only what they may write.',
      examples: [['s3://shared-datasets/fraud']],
      grantedBy: 'buckets'
    }),
    write: list(text('s3'), {
      description:
        'Places in S3 that your notebooks and pipelines may read and write, each with all below ' +
        'it. The folder of your own pipelines is always among them. The buckets must be there: ' +
        'this gives rights and makes none. Without any, they write only to that folder.',
      examples: [['s3://fraud-exports']],
      grantedBy: 'buckets'
    }),
    policies: list(text('word', { refersTo: 'awsPolicy' }), {
      description:
        'What else they may do in AWS: policies of the platform team, by the names that the ' +
        "cluster's file gives them. Without any, nothing else.",
      examples: [['sagemaker']],
      grantedBy: 'policies'
    }),
    role: text('word', {
      refersTo: 'awsRole',
      description:
        "An AWS role that is there already, by the name that the cluster's file gives it. It " +
        'takes the place of the one that is made for the tenant, so `read`, `write` and ' +
        '`policies` have no effect beside it. Without it, the one that is made for the tenant.',
      examples: ['pricing-legacy'],
      grantedBy: 'roles'
    }),
    serviceAccounts: list(text('label'), {
      description:
        'Accounts of programs that get these rights too, besides `default-editor`, which ' +
        'notebooks and pipelines run as. They are made in the tenant. Without any, there is only ' +
        'that one.',
      examples: [['trainer']]
    })
  },
  {
    description:
      'What your notebooks and pipelines may do in AWS, such as read a bucket. They find these ' +
      'rights by themselves, without any key. Without it, they reach the folder of their own ' +
      'pipelines only.',
    examples: [{ read: ['s3://shared-datasets/fraud'], write: ['s3://fraud-exports'] }]
  }
)

export const pipelines = fields(
  {
    enabled: flag({
      description: 'Whether Kubeflow Pipelines can be used in this tenant.',
      default: true
    }),
    bucket: text('word', {
      refersTo: 'bucket',
      description:
        "The bucket that keeps what runs make, by the name that the cluster's file gives it. In " +
        'it, the tenant has a folder of its own. The one called `default` needs no grant.',
      default: 'default',
      examples: ['pricing'],
      grantedBy: 'buckets'
    })
  },
  {
    description:
      'Kubeflow Pipelines in this tenant. Without it, they work, and use the usual bucket.',
    examples: [{ bucket: 'pricing' }]
  }
)

const common = {
  description: text('line', {
    description: 'What this tenant is for, in one line for people. Nothing depends on it.',
    examples: ['Fraud detection']
  }),
  team: text('word', {
    refersTo: 'team',
    description:
      'The team that the tenant belongs to, as directory.yaml names it. It decides who is told of ' +
      'failures, and is a label of the namespace. It lets nobody in; that is what `members` is ' +
      'for. What the policy grants to a team counts only for files in the folder of the team, ' +
      '`tenants/<team>/`. Without it, the folder that the file lies in.',
    examples: ['ds-delta']
  }),
  labels: map('key', text('value'), {
    description:
      'Labels of the namespace, and of what in it costs, for other tools that go by them, such as reports of costs. Keys ' +
      'that mean something to Kubernetes, Kubeflow or the tools around it are refused. They are ' +
      'added to those of the template and of common.yaml; without any, those are all.',
    examples: [{ 'example.com/cost-center': 'fraud' }],
    grantedBy: 'labels'
  }),
  annotations: map('key', text('any'), {
    description:
      'Annotations of the namespace, for other tools that read them. Keys that mean something to ' +
      'Kubernetes, Kubeflow or the tools around it are refused. Without any, those of the ' +
      'template.',
    examples: [{ 'example.com/contact': 'fraud team' }],
    grantedBy: 'annotations'
  }),
  members: list(member, {
    description:
      'Who may use this tenant, besides its owner and the admins of the platform. Without any, ' +
      'nobody else.',
    examples: [
      [
        { user: 'bob@example.com', role: 'edit' },
        { group: 'fraud-analysts', role: 'view', until: '2027-03-31' }
      ]
    ],
    grantedBy: 'members.most'
  }),
  quota,
  limits,
  aws,
  pipelines,
  environment: list(environment, {
    description:
      'Sets of variables, secrets and volumes that people may pick when they start a notebook, ' +
      'and steps of pipelines by a label. Without any, those of the template.',
    examples: [[{ name: 'snowflake', secrets: ['snowflake'] }]]
  }),
  secrets: list(secret, {
    description:
      "Secrets that are fetched from the company's secret store, such as a password of a " +
      'database. The values never stand in a file here. Without any, there are none.',
    examples: [[{ name: 'snowflake', from: 'snowflake' }]]
  }),
  volumes: list(volume, {
    description:
      'Disks that several notebooks share, or that the platform team has prepared; each notebook ' +
      'has one of its own anyway. One that is taken out of the file keeps its data. Without any, ' +
      'there are none.',
    examples: [[{ name: 'data', size: '200Gi' }]]
  }),
  pools: list(text('word', { refersTo: 'pool' }), {
    description:
      'Special machines that the tenant may use, such as those with GPUs, by the names that the ' +
      "cluster's file gives them. People then pick them when they start a notebook, and steps of " +
      'pipelines by the label `pool-<name>: "true"`. Without any, only the machines that are ' +
      'open to everybody.',
    examples: [['gpu-spot']],
    grantedBy: 'pools'
  }),
  queue: text('word', {
    refersTo: 'queue',
    description:
      'Where jobs wait until the cluster has room for them, by the name that its file gives to the ' +
      'queue. A job gets into it by the label `kueue.x-k8s.io/queue-name`, whose value is that name ' +
      'or, for a queue that takes everything, `default`. What starts still counts towards `quota`. ' +
      'Without it, jobs start at once or not at all.',
    examples: ['training'],
    grantedBy: 'queues'
  }),
  network,
  serving,
  podSecurity: choice(['privileged', 'baseline', 'restricted'], {
    description:
      'How much a program may do to the machine that it runs on: `baseline` is what notebooks ' +
      'and pipelines need, `restricted` is less, and `privileged` is anything, which few need.',
    default: 'baseline',
    examples: ['restricted'],
    grantedBy: 'podSecurity'
  }),
  state: choice(['active', 'suspended', 'released'], {
    description:
      'Whether the tenant can be used. `suspended` locks it: nobody gets in, nothing new starts, ' +
      'and everything is kept. What runs goes on until somebody deletes it. `released` takes the ' +
      'protection off, so that a later change may remove the file, and with it the tenant and ' +
      'what is in it.',
    default: 'active'
  })
}

/** The fields that may differ from one cluster to the next. */
const difference = fields(common, { examples: [{ quota: 'small' }] })

const clusters = either(
  list(text('word', { refersTo: 'cluster' })),
  map('word', either(difference, Unsafe<null>({ type: 'null' })), { refersTo: 'cluster' }),
  {
    description:
      'On which clusters the tenant is: a list of names, or a map from each name to what differs ' +
      'there, which may be nothing. It is on no cluster that is not named. Without it, what the ' +
      'template says, and otherwise every cluster.',
    examples: [['production'], { staging: { quota: 'small' }, production: {} }],
    grantedBy: 'clusters'
  }
)

/** A template may set any field of a tenant except its owner. */
export const templateSchema = fields({ ...common, clusters })

/** The schema of `tenants/<name>.yaml`. */
export const tenantSchema = fields(
  {
    owner: text('email', {
      description:
        'The person who answers for the tenant, by the e-mail that they sign in with. They are ' +
        'an `admin` in it, and there is exactly one. To hand the tenant over, write somebody ' +
        'else.',
      examples: ['alice@example.com'],
      otherwise: 'write the e-mail address of one person; groups and teams belong in `members`',
      several: 'keep one person here, and put the others under `members`'
    }),
    template: text('word', {
      refersTo: 'template',
      description:
        'The defaults that this tenant begins with, such as its quota: one of the templates of ' +
        'common.yaml. What stands in this file goes before them.',
      default: 'team',
      examples: ['personal']
    }),
    ...common,
    clusters
  },
  {
    required: ['owner'],
    instead: strange,
    title: 'Tenant',
    description:
      'One place on Kubeflow, with one owner and as many members as you like. The name of the ' +
      'file is its name everywhere. Every field but the owner may be left out.'
  }
)

export type TenantFile = Static<typeof tenantSchema>
