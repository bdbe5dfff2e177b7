import { type Static, Unsafe } from 'typebox'
import { choice, fields, flag, list, map, quantity, text, whole } from '../schema/fields.ts'
import { filled } from '../schema/filled.ts'
import { limits, quotaMap, templateSchema } from './tenant.ts'

const quota = quotaMap('Without it, a tenant gets the most that policy.yaml grants.')

const presetLimits = {
  ...limits,
  description:
    'The `limits` of tenants with this preset, as far as they set none. Without it, only those ' +
    'that they set.'
}

const preset = Unsafe<Static<typeof quota> & { readonly limits?: Static<typeof limits> }>({
  ...quota,
  properties: { ...(quota as unknown as { properties: object }).properties, limits: presetLimits },
  description: 'A quota, and the limits that go with it.'
})

const admin = fields(
  {
    user: text('email', {
      description: 'A person, by the e-mail that they sign in with.',
      examples: ['root@example.com']
    }),
    group: text('subject', {
      refersTo: 'group',
      description: 'Everybody in a group of directory.yaml.',
      examples: ['ml-platform']
    })
  },
  { exactlyOne: ['user', 'group'], description: 'A person or a group that is admin everywhere.' }
)

const usualRise = { gpu: 1, cpu: 32, memory: '128Gi', storage: '1Ti', pods: 1000 } as const

const usualRises = Object.entries(usualRise)
  .map(([name, amount]) => `\`${name}: ${amount}\``)
  .join(', ')

const rise = (name: keyof typeof usualRise, noun: string, example: string | number) => {
  const description = `The rise of ${noun} from which it is a risk.`
  return quantity({ description, default: usualRise[name], examples: [example] })
}

const reviewQuota = fields(
  {
    gpu: rise('gpu', 'GPUs, and of each other kind of device,', 2),
    cpu: rise('cpu', 'cores', 64),
    memory: rise('memory', 'memory', '256Gi'),
    storage: rise('storage', 'storage', '2Ti'),
    pods: rise('pods', 'pods', 500)
  },
  {
    description:
      'By how much a tenant may raise its quota before `plan` calls that a risk. Without it, and for ' +
      `what it leaves out, the usual amounts hold: ${usualRises}.`,
    examples: [{ gpu: 2, cpu: 64 }]
  }
)

const review = fields(
  {
    people: whole(1, 1_000_000, {
      description: 'How many people a group or team has at least for its access to be a risk.',
      default: 20,
      examples: [50]
    }),
    tenants: whole(1, 1_000_000, {
      description: 'How many tenants a change touches at least for that to be a risk.',
      default: 20,
      examples: [100]
    }),
    quota: reviewQuota
  },
  {
    description:
      'From where on `plan` tells reviewers that something is a risk. Nothing is refused by it. ' +
      'Without it, the usual thresholds hold.',
    examples: [{ people: 50, quota: { gpu: 2 } }]
  }
)

/** The schema of `platform/common.yaml`. */
export const commonSchema = fields(
  {
    version: Unsafe<1>({
      type: 'integer',
      enum: [1],
      description: 'The version of the format of all these files.'
    }),
    presets: map('word', preset, {
      description:
        'Quotas with names, such as `small` and `medium`, which tenants write in `quota`. ' +
        'Without any, each tenant writes its amounts. A preset grants nothing: policy.yaml is ' +
        'asked about what it comes to.',
      examples: [{ small: { cpu: 8, memory: '32Gi', storage: '200Gi', pods: 50 } }]
    }),
    templates: map('word', templateSchema, {
      description:
        'Sets of defaults with names, which tenants pick in `template`. The one called `team` is ' +
        'for all who pick none. A template grants nothing but its labels and annotations: ' +
        'policy.yaml is asked about the rest. Without any, tenants begin with nothing.',
      examples: [{ team: { quota: 'medium', network: { egress: 'open' } } }]
    }),
    admins: list(admin, {
      description:
        'Who is admin in every tenant of every cluster, without standing in its file. A tenant ' +
        'that is suspended keeps them out, too. Without any, nobody.',
      examples: [[{ group: 'ml-platform' }, { user: 'root@example.com' }]]
    }),
    owners: text('owner', {
      description:
        'The team of the platform on GitHub or GitLab, which has to approve all that no tenant ' +
        'does. With it, `generate` writes CODEOWNERS; without it, that file is yours. On GitLab, a ' +
        'group may have several levels.',
      examples: ['@example/platform', '@example/data/platform']
    }),
    forge: choice(['github', 'gitlab'], {
      description:
        'Where pull requests are. It decides which names of people are written into CODEOWNERS, ' +
        'and where that file is: `.github/CODEOWNERS`, or `CODEOWNERS` at the top for GitLab.',
      default: 'github',
      examples: ['gitlab']
    }),
    roles: map('word', choice(['admin', 'edit', 'view']), {
      description:
        "Other names for Kubeflow's three roles, which the `role` of a member may then use as " +
        'well. Without any, members have one of those three.',
      examples: [{ datascience: 'edit', validator: 'view' }]
    }),
    emails: fields(
      {
        lowercase: flag({
          description:
            'Whether all e-mails are turned into lower case, as most identity providers write ' +
            'them. To Kubeflow, two e-mails that differ only in case are two people.',
          default: false
        }),
        domains: list(text('host'), {
          description:
            'Domains that the e-mails of people may have, also of those in groups. Without any, ' +
            'every domain is allowed.',
          examples: [['example.com']]
        })
      },
      {
        description:
          'How the identity provider writes e-mails, and which there may be. Without it, they ' +
          'stay as they are written, and every domain is allowed.',
        examples: [{ lowercase: true, domains: ['example.com'] }]
      }
    ),
    labels: map('key', text('value'), {
      description:
        'Labels of the namespace of every tenant, and of what in it costs, for other tools that go ' +
        'by them. A tenant or ' +
        'template may write another value. Without any, only what those write.',
      examples: [{ 'cost-center': 'ml' }]
    }),
    gpu: text('resource', {
      description: 'What Kubernetes calls a GPU here. It is what `gpu` in a quota counts.',
      default: 'nvidia.com/gpu',
      examples: ['amd.com/gpu']
    }),
    review
  },
  {
    required: ['version'],
    title: 'Common',
    description:
      'What is the same on every cluster: presets and templates for tenants, who is admin ' +
      'everywhere, and how e-mails and roles are written.'
  }
)

export type CommonFile = Static<typeof commonSchema>

export interface Emails {
  readonly lowercase: boolean
  /** Empty for any domain. */
  readonly domains: readonly string[]
}

/** How the identity provider writes e-mails, with all defaults filled in. */
export function emailsOf(file: CommonFile): Emails {
  const { lowercase, domains } = filled(commonSchema.properties.emails, file.emails)
  return { lowercase, domains: domains ?? [] }
}

/** Where pull requests are. */
export function forgeOf(file: CommonFile): 'github' | 'gitlab' {
  return filled(commonSchema, file).forge
}

/** The Kubernetes name of the GPU resource. */
export function gpuOf(file: CommonFile): string {
  return filled(commonSchema, file).gpu
}

interface Review {
  readonly people: number
  readonly tenants: number
  /** By the names of a quota. */
  readonly quota: Readonly<Record<string, string | number>>
}

/** From where on something is a risk, with all defaults filled in. */
export function reviewOf(file: CommonFile): Review {
  const { people, tenants, quota } = filled(review, file.review)
  return { people, tenants, quota: filled(reviewQuota, quota) }
}
