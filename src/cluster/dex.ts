import type { Static } from 'typebox'
import type { connector, dex, ldap, oidc, saml } from './connectors.ts'

/** Kubeflow's own provider, which asks others who somebody is. */
export interface Dex {
  readonly connectors: readonly Connector[]
  readonly users: readonly User[]
}

/** Texts are empty where the file says nothing. */
export type Connector = { readonly id: string; readonly name: string } & (
  | { readonly kind: 'ldap'; readonly ldap: Ldap }
  | { readonly kind: 'saml'; readonly saml: Saml }
  | { readonly kind: 'oidc'; readonly oidc: Oidc }
)

export type User = Required<NonNullable<Static<typeof dex>['users']>[number]>

export type Ldap = Omit<Required<Static<typeof ldap>>, 'users' | 'groups'> & {
  readonly users: Required<Static<typeof ldap>['users']>
  readonly groups: Required<NonNullable<Static<typeof ldap>['groups']>> | null
}

export type Saml = Required<Static<typeof saml>>

export type Oidc = Required<Static<typeof oidc>>

/** All that Dex is told, with every default filled in. */
export function dexOf({ connectors = [], users = [] }: Static<typeof dex>): Dex {
  return {
    connectors: connectors.map(connectorOf),
    users: users.map(({ email, name, id }) => ({ email, name: name ?? email, id }))
  }
}

function connectorOf(file: Static<typeof connector>): Connector {
  const { id, name = id, ldap, saml, oidc } = file
  if (ldap) return { id, name, kind: 'ldap', ldap: ldapOf(ldap) }
  if (saml) return { id, name, kind: 'saml', saml: samlOf(saml) }
  if (oidc) return { id, name, kind: 'oidc', oidc: oidcOf(oidc) }
  throw new Error('bug: a connector leads nowhere, and the schema took it')
}

function ldapOf({ users, groups, ...file }: Static<typeof ldap>): Ldap {
  const { baseDN, filter = '', username = 'mail', id = 'uid', email = 'mail', name = 'cn' } = users
  return {
    ...file,
    rootCA: file.rootCA ?? '',
    startTLS: file.startTLS ?? false,
    users: { baseDN, filter, username, id, email, name },
    groups: groups ? { filter: '', user: 'DN', group: 'member', name: 'cn', ...groups } : null
  }
}

function samlOf(file: Static<typeof saml>): Saml {
  const defaults = { issuer: '', nameId: 'persistent', email: 'email', username: 'name' } as const
  return { ...defaults, groups: '', ...file }
}

function oidcOf(file: Static<typeof oidc>): Oidc {
  const scopes = ['openid', 'email', 'profile']
  return { scopes, groups: '', email: 'email', unverified: false, ...file }
}
