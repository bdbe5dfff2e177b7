import { choice, fields, flag, list, text } from '../fields.ts'

const cognito = fields(
  {
    userPool: text('user-pool', { examples: ['eu-central-1_AbCdEfGhI'] }),
    clientId: text('line'),
    domain: text('host', { description: 'Of the hosted sign-in page' })
  },
  { required: ['userPool', 'clientId', 'domain'], description: 'Amazon Cognito' }
)

const ldap = fields(
  {
    host: text('endpoint', { examples: ['ldap.example.com:636'] }),
    bindDN: text('line'),
    rootCA: text('line', { description: 'A ConfigMap with the key `ca.crt`' }),
    startTLS: flag({ default: false }),
    users: fields(
      {
        baseDN: text('line'),
        filter: text('line'),
        username: text('line', { default: 'mail' }),
        id: text('line', { default: 'uid' }),
        email: text('line', { default: 'mail' }),
        name: text('line', { default: 'cn' })
      },
      { required: ['baseDN'] }
    ),
    groups: fields(
      {
        baseDN: text('line'),
        filter: text('line'),
        user: text('line', { default: 'DN' }),
        group: text('line', { default: 'member' }),
        name: text('line', { default: 'cn' })
      },
      { required: ['baseDN'] }
    )
  },
  {
    required: ['host', 'bindDN', 'users'],
    description: 'A directory server; its password is a secret'
  }
)

const saml = fields(
  {
    ssoURL: text('https'),
    issuer: text('line', { description: 'Who Dex says it is' }),
    ca: text('line', { description: 'A ConfigMap with the key `ca.crt`' }),
    email: text('line', { default: 'email' }),
    username: text('line', { default: 'name' }),
    groups: text('line')
  },
  { required: ['ssoURL', 'ca'], description: 'SAML, such as ADFS' }
)

const oidc = fields(
  {
    issuer: text('https'),
    clientId: text('line'),
    scopes: list(text('line'), { default: ['openid', 'email', 'profile'] }),
    groups: text('line', { description: 'The claim that lists groups' }),
    email: text('line', { description: 'The claim that holds the e-mail', default: 'email' })
  },
  { required: ['issuer', 'clientId'], description: 'OpenID Connect, such as Keycloak' }
)

const connector = fields(
  { id: text('word'), name: text('line'), ldap, saml, oidc },
  { required: ['id'], exactlyOne: ['ldap', 'saml', 'oidc'] }
)

const dex = fields(
  {
    connectors: list(connector, { description: 'Where people sign in' }),
    users: list(
      fields(
        { email: text('email'), name: text('line'), id: text('line') },
        { required: ['email', 'id'] }
      ),
      { description: 'People without a directory; their passwords are secrets' }
    )
  },
  { description: 'Dex, which Kubeflow brings along' }
)

const external = fields(
  {
    issuer: text('https'),
    jwks: text('https', { description: 'Where the keys are; discovered if left out' }),
    audiences: list(text('line')),
    clientId: text('line'),
    email: text('line', { description: 'The claim that holds the e-mail', default: 'email' })
  },
  { required: ['issuer', 'clientId'], description: 'Any other OpenID Connect provider' }
)

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
    provider: fields({ cognito, dex, external }, { exactlyOne: ['cognito', 'dex', 'external'] }),
    machines: flag({ description: "Whether service accounts' tokens are let in", default: false }),
    secret: text('secret-path', {
      description: 'Where client secret and cookie secret are',
      default: 'auth'
    })
  },
  { required: ['provider'], description: 'Who people are' }
)
