import { load } from 'js-yaml'
import { describe, expect, test } from 'vitest'
import { parts } from '../../../charts/platform/compile-platform.ts'
import { groupMap } from '../../../charts/platform/group-map.ts'
import * as mesh from '../../mesh/decide.ts'
import type { Request } from '../../mesh/request.ts'
import { additions } from '../../overlay/patches.ts'
import { platform } from '../../overlay/platform.ts'
import { settingsOf } from '../../overlay/settings.ts'
import { at, type Fields, find, list, type Thing } from '../../overlay/thing.ts'
import { variables } from '../../overlay/variables.ts'

const workload = 'Deployment oauth2-proxy/oauth2-proxy'
const issuer = 'https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbCdEfGhI'
const file = 'platform/clusters/production.yaml'
const external =
  'external: {issuer: https://login.example.com/realms/ml, clientId: kubeflow, email: upn, unverified: true}'
const example = platform()
const other = platform({
  [file]: text =>
    text
      .replace(/cognito: \{.*\}/, external)
      .replace(/ {2}registration: closed\n.*\n.*\n/, '  header: x-user\n')
})

const production = example.build('production', 'auth')
const staging = example.build('staging', 'auth')
const variant = other.build('production', 'auth')
const builds = [
  ['cognito', production],
  ['dex', staging],
  ['external', variant]
] as const

function proxyOf(things: readonly Thing[]): Readonly<Record<string, unknown>> {
  const config = find(things, 'ConfigMap oauth2-proxy/oauth2-proxy')
  return settingsOf(config.data?.['oauth2_proxy.cfg'] ?? '')
}

/** The single JWT rule of the gateway, for people or for machines. */
function ruleOf(things: readonly Thing[], name: string): Fields {
  const { spec } = find(things, `RequestAuthentication istio-system/${name}`)
  expect(at(spec, 'selector', 'matchLabels')).toEqual({ app: 'istio-ingressgateway' })
  const [rule, ...more] = list(spec, 'jwtRules')
  expect(more).toEqual([])
  return rule ?? {}
}

const gateway = { namespace: 'istio-system', labels: { app: 'istio-ingressgateway' } }

function isDenied(things: readonly Thing[], request: Request): boolean {
  return mesh.isDenied(things, gateway, request)
}

function at8080(headers: Readonly<Record<string, string>>, path = '/'): Request {
  return { port: 8080, http: { method: 'OPTIONS', path, headers } }
}

function headersOf(rule: Fields): Readonly<Record<string, unknown>> {
  const pairs = list(rule, 'outputClaimToHeaders').map(({ header, claim }) => [header, claim])
  return Object.fromEntries(pairs)
}

