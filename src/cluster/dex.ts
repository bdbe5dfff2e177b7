import type { Static } from 'typebox'
import { choice, fields, flag, list, text } from '../schema/fields.ts'
import { type Filled, filled } from '../schema/filled.ts'

/** Kubeflow's own identity provider, which delegates to others. */
export interface Dex {
  readonly connectors: readonly Connector[]
  readonly users: readonly User[]
}

export type Connector = { readonly id: string; readonly name: string } & (
  | { readonly kind: 'ldap'; readonly ldap: Ldap }
  | { readonly kind: 'saml'; readonly saml: Saml }
  | { readonly kind: 'oidc'; readonly oidc: Oidc }
)

type User = Required<NonNullable<Static<typeof dex>['users']>[number]>

export type Ldap = Omit<Filled<typeof ldap>, 'users' | 'groups'> & {
  readonly users: Filled<(typeof ldap)['properties']['users']>
  readonly groups: Filled<(typeof ldap)['properties']['groups']> | null
}

export type Saml = Filled<typeof saml>

export type Oidc = Filled<typeof oidc>

/** The configuration of Dex with all defaults filled in. */
export function dexOf({ connectors = [], users = [] }: Static<typeof dex>): Dex {
  return {
    connectors: connectors.map(connectorOf),
    users: users.map(({ email, name, id }) => ({ email, name: name ?? email, id }))
  }
}

function connectorOf(file: Static<typeof connector>): Connector {
  const { id, name = id } = file
  if (file.ldap) return { id, name, kind: 'ldap', ldap: ldapOf(file.ldap) }
  if (file.saml) return { id, name, kind: 'saml', saml: filled(saml, file.saml) }
  if (file.oidc) return { id, name, kind: 'oidc', oidc: filled(oidc, file.oidc) }
  throw new Error('bug: a connector leads nowhere, and the schema took it')
}

function ldapOf(file: Static<typeof ldap>): Ldap {
  return {
    ...filled(ldap, file),
    users: filled(ldap.properties.users, file.users),
    groups: file.groups ? filled(ldap.properties.groups, file.groups) : null
  }
}

const ldap = fields(
  {
    host: text('endpoint', {
      description:
        'Host and port of the directory server. Port 636 speaks TLS from the start; port 389 ' +
        'needs `startTLS`.',
      examples: ['ldap.example.com:636']
    }),
    bindDN: text('line', {
      description:
        'The account as which Dex searches the directory. Its password is a secret: the property ' +
        'named after the `id` of the connector in `<identity.secret>/connectors`.',
      examples: ['cn=dex,ou=services,dc=example,dc=com']
    }),
    rootCA: text('label', {
      description:
        'A ConfigMap in the namespace `auth` whose key `ca.crt` holds the authority that signed ' +
        'the certificate of the server. Without it, the authorities that everybody trusts.',
      examples: ['directory-ca']
    }),
    startTLS: flag({
      description:
        'Whether the connection begins in plain text and then turns to TLS, as port 389 has it.',
      default: false
    }),
    users: fields(
      {
        baseDN: text('line', {
          description: 'Where in the directory people are; everything below it is searched.',
          examples: ['ou=people,dc=example,dc=com']
        }),
        filter: text('line', {
          description:
            'What an entry must be like to be a person. Without it, any entry with the name that ' +
            'was typed will do.',
          examples: ['(objectClass=person)']
        }),
        username: text('line', {
          description: 'The attribute that holds what people type as their name.',
          default: 'mail',
          examples: ['sAMAccountName']
        }),
        id: text('line', {
          description: 'The attribute that identifies a person for good. It should never change.',
          default: 'uid',
          examples: ['objectGUID']
        }),
        email: text('line', {
          description: 'The attribute that holds the e-mail, by which tenants name people.',
          default: 'mail',
          examples: ['userPrincipalName']
        }),
        name: text('line', {
          description: 'The attribute that holds the name that is shown.',
          default: 'cn',
          examples: ['displayName']
        })
      },
      {
        required: ['baseDN'],
        description: 'How a person is found in the directory.',
        examples: [
          { baseDN: 'ou=people,dc=example,dc=com', filter: '(objectClass=person)', id: 'uid' }
        ]
      }
    ),
    groups: fields(
      {
        baseDN: text('line', {
          description: 'Where in the directory groups are; everything below it is searched.',
          examples: ['ou=groups,dc=example,dc=com']
        }),
        filter: text('line', {
          description:
            'What an entry must be like to be a group. Without it, any entry that lists the ' +
            'person will do.',
          examples: ['(objectClass=groupOfNames)']
        }),
        user: text('line', {
          description:
            'The attribute of a person that groups list; `DN` stands for the full name of the ' +
            'entry.',
          default: 'DN',
          examples: ['uid']
        }),
        group: text('line', {
          description: 'The attribute of a group that lists its members.',
          default: 'member',
          examples: ['memberUid']
        }),
        name: text('line', {
          description: 'The attribute of a group that holds its name.',
          default: 'cn',
          examples: ['displayName']
        })
      },
      {
        required: ['baseDN'],
        description:
          'How the groups of a person are found, to be listed in tokens. Without it, tokens list ' +
          'none. Members of tenants do not depend on it: they come from directory.yaml.',
        examples: [{ baseDN: 'ou=groups,dc=example,dc=com', filter: '(objectClass=groupOfNames)' }]
      }
    )
  },
  {
    required: ['host', 'bindDN', 'users'],
    description: 'A directory server that speaks LDAP, such as OpenLDAP or Active Directory.',
    examples: [
      {
        host: 'ldap.example.com:636',
        bindDN: 'cn=dex,ou=services,dc=example,dc=com',
        users: { baseDN: 'ou=people,dc=example,dc=com' }
      }
    ]
  }
)

