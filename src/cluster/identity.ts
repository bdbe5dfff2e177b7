import { choice, fields, flag, text } from '../schema/fields.ts'
import type { ClusterFile } from './file.ts'
import { type Provider, provider, providerOf } from './provider.ts'

export const identity = fields(
  {
    header: text('header', {
      description:
        'The header in which the gateway tells Kubeflow who somebody is. It is what Kubeflow ' +
        'expects, so there is rarely a reason to change it.',
      default: 'kubeflow-userid'
    }),
    prefix: text('any', {
      description:
        'What stands before the e-mail in that header. Only for a provider under `external` ' +
        'whose claim has it in front.',
      default: ''
    }),
    registration: choice(['closed', 'open'], {
      description:
        'Whether people may make a namespace of their own by a button. With `closed`, the button ' +
        'is gone and the requests behind it are refused: tenants come from git.',
      default: 'closed'
    }),
    provider,
    machines: flag({
      description:
        'Whether service accounts are let in from outside with a token of the cluster that is ' +
        'made for `https://<domain>`, such as a job that starts pipelines. It needs ' +
        '`aws.oidcProvider`.',
      default: false
    }),
    kubectl: fields(
      {
        clientId: text('line', {
          description:
            'A client of the same provider that needs no secret. Dex makes it by itself; with ' +
            'others you make it.',
          examples: ['kubectl']
        })
      },
      {
        required: ['clientId'],
        description:
          'Has EKS take the sign-in of the provider, so that people use kubectl under the name ' +
          'that tenants give rights to. Without it, kubectl is for those under `aws.access`. Dex ' +
          'must then be reachable from the internet.'
      }
    ),
    secret: text('secret-path', {
      description:
        'Where in the secret store the secrets of signing in are, below the prefix of the ' +
        'cluster: `client-secret` and `cookie-secret`. Those of Dex are in `connectors` and ' +
        '`passwords` below it.',
      default: 'auth'
    })
  },
  {
    required: ['provider'],
    description: 'How people sign in, and how Kubeflow learns who they are.'
  }
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
