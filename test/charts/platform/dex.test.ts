import { load } from 'js-yaml'
import { describe, expect, test } from 'vitest'
import { variableOf } from '../../../charts/platform/connectors.ts'
import { additions } from '../../overlay/patches.ts'
import { platform } from '../../overlay/platform.ts'
import { at, type Fields, find, list, podOf, type Thing } from '../../overlay/thing.ts'

const file = 'platform/clusters/staging.yaml'
const example = platform()
const staging = example.build('staging', 'dex')

const connectors = `connectors:
        - id: ldap
          ldap:
            host: ldap.example.com:389
            startTLS: true
            rootCA: ldap-ca
            bindDN: cn=dex
            users: {baseDN: "ou=people", username: uid}
        - id: adfs
          name: Example Inc
          saml: {ssoURL: https://adfs.example.com/adfs/ls/, ca: adfs-ca, nameId: emailAddress, groups: Group}
        - id: keycloak
          oidc: {issuer: https://keycloak.example.com/realms/ml, clientId: dex, scopes: [openid, email, roles], groups: roles}
      users:
        - {email: on.call@example.com, id: "1"}
`
const other = platform({
  [file]: text =>
    text
      .replace(
        /connectors:[\s\S]*?\n {2}machines: true\n/,
        `${connectors}  kubectl: {clientId: cli}\n`
      )
      .replace('alb:\n', 'alb:\n    scheme: internet-facing\n')
})
const variant = other.build('staging', 'dex')

function configOf(things: readonly Thing[]): Fields {
  return load(find(things, 'ConfigMap auth/dex').data?.['config.yaml'] ?? '') as Fields
}

/** Maps the keys of a Secret to their sources. */
function secretOf(things: readonly Thing[], name: string): Readonly<Record<string, string>> {
  const { spec } = find(things, `ExternalSecret auth/${name}`)
  const pairs = list(spec, 'data').map(({ secretKey, remoteRef }) => {
    return [secretKey, `${at(remoteRef, 'key')} ${at(remoteRef, 'property')}`]
  })
  return Object.fromEntries(pairs)
}

test.each([
  ['the example', staging],
  ['a variant with everything', variant]
])('contains no secret for %s, and only settings that Dex has', (_, { objects, base, patches }) => {
  expect(additions(patches, base)).toEqual([])
  expect(objects.filter(({ kind }) => kind === 'Secret')).toEqual([])
  const text = JSON.stringify(configOf(objects))
  expect(text).not.toMatch(/insecure(NoSSL|SkipVerify|SkipSignature)/)
  expect(Object.keys(configOf(objects)).sort()).toEqual(
    [...new Set([...Object.keys(configOf(base)), 'connectors'])].sort()
  )
})

test('has the issuer that oauth2-proxy and the gateway expect', () => {
  const config = configOf(staging.objects)
  expect(config.issuer).toBe('https://staging.kubeflow.example.com/dex')
  expect(config.staticClients).toEqual([
    {
      id: 'kubeflow',
      name: 'Kubeflow',
      secretEnv: 'OIDC_CLIENT_SECRET',
      redirectURIs: ['https://staging.kubeflow.example.com/oauth2/callback']
    }
  ])
  const rest = { ...config, issuer: '', staticClients: [], staticPasswords: [] }
  const base = configOf(staging.base)
  expect([at(rest, 'storage'), at(rest, 'web'), at(rest, 'oauth2')]).toEqual([
    base.storage,
    base.web,
    base.oauth2
  ])
})

test('knows only people in the file', () => {
  const config = configOf(staging.objects)
  expect([config.enablePasswordDB, config.staticPasswords]).toEqual([false, []])
  const [container] = list(podOf(find(staging.objects, 'Deployment auth/dex')), 'containers')
  expect(container?.envFrom).toEqual([
    { secretRef: { name: 'dex-oidc-client' } },
    { secretRef: { name: 'dex-connectors' } }
  ])
})

