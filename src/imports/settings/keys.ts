import { parseArn } from '../../aws/arn.ts'
import type { Path } from '../../yaml/node.ts'

/** What a key of an old `params.env` becomes in a cluster's file. */
type Meaning =
  | { readonly kind: 'field'; readonly of: (value: string) => readonly Field[] }
  /** A secret, with its place in the secret store and its property there. */
  | { readonly kind: 'secret'; readonly place: SecretPlace; readonly property: string }
  | { readonly kind: 'gone'; readonly why: string }

type Field = readonly [path: Path, value: string | number]

/** The field of the cluster's file that decides the path in the secret store. */
export type SecretPlace = 'database' | 'auth' | 'connectors' | 'passwords' | 'pipelines' | 'nowhere'

/** A field of the file, with the value converted if necessary. */
function field(path: Path, convert: (value: string) => string | number = value => value): Meaning {
  return { kind: 'field', of: value => [[path, convert(value)]] }
}

/** An ARN, which also contains the account. */
function arn(path: Path, convert = (_resource: string, text: string) => text): Meaning {
  return {
    kind: 'field',
    of: text => {
      const found = parseArn(text)
      if (!found) return [[path, text]]
      return [
        [path, convert(found.resource, text)],
        [['aws', 'account'], found.account],
        [['aws', 'region'], found.region]
      ]
    }
  }
}

function secret(place: SecretPlace, property: string): Meaning {
  return { kind: 'secret', place, property }
}

function gone(why: string): Meaning {
  return { kind: 'gone', why }
}

/** The same meaning for several keys. */
function all(meaning: Meaning, keys: readonly string[]): Readonly<Record<string, Meaning>> {
  return Object.fromEntries(keys.map(key => [key, meaning]))
}

/** Adds the missing port: 636 for LDAP over TLS, or 389 if it is plain. */
function endpoint(text: string): string {
  const [, scheme = '', rest = ''] = /^([a-z]+:\/\/)?([^/]*)/i.exec(text) ?? []
  return /:\d+$/.test(rest) ? rest : `${rest}:${/^ldap:/i.test(scheme) ? 389 : 636}`
}

/** Removes the discovery path, which programs append themselves. */
function issuer(text: string): string {
  return text.replace(/\/\.well-known\/openid-configuration\/?$/, '').replace(/\/$/, '')
}

function minutes(text: string): string {
  return /^\d+$/.test(text) ? `${text}m` : text
}

const database = ['pipelines', 'database'] as const
const connector = ['identity', 'provider', 'dex', 'connectors', 0, 'ldap'] as const
const person = ['identity', 'provider', 'dex', 'users', 0] as const
const cognito = ['identity', 'provider', 'cognito'] as const
const external = ['identity', 'provider', 'external'] as const
const alb = ['ingress', 'alb'] as const
const culling = ['notebooks', 'culling'] as const

const derived = gone('it follows from `domain`')
const ours = gone("it comes with Kubeflow's release")
const host = field([...database, 'host'])
const port = field([...database, 'port'], text => (/^\d+$/.test(text) ? Number(text) : text))
const header = field(['identity', 'header'])
const prefix = field(['identity', 'prefix'])
const registration = field(['identity', 'registration'], text =>
  text === 'true' ? 'open' : 'closed'
)
const client = secret('auth', 'client-secret')

/** The keys in Kubeflow's manifests, in those for AWS, and in the prototype for Dex and LDAP. */
export const meanings: Readonly<Record<string, Meaning>> = {
  dbHost: host,
  mysqlHost: host,
  dbPort: port,
  mysqlPort: port,
  pipelineDb: field([...database, 'names', 'pipelines']),
  mlmdDb: field([...database, 'names', 'metadata']),
  cacheDb: field([...database, 'names', 'cache']),
  bucketName: field(['pipelines', 'buckets', 'default']),
  minioServiceRegion: field(['aws', 'region']),
  minioServiceHost: gone('it follows from `aws.region`'),
  defaultPipelineRoot: gone('it follows from the bucket and `pipelines.prefix`'),
  username: secret('database', 'username'),
  password: secret('database', 'password'),
  accesskey: secret('pipelines', 'accesskey'),
  secretkey: secret('pipelines', 'secretkey'),
  ...all(ours, ['appName', 'appVersion', 'autoUpdatePipelineDefaultVersion', 'cacheImage']),
  ...all(ours, ['cacheNodeRestrictions', 'cronScheduleTimezone', 'dbType', 'ConMaxLifeTime']),
  ...all(ours, ['containerRuntimeExecutor', 'logLevel']),

  ldap_host: field([...connector, 'host'], endpoint),
  ldap_bind_dn: field([...connector, 'bindDN']),
  ldap_bind_pw: secret('connectors', 'ldap'),
  ldap_user_base_dn: field([...connector, 'users', 'baseDN']),
  ldap_group_base_dn: field([...connector, 'groups', 'baseDN']),
  static_email: field([...person, 'email']),
  static_username: field([...person, 'name']),
  static_user_id: field([...person, 'id']),
  static_password_hash: secret('passwords', ''),
  dex_application_secret: client,
  ...all(derived, ['dex_domain', 'issuer', 'oidc_redirect_uris', 'redirection_url', 'jwks_uri']),
  ...all(derived, ['REDIRECT_URL', 'AUTHSERVICE_URL_PREFIX', 'SKIP_AUTH_URI', 'LOGOUT_URL']),
  dex_client_id: gone('Tenantry names the client of Dex'),
  ...all(gone('kubectl has a sign-in of its own: `identity.kubectl`'), [
    ...['dex_client_redirect_uri', 'dex_client_listen_addr', 'k8s_master_uri']
  ]),
  cluster_name: field(['aws', 'eks']),
  clusterName: field(['aws', 'eks']),

  client_id: field([...external, 'clientId']),
  clientID: field([...external, 'clientId']),
  discovery_url: field([...external, 'issuer'], issuer),
  oidcIssuer: field([...external, 'issuer'], issuer),
  client_secret: client,
  clientSecret: client,
  encryption_key: secret('auth', 'cookie-secret'),
  ...all(gone('it is discovered from the issuer'), [
    ...['oidcAuthorizationEndpoint', 'oidcTokenEndpoint', 'oidcUserInfoEndpoint', 'OIDC_AUTH_URL']
  ]),
  ...all(gone('oauth2-proxy, which replaces what it was for, needs none'), [
    ...['upstream_url', 'secure_cookie', 'OIDC_SCOPES', 'USERID_CLAIM', 'PORT', 'STORE_PATH']
  ]),

  CognitoUserPoolArn: arn([...cognito, 'userPool'], resource =>
    resource.replace(/^userpool\//, '')
  ),
  CognitoAppClientId: field([...cognito, 'clientId']),
  CognitoUserPoolDomain: field([...cognito, 'domain']),
  certArn: arn([...alb, 'certificate']),
  loadBalancerScheme: field([...alb, 'scheme']),
  httpHeaderName: gone('programs sign in with tokens: `identity.machines`'),
  httpHeaderValues: secret('nowhere', ''),

  'userid-header': header,
  USERID_HEADER: header,
  'userid-prefix': prefix,
  USERID_PREFIX: prefix,
  'registration-flow': registration,
  CD_REGISTRATION_FLOW: registration,
  clusterDomain: ours,
  CD_CLUSTER_DOMAIN: ours,
  enableCulling: gone('`notebooks.culling` turns it on'),
  cullIdleTime: field([...culling, 'idle'], minutes),
  idlenessCheckPeriod: field([...culling, 'check'], minutes)
}
