import type { ClusterFile } from '../cluster.ts'
import { choice, fields, flag, text } from '../fields.ts'
import { type Provider, provider, providerOf } from './provider.ts'

export const identity = fields(
  {
    header: text('header', {
      description: 'The header that names the person',
      default: 'kubeflow-userid'
    }),
    prefix: text('any', { description: 'What stands before the e-mail in it', default: '' }),
    registration: choice(['closed', 'open'], {
      description: 'Whether people may make their own namespace by a button',
      default: 'closed'
    }),
    provider,
    machines: flag({
      description: "Whether service accounts' tokens are let in: those for `https://<domain>`",
      default: false
    }),
    kubectl: fields(
      { clientId: text('line', { description: 'A public client of the same provider' }) },
      { required: ['clientId'], description: 'Lets people use kubectl by the same sign-in' }
    ),
    secret: text('secret-path', {
      description: 'Where client secret and cookie secret are',
      default: 'auth'
    })
  },
  { required: ['provider'], description: 'Who people are' }
)

/** Who people and workloads are, and who says so. */
export interface Identity extends Provider {
  /** Who says which service account somebody is; empty if none are let in. */
  readonly machines: string
  /** Whom their tokens are for: not the API server, before which whoever gets one could use it. */
  readonly machineAudience: string
  /** The client of kubectl; empty if it has another sign-in. */
  readonly kubectl: string
  /** Where the secrets are, below the cluster's prefix. */
  readonly secret: string
}

export function identityOf(file: ClusterFile): Identity {
  const { machines, kubectl, secret } = file.identity
  return {
    ...providerOf(file),
    machines: machines ? `https://${file.aws.oidcProvider ?? ''}` : '',
    machineAudience: `https://${file.domain}`,
    kubectl: kubectl?.clientId ?? '',
    secret: secret ?? 'auth'
  }
}