describe.each(builds)('%s', (provider, { objects, base, patches }) => {
  test('has the same issuer and client everywhere', () => {
    const proxy = proxyOf(objects)
    const rule = ruleOf(objects, 'dex-jwt')
    expect(proxy.oidc_issuer_url).toBe(rule.issuer)
    expect(rule.audiences).toEqual([proxy.client_id])
    expect(String(rule.issuer)).toMatch(/^https:/)
    expect(headersOf(rule)).toMatchObject({ 'kubeflow-groups': proxy.oidc_groups_claim })
    expect(Object.values(headersOf(rule))).toContain(proxy.oidc_email_claim)
  })

  test('verifies TLS, and sends the cookie over TLS only', () => {
    expect(variables(objects, workload, 'oauth2-proxy')).toMatchObject({
      OAUTH2_PROXY_COOKIE_SECURE: 'true',
      OAUTH2_PROXY_SSL_INSECURE_SKIP_VERIFY: 'false',
      OAUTH2_PROXY_SKIP_JWT_BEARER_TOKENS: 'false'
    })
  })

  test('takes its secrets from the store, and the client from its file', () => {
    const seen = variables(objects, workload, 'oauth2-proxy')
    expect(seen.OAUTH2_PROXY_CLIENT_SECRET).toBe('Secret oauth2-proxy client-secret')
    expect(seen.OAUTH2_PROXY_COOKIE_SECRET).toBe('Secret oauth2-proxy cookie-secret')
    // An environment variable would override the file.
    expect(seen).not.toHaveProperty('OAUTH2_PROXY_CLIENT_ID')
    const { spec } = find(objects, 'ExternalSecret oauth2-proxy/oauth2-proxy')
    expect(list(spec, 'data').map(({ secretKey }) => secretKey)).toEqual([
      'client-secret',
      'cookie-secret'
    ])
    expect(objects.filter(({ kind }) => kind === 'Secret')).toEqual([])
  })

  test('lets nobody past without signing in', () => {
    const signIn = provider === 'dex' ? ['/dex/*', '/dex/**', '/oauth2/*'] : ['/oauth2/*']
    const host = provider === 'dex' ? 'models.staging.example.com' : 'models.example.com'
    const open = [
      { notPaths: signIn, notHosts: [host], notPorts: ['15021'] },
      { hosts: [host], notPaths: ['/serving/*'], notPorts: ['15021'] }
    ]
    const names = ['istio-ingressgateway-oauth2-proxy', 'istio-ingressgateway-require-jwt']
    for (const name of names) {
      const wanted = find(base, `AuthorizationPolicy istio-system/${name}`)
      const { spec } = find(objects, `AuthorizationPolicy istio-system/${name}`)
      const [rule, ...more] = list(spec, 'rules')
      expect(more).toEqual([])
      expect(at(rule, 'to')).toEqual(open.map(operation => ({ operation })))
      // The principals are Kubeflow's own; only the paths are ours.
      const [first] = list(wanted.spec, 'rules')
      expect({ ...spec, rules: [{ ...rule, to: first?.to }] }).toEqual(wanted.spec)
    }
  })

  test('patches only settings that Kubeflow has', () => {
    expect(additions(patches, base)).toEqual([])
    const own = Object.keys(proxyOf(objects)).filter(name => !(name in proxyOf(base)))
    expect(own).toEqual([
      'client_id',
      'oidc_email_claim',
      'oidc_groups_claim',
      'insecure_oidc_allow_unverified_email',
      'whitelist_domains'
    ])
  })
})

test('asks Cognito directly', () => {
  const proxy = proxyOf(production.objects)
  expect(proxy).toMatchObject({
    oidc_issuer_url: issuer,
    oidc_groups_claim: 'cognito:groups',
    redirect_url: 'https://kubeflow.example.com/oauth2/callback',
    whitelist_domains: ['auth.kubeflow.example.com'],
    email_domains: ['example.com']
  })
  for (const name of ['skip_oidc_discovery', 'login_url', 'prompt', 'skip_auth_routes']) {
    expect(proxy).not.toHaveProperty(name)
  }
  expect(ruleOf(production.objects, 'dex-jwt')).toMatchObject({
    issuer,
    jwksUri: `${issuer}/.well-known/jwks.json`
  })
})

test('asks Dex inside the cluster under its public name', () => {
  const proxy = proxyOf(staging.objects)
  const inside = 'http://dex.auth.svc.cluster.local:5556/dex'
  expect(proxy).toMatchObject({
    oidc_issuer_url: 'https://staging.kubeflow.example.com/dex',
    login_url: 'https://staging.kubeflow.example.com/dex/auth',
    redeem_url: `${inside}/token`,
    oidc_jwks_url: `${inside}/keys`
  })
  expect(ruleOf(staging.objects, 'dex-jwt').jwksUri).toBe(`${inside}/keys`)
})

test("renews a session before Cognito's token expires, and updates the cookie", () => {
  expect(proxyOf(production.objects).cookie_refresh).toBe('30m')
  const { objects, base } = example.build('production', 'mesh')
  const meshOf = (things: readonly Thing[]) => {
    return load(find(things, 'ConfigMap istio-system/istio').data?.mesh ?? '') as Fields
  }
  const proxy = (mesh: Fields) => list(mesh, 'extensionProviders')[0]?.envoyExtAuthzHttp as Fields
  const { headersToDownstreamOnAllow, ...rest } = proxy(meshOf(objects))
  expect(headersToDownstreamOnAllow).toEqual(['set-cookie'])
  expect(rest).toEqual(proxy(meshOf(base)))
  const { extensionProviders: ours, ...own } = meshOf(objects)
  const { extensionProviders: theirs, ...upstream } = meshOf(base)
  expect([own, list(ours).length]).toEqual([upstream, list(theirs).length])
})

