import type { Static } from 'typebox'
import { choice, either, fields, flag, text, whole } from '../schema/fields.ts'
import { filled } from '../schema/filled.ts'

const notifications = fields(
  {
    type: choice(['slack', 'telegram', 'webex'], {
      description: 'The chat that messages go to.',
      default: 'slack'
    }),
    address: text('https', {
      description: 'Where the chat takes messages. Without it, the usual address of that `type`.',
      examples: ['https://slack.com/api/chat.postMessage']
    }),
    channel: text('line', {
      description:
        'The channel of the platform team, which hears of every failure. Each other team hears ' +
        'of those of its own tenants, in the `channel` that directory.yaml gives it.',
      examples: ['#ml-platform']
    }),
    secret: text('secret-path', {
      description:
        "Where in the secret store the bot's token is, below the prefix of the cluster, as the " +
        'property `token`.',
      examples: ['slack']
    })
  },
  {
    required: ['channel', 'secret'],
    description:
      'Makes Flux tell teams what cannot be applied. Without it, only people who look at the ' +
      'cluster see it. It needs `secrets.externalSecrets`.',
    examples: [{ channel: '#ml-platform', secret: 'slack' }]
  }
)

const fluxMap = fields({
  perTenant: flag({
    description:
      'Whether each tenant is reconciled by itself, so that none waits for another. For up to ' +
      'some hundred tenants; without it, tenants share the `shards`.',
    default: false
  }),
  controllers: whole(1, 64, {
    description:
      'How many sets of controllers share the shards. All but the first look for the label ' +
      '`sharding.fluxcd.io/key` with `shard1`, `shard2` and so on, and you install those sets ' +
      'yourself.',
    default: 1,
    examples: [2]
  }),
  notifications
})

const flux = either(flag(), fluxMap, {
  description:
    'Whether Flux applies what is generated; a map says more about how. `flux bootstrap` is ' +
    'pointed at `kustomize/clusters/<cluster>`.',
  default: false,
  examples: [true, { notifications: { channel: '#ml-platform', secret: 'slack' } }]
})

export const gitops = fields(
  {
    flux,
    argocd: flag({
      description:
        'Whether Argo CD applies what is generated. Both engines at once are meant only for the ' +
        'way from one to the other.',
      default: false
    }),
    repository: text('repository', {
      description: 'Where the engines find this git repository.',
      examples: ['https://github.com/example/kubeflow-tenants']
    }),
    branch: text('line', {
      description: 'The branch of it that the cluster follows.',
      default: 'main',
      examples: ['production']
    }),
    shards: whole(1, 1000, {
      description:
        'Into how many groups tenants are divided; each group is applied as one, so a tenant ' +
        'that cannot be applied holds up its own group only. One for every 300 objects is ' +
        'enough. Changing it takes three commits, as `npx tenantry explain forbidden-reshard` ' +
        'says.',
      default: 1,
      examples: [4]
    }),
    prune: flag({
      description:
        'Whether what is gone from git is deleted from the cluster. It is switched off only ' +
        'while the number of `shards` changes.',
      default: true
    })
  },
  {
    required: ['repository'],
    description:
      'What applies the contents of git to the cluster: Flux, Argo CD, or something of your own ' +
      'if neither is switched on.',
    examples: [{ repository: 'https://github.com/example/kubeflow-tenants', flux: true, shards: 4 }]
  }
)

export interface Notifications {
  readonly type: 'slack' | 'telegram' | 'webex'
  readonly address: string
  readonly channel: string
  readonly secret: string
}

export interface Gitops {
  readonly flux: boolean
  readonly argocd: boolean
  readonly perTenant: boolean
  readonly controllers: number
  readonly notifications: Notifications | null
  readonly repository: string
  readonly branch: string
  readonly shards: number
  readonly prune: boolean
}

/** The `gitops` section with all defaults filled in. */
export function gitopsOf(file: Static<typeof gitops>): Gitops {
  const { flux, ...rest } = filled(gitops, file)
  const { perTenant, controllers, notifications } = filled(
    fluxMap,
    typeof flux === 'object' ? flux : {}
  )
  return {
    ...rest,
    flux: flux !== false,
    perTenant,
    controllers,
    notifications: notifications ? notificationsOf(notifications) : null
  }
}

const addresses = {
  slack: 'https://slack.com/api/chat.postMessage',
  telegram: 'https://api.telegram.org',
  webex: 'https://webexapis.com/v1/messages'
} as const

function notificationsOf(file: Static<typeof notifications>): Notifications {
  const written = filled(notifications, file)
  return { ...written, address: written.address ?? addresses[written.type] }
}
