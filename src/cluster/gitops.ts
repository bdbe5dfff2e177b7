import type { Static } from 'typebox'
import { choice, either, fields, flag, text, whole } from '../fields.ts'

const notifications = fields(
  {
    type: choice(['slack', 'telegram', 'webex'], { default: 'slack' }),
    address: text('https', {
      description: 'Where its bot is spoken to, if not at the usual place'
    }),
    channel: text('line', { description: 'Of the platform team', examples: ['#ml-platform'] }),
    secret: text('secret-path', { description: "Where the bot's `token` is" })
  },
  { required: ['channel', 'secret'], description: 'Who tells teams what cannot be applied' }
)

const flux = either(
  flag(),
  fields({
    perTenant: flag({ description: 'One pair of Kustomizations for each tenant', default: false }),
    controllers: whole(1, 64, {
      description: 'How many sets of controllers share the work',
      default: 1
    }),
    notifications
  }),
  { default: false }
)

export const gitops = fields(
  {
    flux,
    argocd: flag({ default: false }),
    repository: text('repository', { description: 'Where this repository is' }),
    branch: text('line', { default: 'main' }),
    shards: whole(1, 1000, { description: 'Into how many parts tenants are divided', default: 1 }),
    prune: flag({
      description: 'Whether what is gone from git goes from the cluster',
      default: true
    })
  },
  { required: ['repository'], description: 'Who brings it to the cluster' }
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

/** Who brings it to the cluster, with every default filled in. */
export function gitopsOf(file: Static<typeof gitops>): Gitops {
  const { flux } = file
  const details = typeof flux === 'object' ? flux : {}
  return {
    flux: flux !== undefined && flux !== false,
    argocd: file.argocd ?? false,
    perTenant: details.perTenant ?? false,
    controllers: details.controllers ?? 1,
    notifications: details.notifications ? notificationsOf(details.notifications) : null,
    repository: file.repository,
    branch: file.branch ?? 'main',
    shards: file.shards ?? 1,
    prune: file.prune ?? true
  }
}

const addresses = {
  slack: 'https://slack.com/api/chat.postMessage',
  telegram: 'https://api.telegram.org',
  webex: 'https://webexapis.com/v1/messages'
} as const

function notificationsOf({
  type = 'slack',
  address = addresses[type],
  channel,
  secret
}: Static<typeof notifications>): Notifications {
  return { type, address, channel, secret }
}
