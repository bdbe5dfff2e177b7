import type { Connector, Ldap, Oidc, Saml } from '../../src/cluster/dex.ts'

/** Where Dex finds certificates, one file per connector. */
export const certificates = '/etc/dex/certificates'

/** A connector in Dex's format. Secrets are referred to by environment variable. */
export function connectorConfig(connector: Connector, callback: string): object {
  const { id, name, kind } = connector
  return { type: kind, id, name, config: configOf(connector, callback) }
}

/** The ConfigMap with the certificate that a connector needs. */
export function certificateOf(connector: Connector): string | null {
  if (connector.kind === 'ldap') return connector.ldap.rootCA
  return connector.kind === 'saml' ? connector.saml.ca : null
}

export function hasSecret({ kind }: Connector): boolean {
  return kind !== 'saml'
}

/** Encodes the key so that two keys never share a variable. */
export function variableOf(kind: 'CONNECTOR' | 'PASSWORD', key: string): string {
  const code = (character: string) => character.charCodeAt(0).toString(16).toUpperCase()
  return `${kind}_${key.replace(/[^A-Za-z0-9]/g, character => `_${code(character).padStart(2, '0')}`)}`
}

function configOf(connector: Connector, callback: string): object {
  const { id } = connector
  const certificate = `${certificates}/${id}.crt`
  const secret = `$${variableOf('CONNECTOR', id)}`
  switch (connector.kind) {
    case 'ldap':
      return ldapConfig(connector.ldap, secret, certificate)
    case 'saml':
      return samlConfig(connector.saml, callback, certificate)
    case 'oidc':
      return oidcConfig(connector.oidc, callback, secret)
  }
}

function ldapConfig(ldap: Ldap, secret: string, certificate: string): object {
  const { host, bindDN, startTLS, users, groups } = ldap
  return {
    host,
    ...(startTLS && { startTLS }),
    ...(ldap.rootCA !== null && { rootCA: certificate }),
    bindDN,
    bindPW: secret,
    userSearch: {
      baseDN: users.baseDN,
      ...(users.filter !== null && { filter: users.filter }),
      username: users.username,
      idAttr: users.id,
      emailAttr: users.email,
      nameAttr: users.name
    },
    ...(groups && {
      groupSearch: {
        baseDN: groups.baseDN,
        ...(groups.filter !== null && { filter: groups.filter }),
        userMatchers: [{ userAttr: groups.user, groupAttr: groups.group }],
        nameAttr: groups.name
      }
    })
  }
}

const nameIds = {
  persistent: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
  emailAddress: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
  unspecified: 'urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified'
} as const

function samlConfig(saml: Saml, callback: string, certificate: string): object {
  return {
    ssoURL: saml.ssoURL,
    ca: certificate,
    entityIssuer: saml.issuer ?? callback,
    redirectURI: callback,
    nameIDPolicyFormat: nameIds[saml.nameId],
    usernameAttr: saml.username,
    emailAttr: saml.email,
    ...(saml.groups !== null && { groupsAttr: saml.groups })
  }
}

function oidcConfig(oidc: Oidc, callback: string, clientSecret: string): object {
  const { issuer, clientId, scopes, groups, email, unverified } = oidc
  return {
    issuer,
    clientID: clientId,
    clientSecret,
    redirectURI: callback,
    // Dex requests this scope itself.
    scopes: scopes.filter(scope => scope !== 'openid'),
    ...(unverified && { insecureSkipEmailVerified: true }),
    // Dex calls it insecure because groups are only updated at sign-in, but without it there are no groups.
    ...(groups !== null && { insecureEnableGroups: true }),
    overrideClaimMapping: true,
    claimMapping: { email, ...(groups !== null && { groups }) }
  }
}
