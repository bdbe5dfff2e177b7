import { choice, fields, flag, list, text } from '../fields.ts'

export const ldap = fields(
  {
    host: text('endpoint', { examples: ['ldap.example.com:636'] }),
    bindDN: text('line'),
    rootCA: text('label', { description: 'A ConfigMap in `auth` with the key `ca.crt`' }),
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

export const saml = fields(
  {
    ssoURL: text('https'),
    issuer: text('line', { description: 'Who Dex says it is' }),
    ca: text('label', { description: 'A ConfigMap in `auth` with the key `ca.crt`' }),
    nameId: choice(['persistent', 'emailAddress', 'unspecified'], {
      description: 'What the provider is asked to call people',
      default: 'persistent'
    }),
    email: text('line', { default: 'email' }),
    username: text('line', { default: 'name' }),
    groups: text('line')
  },
  { required: ['ssoURL', 'ca'], description: 'SAML, such as ADFS' }
)

export const oidc = fields(
  {
    issuer: text('https'),
    clientId: text('line'),
    scopes: list(text('line'), { default: ['openid', 'email', 'profile'] }),
    groups: text('line', { description: 'The claim that lists groups' }),
    email: text('line', { description: 'The claim that holds the e-mail', default: 'email' }),
    unverified: flag({
      description: 'Whether e-mails are trusted that the provider has not verified',
      default: false
    })
  },
  { required: ['issuer', 'clientId'], description: 'OpenID Connect, such as Keycloak' }
)

export const connector = fields(
  { id: text('word'), name: text('line'), ldap, saml, oidc },
  { required: ['id'], exactlyOne: ['ldap', 'saml', 'oidc'] }
)

export const user = fields(
  { email: text('email'), name: text('line'), id: text('line') },
  { required: ['email', 'id'] }
)

export const dex = fields(
  {
    connectors: list(connector, { description: 'Where people sign in' }),
    users: list(user, {
      description: 'People without a directory; their passwords are secrets'
    })
  },
  { description: 'Dex, which Kubeflow brings along' }
)
