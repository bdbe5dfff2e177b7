import type { Static } from 'typebox'
import { dnsSuffix, partitionOf } from '../aws/arn.ts'
import { releaseOf } from '../kubeflow/release.ts'
import { usual, type Version } from '../kubeflow/versions.ts'
import { choice, fields, flag, list, text } from '../schema/fields.ts'
import { filled } from '../schema/filled.ts'
import type { aws } from './aws.ts'
import { type Dex, dex, dexOf } from './dex.ts'

const unverified = flag({
  description:
    'Whether e-mails are trusted that the provider does not call verified (`email_verified`), such ' +
    'as those of federated users, or all of Entra ID. Only safe where people cannot set the e-mail ' +
    'of their own account.',
  default: false
})

const userPool = {
  userPool: 'eu-central-1_AbCdEfGhI',
  clientId: '0123456789abcdefghijklmnop',
  domain: 'auth.kubeflow.example.com'
}

const cognito = fields(
  {
    userPool: text('user-pool', {
      description: 'ID of the user pool. Its region is in it.',
      examples: ['eu-central-1_AbCdEfGhI']
    }),
    clientId: text('line', {
      description:
        'ID of the app client, which must have a secret. Its callback address is ' +
        '`https://<domain>/oauth2/callback`.',
      examples: ['0123456789abcdefghijklmnop']
    }),
    domain: text('host', {
      description: 'Host of the hosted sign-in page, which people are sent to when they sign out.',
      examples: ['auth.kubeflow.example.com']
    }),
    unverified
  },
  {
    required: ['userPool', 'clientId', 'domain'],
    description: 'A user pool of Amazon Cognito, in which people sign in.',
    examples: [userPool]
  }
)

const external = fields(
  {
    issuer: text('https', {
      description: 'The address of the provider, exactly as its tokens have it.',
      examples: ['https://login.example.com']
    }),
    jwks: text('https', {
      description:
        'The address of the keys that its tokens are signed with. Without it, the provider is ' +
        'asked for it.',
      examples: ['https://login.example.com/keys']
    }),
    audiences: list(text('line'), {
      description: 'The audiences whose tokens are accepted. Without it, only `clientId`.',
      examples: [['kubeflow', 'notebooks-cli']]
    }),
    clientId: text('line', {
      description:
        'What the provider calls Kubeflow. Its callback address is ' +
        '`https://<domain>/oauth2/callback`.',
      examples: ['kubeflow']
    }),
    email: text('line', {
      description: 'The claim that holds the e-mail, by which tenants name people.',
      default: 'email',
      examples: ['upn']
    }),
    groups: text('line', {
      description: 'The claim that lists groups.',
      default: 'groups',
      examples: ['roles']
    }),
    unverified
  },
  {
    required: ['issuer', 'clientId'],
    description:
      'Any other provider that speaks OpenID Connect, such as Keycloak, Okta or Entra ID.',
    examples: [{ issuer: 'https://login.example.com', clientId: 'kubeflow' }]
  }
)

const provider = fields(
  { cognito, dex, external },
  {
    exactlyOne: ['cognito', 'dex', 'external'],
    description:
      'Who tells Kubeflow who somebody is. Write one of three: Amazon Cognito, Dex with ' +
      'connectors to a directory of yours, or any other provider of OpenID Connect. Only a cluster ' +
      'whose `components` leave `auth` and `serving` to somebody else does without it.',
    examples: [
      { external: { issuer: 'https://login.example.com', clientId: 'kubeflow' } },
      { cognito: userPool }
    ]
  }
)

/**
 * The identity provider. Everything that signs people in or checks tokens uses this, so that no two
 * parts disagree.
 */
interface Provider {
  readonly provider: 'cognito' | 'dex' | 'external' | 'unnamed'
  /** The text on the sign-in button. */
  readonly title: string
  /** Exactly as in the `iss` claim of its tokens. */
  readonly issuer: string
  /** The address of its keys; `null` if the provider announces it. */
  readonly keys: string | null
  readonly clientId: string
  /** The accepted audiences of tokens. */
  readonly audiences: readonly string[]
  /** The claims with the e-mail and the groups. */
  readonly email: string
  readonly groups: string
  readonly unverified: boolean
  /** How long a session may go on before the provider is asked again; `null` for its whole life. */
  readonly refresh: string | null
  /** Hosts that people may be redirected to after signing out. */
  readonly hosts: readonly string[]
  readonly dex: Dex | null
}

/** The sections of a cluster's file that this depends on. */
interface Sections {
  readonly kubeflow: Version
  readonly domain: string
  readonly identity?: Static<typeof identity>
}

function providerOf(file: Sections): Provider {
  const { cognito, dex, external } = file.identity?.provider ?? {}
  if (cognito) return ofCognito(cognito)
  if (dex) return ofDex(dex, file)
  if (external) return ofExternal(external)
  return unnamed
}

/** For a cluster on which somebody else signs people in, so that nothing here is used. */
const unnamed: Provider = {
  provider: 'unnamed',
  title: '',
  issuer: '',
  keys: null,
  clientId: '',
  audiences: [],
  email: 'email',
  groups: 'groups',
  unverified: false,
  refresh: null,
  hosts: [],
  dex: null
}

