import type { Static } from 'typebox'
import { either, fields, flag, text, whole } from '../fields.ts'

const flux = either(
  flag(),
  fields({
    perTenant: flag({ description: 'One pair of Kustomizations for each tenant', default: false }),
    controllers: whole(1, 64, {
      description: 'How many shards of controllers there are',
      default: 1
    })
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

export interface Gitops {
  readonly flux: boolean
  readonly argocd: boolean
  readonly perTenant: boolean
  readonly controllers: number
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
    repository: file.repository,
    branch: file.branch ?? 'main',
    shards: file.shards ?? 1,
    prune: file.prune ?? true
  }
}