describe('the header that names the person', () => {
  test('is set by name and claim as the file says', () => {
    expect(headersOf(ruleOf(production.objects, 'dex-jwt'))).toMatchObject({
      'kubeflow-userid': 'email'
    })
    expect(headersOf(ruleOf(variant.objects, 'dex-jwt'))).toMatchObject({ 'x-user': 'upn' })
  })

  test('never contains an unverified e-mail, unless the file trusts them', () => {
    const header = 'kubeflow-email-verified'
    const name = 'AuthorizationPolicy istio-system/unverified-email'
    expect(headersOf(ruleOf(production.objects, 'dex-jwt'))[header]).toBe('email_verified')
    const { spec } = find(production.objects, name)
    expect(at(spec, 'selector')).toEqual({ matchLabels: { app: 'istio-ingressgateway' } })
    const isKeptOut = (iss: string, headers: Readonly<Record<string, string>>) =>
      isDenied(production.objects, {
        ...at8080({ ...headers, 'kubeflow-userid': 'alice@example.com' }),
        requestPrincipal: `${iss}/1`,
        claims: { iss }
      })
    expect(isKeptOut(issuer, { [header]: 'true' })).toBe(false)
    for (const headers of [{ [header]: 'false' }, { [header]: 'False' }, {}]) {
      expect(isKeptOut(issuer, headers)).toBe(true)
    }
    expect(isKeptOut('https://oidc.eks.eu-central-1.amazonaws.com/id/0', {})).toBe(false)
    expect(proxyOf(production.objects).insecure_oidc_allow_unverified_email).toBe(false)
    expect(() => find(variant.objects, name)).toThrow('0 objects')
    expect(proxyOf(variant.objects).insecure_oidc_allow_unverified_email).toBe(true)
  })
})

describe('without a token', () => {
  const preflight = {
    origin: 'https://evil.example.com',
    'access-control-request-method': 'GET'
  }

  test('nobody tells the gateway who they are, not even in a CORS preflight', () => {
    for (const [{ objects }, name] of [
      [production, 'kubeflow-userid'],
      [staging, 'kubeflow-userid'],
      [variant, 'x-user']
    ] as const) {
      for (const path of ['/', '/oauth2/start', '/dex/auth', '/serving/pricing/price-list/']) {
        const request = at8080({ ...preflight, [name]: 'alice@example.com' }, path)
        expect(isDenied(objects, request)).toBe(true)
      }
    }
  })

  test('everybody reaches the sign-in page', () => {
    expect(isDenied(staging.objects, at8080({}, '/dex/auth?client_id=kubeflow'))).toBe(false)
    expect(isDenied(production.objects, at8080({}, '/oauth2/start'))).toBe(false)
    expect(isDenied(production.objects, at8080({}, '/pipeline/'))).toBe(true)
  })
})

test('no DENY policy shuts the ports that take no requests', () => {
  for (const { objects } of [production, staging, variant]) {
    expect(mesh.isDenied(objects, gateway, { port: 15021 })).toBe(false)
  }
})

describe('machines', () => {
  test('get in with tokens for this address, under their own names', () => {
    const rule = ruleOf(production.objects, 'machines')
    expect(rule.issuer).toBe(
      'https://oidc.eks.eu-central-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF'
    )
    expect(rule.audiences).toEqual(['https://kubeflow.example.com'])
    expect(headersOf(rule)['kubeflow-userid']).toBe('sub')
  })

  test('stay out unless the file lets them in', () => {
    expect(() => find(variant.objects, 'RequestAuthentication istio-system/machines')).toThrow()
  })
})

describe('groups', () => {
  test('include those that contain them, for the function of the pool', () => {
    const [cluster] = example.clusters.filter(({ name }) => name === 'production')
    const part =
      cluster && parts(example.model, cluster).find(each => each.component.name === 'auth')
    const map = part?.files.find(({ path }) => path.endsWith('/group-map.json'))
    expect(JSON.parse(map?.text ?? '')).toEqual({
      'fraud-analysts': ['fraud-analysts'],
      'fraud-seniors': ['fraud-analysts', 'fraud-seniors'],
      'ml-platform': ['ml-platform']
    })
  })

  test('that contain each other become the same', () => {
    const groups = { a: ['group:b'], b: ['group:c'], c: ['group:a'] }
    const all = ['a', 'b', 'c']
    expect(groupMap({ groups })).toEqual({ a: all, b: all, c: all })
  })
})