const saml = fields(
  {
    ssoURL: text('https', {
      description: 'The address at which the provider signs people in.',
      examples: ['https://adfs.example.com/adfs/ls/']
    }),
    issuer: text('line', {
      description:
        'What Dex calls itself before the provider. Without it, the address that people come ' +
        'back to: `https://<domain>/dex/callback`.',
      examples: ['kubeflow']
    }),
    ca: text('label', {
      description:
        'A ConfigMap in the namespace `auth` whose key `ca.crt` holds the certificate with which ' +
        'the provider signs.',
      examples: ['adfs-ca']
    }),
    nameId: choice(['persistent', 'emailAddress', 'unspecified'], {
      description: 'In which form the provider is asked to name people.',
      default: 'persistent'
    }),
    email: text('line', {
      description:
        'The attribute of the answer that holds the e-mail, by which tenants name people.',
      default: 'email',
      examples: ['mail']
    }),
    username: text('line', {
      description: 'The attribute of the answer that holds the name that is shown.',
      default: 'name',
      examples: ['displayName']
    }),
    groups: text('line', {
      description: 'The attribute of the answer that lists groups. Without it, tokens list none.',
      examples: ['groups']
    })
  },
  {
    required: ['ssoURL', 'ca'],
    description: 'A provider that speaks SAML, such as ADFS.',
    examples: [{ ssoURL: 'https://adfs.example.com/adfs/ls/', ca: 'adfs-ca' }]
  }
)

const oidc = fields(
  {
    issuer: text('https', {
      description: 'The address of the provider, exactly as its tokens have it.',
      examples: ['https://keycloak.example.com/realms/example']
    }),
    clientId: text('line', {
      description:
        'What the provider calls Dex. The secret that goes with it is the property named after ' +
        'the `id` of the connector in `<identity.secret>/connectors`.',
      examples: ['kubeflow']
    }),
    scopes: list(text('line'), {
      description: 'What the provider is asked to tell about a person.',
      default: ['openid', 'email', 'profile'],
      examples: [['openid', 'email', 'profile', 'groups']]
    }),
    groups: text('line', {
      description: 'The claim that lists groups. Without it, tokens list none.',
      examples: ['groups']
    }),
    email: text('line', {
      description: 'The claim that holds the e-mail, by which tenants name people.',
      default: 'email',
      examples: ['upn']
    }),
    unverified: flag({
      description:
        'Whether e-mails are trusted that the provider has not verified. Only safe where people ' +
        'cannot set the e-mail of their own account.',
      default: false
    })
  },
  {
    required: ['issuer', 'clientId'],
    description: 'A provider that speaks OpenID Connect, such as Keycloak.',
    examples: [{ issuer: 'https://keycloak.example.com/realms/example', clientId: 'kubeflow' }]
  }
)

const connector = fields(
  {
    id: text('word', {
      description:
        'What Dex and the secret store call this way to sign in. If it changes, everybody who ' +
        'signs in this way is new to Dex.',
      examples: ['ldap']
    }),
    name: text('line', {
      description: 'What people read on its button. Without it, the `id`.',
      examples: ['Example Inc']
    }),
    ldap,
    saml,
    oidc
  },
  {
    required: ['id'],
    exactlyOne: ['ldap', 'saml', 'oidc'],
    description: 'One way to sign in.'
  }
)

const user = fields(
  {
    email: text('email', {
      description: 'The e-mail that this person signs in with, and by which tenants name them.',
      examples: ['root@example.com']
    }),
    name: text('line', {
      description: 'The name that is shown. Without it, the e-mail.',
      examples: ['Platform on call']
    }),
    id: text('line', {
      description:
        'An ID that stays the same for good. It should never change, and never be given to ' +
        'somebody else.',
      examples: ['08a8684b-db88-4b73-90a9-3cd1661f5466']
    })
  },
  { required: ['email', 'id'], description: 'A person whom Dex itself knows.' }
)

export const dex = fields(
  {
    connectors: list(connector, {
      description:
        'Where people sign in: each is a button. Without any, there must be somebody under ' +
        '`users`.',
      examples: [
        [
          {
            id: 'keycloak',
            oidc: { issuer: 'https://keycloak.example.com/realms/example', clientId: 'kubeflow' }
          }
        ]
      ]
    }),
    users: list(user, {
      description:
        'People who are in no directory. The bcrypt hashes of their passwords are secrets: the ' +
        'property named after the e-mail in `<identity.secret>/passwords`. Without any, people ' +
        'sign in by a connector only.',
      examples: [[{ email: 'root@example.com', id: '08a8684b-db88-4b73-90a9-3cd1661f5466' }]]
    })
  },
  {
    description:
      'Dex, which comes with Kubeflow. It asks your own directory or provider who somebody is.',
    examples: [
      {
        connectors: [
          {
            id: 'ldap',
            ldap: {
              host: 'ldap.example.com:636',
              bindDN: 'cn=dex,ou=services,dc=example,dc=com',
              users: { baseDN: 'ou=people,dc=example,dc=com' }
            }
          }
        ]
      }
    ]
  }
)
