import type { Static } from 'typebox'
import { dnsSuffix, partitionOf } from '../arn.ts'
import type { ClusterFile } from '../cluster.ts'
import { fields, flag, list, text } from '../fields.ts'
import { releaseOf } from '../release.ts'
import { dex } from './connectors.ts'
import { type Dex, dexOf } from './dex.ts'

const unverified = flag({
  description:
    'Whether e-mails are trusted that the provider has not verified, as of people of a federated one',
  default: false
})

const cognito = fields(
  {
    userPool: text('user-pool', { examples: ['eu-central-1_AbCdEfGhI'] }),
    clientId: text('line'),
    domain: text('host', { description: 'Of the hosted sign-in page' }),
    unverified
  },
  { required: ['userPool', 'clientId', 'domain'], description: 'Amazon Cognito' }
)

const external = fields(
  {
    issuer: text('https'),
    jwks: text('https', { description: 'Where the keys are; discovered if left out' }),
    audiences: list(text('line')),
    clientId: text('line'),
    email: text('line', { description: 'The claim that holds the e-mail', default: 'email' }),
    groups: text('line', { description: 'The claim that lists groups', default: 'groups' }),
    unverified
  },
  { required: ['issuer', 'clientId'], description: 'Any other OpenID Connect provider' }
)

export const provider = fields(
  { cognito, dex, external },
  { exactlyOne: ['cognito', 'dex', 'external'] }
)

/**
 * Who says who somebody is. All that sign people in or check tokens take it from here, so that they
 * cannot differ.
 */
export interface Provider {
  readonly provider: 'cognito' | 'dex' | 'external'
  /** What people read on the button. */
  readonly title: string
  /** As it stands in tokens, letter by letter. */
  readonly issuer: string
  /** Where its keys are; empty if that is discovered. */
  readonly keys: string
  readonly clientId: string
  /** Whom tokens are for. */
  readonly audiences: readonly string[]
  /** The claims of the e-mail and of the groups. */
  readonly email: string
  readonly groups: string
  readonly unverified: boolean
  /** How long a session may go on before the provider is asked again; empty for its whole life. */
  readonly refresh: string
  /** Where people may be sent once they are signed out. */
  readonly hosts: readonly string[]
  readonly dex: Dex | null
}

export function providerOf(file: ClusterFile): Provider {
  const { cognito, dex, external } = file.identity.provider
  if (cognito) return ofCognito(cognito)
  if (dex) return ofDex(dex, file)
  if (external) return ofExternal(external)
  throw new Error('bug: nobody says who people are, and the schema took it')
}

function ofCognito(file: Static<typeof cognito>): Provider {
  const { userPool, clientId, domain, unverified = false } = file
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
    // Its tokens live for an hour.
    refresh: '30m',
    unverified,
    hosts: [domain],
    dex: null
  }
}

function ofDex(written: Static<typeof dex>, { kubeflow, domain }: ClusterFile): Provider {
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
    // Its tokens live for a day, as long as the session.
    refresh: '',
    // It judges that itself, connector by connector.
    unverified: false,
    hosts: [],
    dex: dexOf(written)
  }
}

function ofExternal(file: Static<typeof external>): Provider {
  const { issuer, jwks = '', audiences, clientId, email = 'email', groups = 'groups' } = file
  return {
    provider: 'external',
    title: new URL(issuer).host,
    issuer,
    keys: jwks,
    clientId,
    audiences: audiences ?? [clientId],
    email,
    groups,
    // Keycloak's tokens live for five minutes, others' for longer.
    refresh: '4m',
    unverified: file.unverified ?? false,
    hosts: [],
    dex: null
  }
}