describe('connectors', () => {
  const [ldap, saml, oidc] = list(configOf(variant.objects), 'connectors')

  test('LDAP', () => {
    expect(list(configOf(staging.objects), 'connectors')).toEqual([
      {
        type: 'ldap',
        id: 'ldap',
        name: 'Example Inc',
        config: {
          host: 'ldap.example.com:636',
          bindDN: 'cn=dex,ou=services,dc=example,dc=com',
          bindPW: '$CONNECTOR_ldap',
          userSearch: {
            baseDN: 'ou=people,dc=example,dc=com',
            filter: '(objectClass=person)',
            username: 'mail',
            idAttr: 'uid',
            emailAttr: 'mail',
            nameAttr: 'cn'
          },
          groupSearch: {
            baseDN: 'ou=groups,dc=example,dc=com',
            userMatchers: [{ userAttr: 'DN', groupAttr: 'member' }],
            nameAttr: 'cn'
          }
        }
      }
    ])
    expect(ldap?.config).toMatchObject({
      startTLS: true,
      rootCA: '/etc/dex/certificates/ldap.crt'
    })
  })

  test('SAML', () => {
    expect(saml).toEqual({
      type: 'saml',
      id: 'adfs',
      name: 'Example Inc',
      config: {
        ssoURL: 'https://adfs.example.com/adfs/ls/',
        ca: '/etc/dex/certificates/adfs.crt',
        entityIssuer: 'https://staging.kubeflow.example.com/dex/callback',
        redirectURI: 'https://staging.kubeflow.example.com/dex/callback',
        nameIDPolicyFormat: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
        usernameAttr: 'name',
        emailAttr: 'email',
        groupsAttr: 'Group'
      }
    })
  })

  test('OpenID Connect', () => {
    expect(oidc).toEqual({
      type: 'oidc',
      id: 'keycloak',
      name: 'keycloak',
      config: {
        issuer: 'https://keycloak.example.com/realms/ml',
        clientID: 'dex',
        clientSecret: '$CONNECTOR_keycloak',
        redirectURI: 'https://staging.kubeflow.example.com/dex/callback',
        scopes: ['email', 'roles'],
        insecureEnableGroups: true,
        overrideClaimMapping: true,
        claimMapping: { email: 'email', groups: 'roles' }
      }
    })
  })

  test('find their certificates', () => {
    const pod = podOf(find(variant.objects, 'Deployment auth/dex'))
    const [volume] = list(pod, 'volumes').filter(({ name }) => name === 'certificates')
    expect(list(volume, 'projected', 'sources')).toEqual([
      { configMap: { name: 'ldap-ca', items: [{ key: 'ca.crt', path: 'ldap.crt' }] } },
      { configMap: { name: 'adfs-ca', items: [{ key: 'ca.crt', path: 'adfs.crt' }] } }
    ])
    const mounts = list(pod, 'containers', 0, 'volumeMounts')
    expect(mounts.map(({ name, mountPath }) => `${name} ${mountPath}`).sort()).toEqual([
      'certificates /etc/dex/certificates',
      'config /etc/dex/cfg'
    ])
  })

  test('find their secrets', () => {
    expect(secretOf(variant.objects, 'dex-oidc-client')).toEqual({
      OIDC_CLIENT_SECRET: 'kubeflow/staging/auth client-secret'
    })
    expect(secretOf(variant.objects, 'dex-connectors')).toEqual({
      CONNECTOR_ldap: 'kubeflow/staging/auth/connectors ldap',
      CONNECTOR_keycloak: 'kubeflow/staging/auth/connectors keycloak'
    })
  })
})

test('takes the passwords of users without a directory from the store', () => {
  const config = configOf(variant.objects)
  const variable = variableOf('PASSWORD', 'on.call@example.com')
  expect([config.enablePasswordDB, config.staticPasswords]).toEqual([
    true,
    [
      {
        email: 'on.call@example.com',
        username: 'on.call@example.com',
        userID: '1',
        hashFromEnv: variable
      }
    ]
  ])
  expect(secretOf(variant.objects, 'dex-passwords')).toEqual({
    [variable]: 'kubeflow/staging/auth/passwords on.call@example.com'
  })
  const [container] = list(podOf(find(variant.objects, 'Deployment auth/dex')), 'containers')
  expect(list(container, 'envFrom').map(({ secretRef }) => at(secretRef, 'name'))).toEqual([
    'dex-oidc-client',
    'dex-passwords',
    'dex-connectors'
  ])
})

test('never shares a variable between two secrets', () => {
  const keys = ['a.b@x.io', 'a-b@x.io', 'a_b@x.io', 'A.b@x.io', 'a_2Eb@x.io']
  const names = keys.map(key => variableOf('PASSWORD', key))
  expect(new Set(names).size).toBe(keys.length)
  for (const name of names) expect(name).toMatch(/^[A-Za-z_][A-Za-z0-9_]*$/)
})

test('gives kubectl a client of its own, which needs no secret', () => {
  expect(list(configOf(variant.objects), 'staticClients')[1]).toEqual({
    id: 'cli',
    name: 'kubectl',
    public: true,
    redirectURIs: ['http://localhost:8000', 'http://localhost:18000']
  })
})

test('replaces the pod when settings change', () => {
  const stamp = (things: readonly Thing[]) => {
    const { spec } = find(things, 'Deployment auth/dex')
    return at(spec, 'template', 'metadata', 'annotations', 'tenantry.dev/settings')
  }
  expect(stamp(staging.objects)).toMatch(/^[0-9a-f]+$/)
  expect(stamp(variant.objects)).not.toBe(stamp(staging.objects))
})