function ofCognito(file: Static<typeof cognito>): Provider {
  const { userPool, clientId, domain, unverified } = filled(cognito, file)
  const region = userPool.slice(0, userPool.indexOf('_'))
  const issuer = `https://cognito-idp.${region}.${dnsSuffix(partitionOf(region) ?? 'aws')}/${userPool}`
  return {
    provider: 'cognito',
    title: 'Amazon Cognito',
    issuer,
    keys: `${issuer}/.well-known/jwks.json`,
    clientId,
    audiences: [clientId],
    email: 'email',
    groups: 'cognito:groups',
    // Its tokens are valid for an hour.
    refresh: '30m',
    unverified,
    hosts: [domain],
    dex: null
  }
}

function ofDex(
  written: Static<typeof dex>,
  { kubeflow, domain }: Omit<Sections, 'identity'>
): Provider {
  const { name, namespace, port, path } = releaseOf(kubeflow).auth.dex
  return {
    provider: 'dex',
    title: 'Dex',
    issuer: `https://${domain}${path}`,
    keys: `http://${name}.${namespace}.svc.cluster.local:${port}${path}/keys`,
    clientId: 'kubeflow',
    audiences: ['kubeflow'],
    email: 'email',
    groups: 'groups',
    // Its tokens are valid for a day, as long as the session.
    refresh: null,
    // Dex checks this itself for each connector.
    unverified: false,
    hosts: [],
    dex: dexOf(written)
  }
}

function ofExternal(file: Static<typeof external>): Provider {
  const { jwks, issuer, audiences, clientId, ...rest } = filled(external, file)
  return {
    ...rest,
    provider: 'external',
    title: new URL(issuer).host,
    issuer,
    keys: jwks,
    clientId,
    audiences: audiences ?? [clientId],
    // Keycloak's tokens are valid for five minutes, those of others for longer.
    refresh: '4m',
    hosts: [],
    dex: null
  }
}

const { header } = releaseOf(usual)

export const identity = fields(
  {
    header: text('header', {
      description:
        'The header in which the gateway tells Kubeflow who somebody is. Without it, the one that ' +
        `Kubeflow expects, \`${header}\`, so there is rarely a reason to change it.`,
      examples: [header]
    }),
    prefix: text('any', {
      description:
        'What stands before the e-mail in that header. Only for a provider under `external` ' +
        'whose claim has it in front.',
      default: '',
      examples: ['accounts.google.com:']
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
        'Whether service accounts are let in with a token of the cluster: one made for ' +
        '`https://<domain>` at the address of Kubeflow, such as that of a job that starts ' +
        'pipelines, and one made for `https://<domain>/serving` to call a model. It needs ' +
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
          'Makes EKS accept the sign-in of the provider, so that people use kubectl under the ' +
          'e-mail that tenants name. With Dex, the load balancer must be internet-facing, ' +
          'because EKS asks Dex for its keys. Without it, only the AWS roles under `aws.access` ' +
          'may use kubectl.',
        examples: [{ clientId: 'kubectl' }]
      }
    ),
    secret: text('secret-path', {
      description:
        'Where in the secret store the secrets of signing in are, below the prefix of the ' +
        'cluster: `client-secret` and `cookie-secret`. Those of Dex are in `connectors` and ' +
        '`passwords` below it.',
      default: 'auth',
      examples: ['sign-in']
    })
  },
  {
    description:
      'How people sign in, and how Kubeflow learns who they are. A cluster whose sign-in others ' +
      'install may do without it.',
    examples: [
      { registration: 'closed', provider: { cognito: userPool } },
      {
        registration: 'closed',
        provider: {
          dex: {
            connectors: [
              {
                id: 'keycloak',
                oidc: {
                  issuer: 'https://keycloak.example.com/realms/example',
                  clientId: 'kubeflow'
                }
              }
            ]
          }
        }
      }
    ]
  }
)

/** The identity provider, plus how workloads and kubectl authenticate. */
export interface Identity extends Provider {
  /** The issuer of service account tokens; `null` if none are accepted. */
  readonly machines: string | null
  /**
   * The audience of workloads' tokens. It is not the API server's, where anybody who receives such a
   * token could use it.
   */
  readonly machineAudience: string
  /** The audience of their tokens for models, which open nothing else. */
  readonly servingAudience: string
  /** The OIDC client for kubectl; `null` if kubectl signs in by other means. */
  readonly kubectl: string | null
  /** The path of the secrets below the cluster's prefix. */
  readonly secret: string
}

export function identityOf(file: Sections & { readonly aws: Static<typeof aws> }): Identity {
  const { machines, kubectl, secret } = filled(identity, file.identity)
  const { oidcProvider } = file.aws
  return {
    ...providerOf(file),
    machines: machines && oidcProvider !== undefined ? `https://${oidcProvider}` : null,
    machineAudience: `https://${file.domain}`,
    servingAudience: `https://${file.domain}/serving`,
    kubectl: kubectl?.clientId ?? null,
    secret
  }
}
