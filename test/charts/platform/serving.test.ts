import { describe, expect, test } from 'vitest'
import { manifests } from '../../../charts/tenant/compile-tenant.ts'
import { neighbourhoodsFrom, openingOf } from '../../../charts/tenant/givers.ts'
import type { Tenant } from '../../../src/model/tenant.ts'
import * as mesh from '../../mesh/decide.ts'
import type { Request } from '../../mesh/request.ts'
import { isDenied } from '../../overlay/mesh.ts'
import { additions } from '../../overlay/patches.ts'
import { platform } from '../../overlay/platform.ts'
import { at, type Fields, find, list, type Thing } from '../../overlay/thing.ts'

const example = platform()
const other = platform({
  'platform/clusters/production.yaml': text =>
    text
      .replace(
        /serving:\n {2}public: .*/,
        'serving: {public: {host: answers.example.com}, domain: models.example.com}'
      )
      .replace('machines: true', 'machines: false\n  header: x-user')
})
const { objects, base, patches } = example.build('production', 'serving')
const variant = other.build('production', 'serving').objects
const gateways = example.build('production', 'mesh').objects
const neighbourhoodOf = neighbourhoodsFrom(example.model.tenants.map(openingOf))
const inference = 'ConfigMap kubeflow/inferenceservice-config'

test('patches only settings that Kubeflow has, and the domain', () => {
  expect(additions(patches, base)).toEqual([
    'ConfigMap knative-serving/config-domain kubeflow.example.com',
    'ConfigMap knative-serving/config-network autocreate-cluster-domain-claims',
    'ConfigMap knative-serving/config-network mesh-compatibility-mode'
  ])
})

test("serves models only below the cluster's domain, or one of their own", () => {
  const domains = (things: readonly Thing[]) => {
    const { data = {} } = find(things, 'ConfigMap knative-serving/config-domain')
    return Object.keys(data).filter(key => !key.startsWith('_'))
  }
  const ways = (things: readonly Thing[]) =>
    JSON.parse(find(things, inference).data?.ingress ?? '') as Fields
  expect(domains(base)).toEqual(['example.com'])
  expect(domains(objects)).toEqual(['kubeflow.example.com'])
  expect(domains(variant)).toEqual(['models.example.com'])
  const { pathTemplate, ...rest } = ways(base)
  expect(pathTemplate).toBeDefined()
  expect(ways(objects)).toEqual({
    ...rest,
    // `scorer-fraud` of `analytics` and `scorer` of `fraud-analytics` must not share a host.
    domainTemplate: '{{ .Name }}--{{ .Namespace }}.{{ .IngressDomain }}',
    // The guards refuse an Ingress, without which a model in Standard mode would never be ready.
    disableIngressCreation: true,
    ingressDomain: 'kubeflow.example.com',
    urlScheme: 'https'
  })
  expect(ways(variant).ingressDomain).toBe('models.example.com')
})

test('lets no tenant claim a host', () => {
  const { data } = find(objects, 'ConfigMap knative-serving/config-network')
  expect(data?.['autocreate-cluster-domain-claims']).toBe('false')
})

test("changes nothing else in KServe's settings, and its page uses the same header", () => {
  const { ingress, ...rest } = find(objects, inference).data ?? {}
  expect({ ...rest, ingress: find(base, inference).data?.ingress }).toEqual(
    find(base, inference).data
  )
  expect(ingress).toBeDefined()
  const page = (things: readonly Thing[]) =>
    find(things, 'ConfigMap kubeflow/kserve-models-web-app-config').data
  expect(page(objects)).toMatchObject({ USERID_HEADER: 'kubeflow-userid', USERID_PREFIX: '' })
  expect(page(variant)).toMatchObject({ USERID_HEADER: 'x-user' })
})

test('an idle model learns who calls it, by the certificate of the activator', () => {
  const pods = find(objects, 'Deployment knative-serving/activator')
  const { spec } = find(objects, 'Sidecar knative-serving/activator')
  expect(at(pods.spec, 'template', 'metadata', 'labels')).toMatchObject(
    at(spec, 'workloadSelector', 'labels') as Fields
  )
  expect(at(spec, 'egress')).toEqual([{ hosts: ['*/*'] }])
  // By default it tries pods by their addresses, to which it would send no certificate.
  const { data } = find(objects, 'ConfigMap knative-serving/config-network')
  expect(data?.['mesh-compatibility-mode']).toBe('enabled')
})

describe('the caller of a model', () => {
  const rulesOf = (things: readonly Thing[]) =>
    list(find(things, 'RequestAuthentication istio-system/model-callers').spec, 'jwtRules')
  test("is taken from tokens of the same issuers, and a machine's is for models only", () => {
    const auth = example.build('production', 'auth').objects
    const [people, machine, ...more] = ['dex-jwt', 'machines'].flatMap(name =>
      list(find(auth, `RequestAuthentication istio-system/${name}`).spec, 'jwtRules')
    )
    expect(more).toEqual([])
    expect(rulesOf(objects)).toEqual([
      people,
      { ...machine, audiences: ['https://kubeflow.example.com/serving'] }
    ])
    expect(machine?.audiences).toEqual(['https://kubeflow.example.com'])
    const without = other.build('production', 'auth').objects
    expect(rulesOf(variant)).toEqual(
      list(find(without, 'RequestAuthentication istio-system/dex-jwt').spec, 'jwtRules')
    )
  })

  test('is in the header that tenants read, set by the local gateway', () => {
    const headers = rulesOf(objects).map(rule =>
      list(rule, 'outputClaimToHeaders').map(({ header }) => header)
    )
    for (const each of headers) expect(each).toContain('kubeflow-userid')
    const gateway = find(gateways, 'Deployment istio-system/cluster-local-gateway')
    const labels = at(gateway.spec, 'template', 'metadata', 'labels') as Fields
    const found = objects.filter(({ metadata }) => metadata.name.startsWith('model-callers'))
    expect(found).toHaveLength(3)
    for (const { spec } of found) {
      expect(labels).toMatchObject(at(spec, 'selector', 'matchLabels') as Fields)
    }
  })

  test('is told by nobody else, not even in a CORS preflight', () => {
    const workload = 'Deployment istio-system/cluster-local-gateway'
    const call = (more: Partial<Request>, headers: Readonly<Record<string, string>>): Request => ({
      port: 8081,
      http: { method: 'OPTIONS', path: '/v1/models/m:predict', headers },
      ...more
    })
    const name = { 'kubeflow-userid': 'alice@example.com' }
    const all = [...objects, ...gateways]
    expect(isDenied(all, workload, call({}, name))).toBe(true)
    expect(isDenied(all, workload, call({}, {}))).toBe(false)
    const requestPrincipal = 'https://oidc.example.com/system:serviceaccount:ci:deployer'
    expect(isDenied(all, workload, call({ requestPrincipal }, name))).toBe(false)
  })

  test('never hands over a token to a model, nor to anybody behind the gateway', () => {
    const auth = example.build('production', 'auth').objects
    const rules = [...objects, ...auth]
      .filter(({ kind }) => kind === 'RequestAuthentication')
      .flatMap(({ spec }) => list(spec, 'jwtRules'))
    expect(rules).toHaveLength(4)
    for (const rule of rules) expect(rule.forwardOriginalToken).toBe(false)
  })

  test('can be told to the activator only by gateways', () => {
    const path = 'AuthorizationPolicy knative-serving/activator-service'
    expect(list(find(base, path).spec, 'rules')).toEqual([{}])
    const { spec } = find(objects, path)
    expect(list(spec, 'rules')).toEqual([
      {
        from: [
          {
            source: {
              principals: [
                'cluster.local/ns/istio-system/sa/cluster-local-gateway-service-account',
                'cluster.local/ns/istio-system/sa/istio-ingressgateway-service-account'
              ]
            }
          }
        ]
      },
      { to: [{ operation: { ports: ['9090'] } }] }
    ])
    expect(at(spec, 'selector')).toEqual(at(find(base, path).spec, 'selector'))
    const pods = find(objects, 'Deployment knative-serving/activator')
    const ports = list(pods.spec, 'template', 'spec', 'containers', 0, 'ports')
    expect(ports.find(({ name }) => name === 'metrics')?.containerPort).toBe(9090)
  })
})

describe('a public model', () => {
  const tenant = example.model.tenants.find(({ cluster, serving }) => {
    return cluster.name === 'production' && serving.public.length > 0
  })
  const [model = ''] = tenant?.serving.public ?? []
  const inside = (of: Tenant | undefined) => {
    if (!of) throw new Error('no tenant has a public model')
    return manifests(of, neighbourhoodOf(of)).namespace as Thing[]
  }
  const path = `/serving/${tenant?.name}/${model}/`
  const host = 'models.example.com'

  test.each([
    ['istio-ingressgateway-oauth2-proxy', 'CUSTOM'],
    ['istio-ingressgateway-require-jwt', 'DENY']
  ])('is exempt from %s at its host, and nothing else is', (name, action) => {
    const mustSignIn = (on: typeof example, host: string, path: string) => {
      const { spec, ...policy } = find(
        on.build('production', 'auth').objects,
        `AuthorizationPolicy istio-system/${name}`
      )
      expect(at(spec, 'action')).toBe(action)
      const gateway = { namespace: 'istio-system', labels: { app: 'istio-ingressgateway' } }
      const denial = { ...policy, spec: { ...spec, action: 'DENY' } }
      return mesh.isDenied([denial], gateway, { port: 8080, http: { method: 'GET', path, host } })
    }
    const predict = `${path}v1/models/${model}:predict`
    expect(mustSignIn(example, host, predict)).toBe(false)
    expect(mustSignIn(example, 'Models.Example.com', predict)).toBe(false)
    for (const path of ['/', '/notebook/fraud/x/', '/pipeline/', '/servings/fraud/x/'])
      expect(mustSignIn(example, host, path)).toBe(true)
    // A PVCViewer could be at this path of the dashboard's host.
    for (const elsewhere of ['kubeflow.example.com', 'evil.example.com', `${host}:8080`])
      expect(mustSignIn(example, elsewhere, predict)).toBe(true)
    expect(mustSignIn(other, host, predict)).toBe(true)
  })

  test('has a host to which nothing else is routed', () => {
    const [gateway, rest] = ['Gateway', 'VirtualService'].map(kind =>
      find(objects, `${kind} istio-system/public-models`)
    )
    expect(list(gateway?.spec, 'servers').map(({ hosts }) => hosts)).toEqual([[host]])
    const pods = find(gateways, 'Deployment istio-system/istio-ingressgateway')
    expect(at(pods.spec, 'template', 'metadata', 'labels')).toMatchObject(
      at(gateway?.spec, 'selector') as Fields
    )
    expect(at(rest?.spec, 'http')).toEqual([{ directResponse: { status: 404 } }])
    const named = 'istio-system/public-models'
    const own = inside(tenant).find(({ kind }) => kind === 'VirtualService')
    for (const { spec } of [rest, own].flatMap(each => each ?? [])) {
      expect([at(spec, 'hosts'), at(spec, 'gateways')]).toEqual([[host], [named]])
    }
  })

  test('learns neither the token nor the cookie of its callers, leaves none with them and runs no script', () => {
    const route = inside(tenant).find(({ kind }) => kind === 'VirtualService')
    const headers = at(route?.spec, 'http', 0, 'headers')
    expect(at(headers, 'request', 'remove')).toEqual(['authorization', 'cookie'])
    expect(at(headers, 'response')).toEqual({
      set: { 'Content-Security-Policy': 'sandbox' },
      remove: ['clear-site-data', 'set-cookie']
    })
  })

  test('has the only route below its path, through the local gateway', () => {
    const routes = example.model.tenants.flatMap(tenant =>
      (manifests(tenant, neighbourhoodOf(tenant)).namespace as Thing[])
        .filter(({ kind }) => kind === 'VirtualService')
        .map(({ spec }) => ({ tenant, prefix: at(spec, 'http', 0, 'match', 0, 'uri', 'prefix') }))
    )
    for (const { tenant, prefix } of routes) {
      const [, , namespace, model] = String(prefix).split('/')
      expect([namespace, tenant.serving.public]).toEqual([
        tenant.name,
        expect.arrayContaining([model])
      ])
    }
    const route = inside(tenant).find(({ kind }) => kind === 'VirtualService')
    expect(at(route?.spec, 'http', 0, 'match', 0, 'uri', 'prefix')).toBe(path)
    const to = String(at(route?.spec, 'http', 0, 'route', 0, 'destination', 'host'))
    const service = find(objects, `Service istio-system/${to.split('.')[0]}`)
    expect(at(service.spec, 'selector')).toMatchObject({ app: 'cluster-local-gateway' })
  })

  test("lets everybody in, while the tenant's other models admit only those listed", () => {
    const policies = inside(tenant).filter(({ kind }) => kind === 'AuthorizationPolicy')
    const named = (name: string) => policies.find(({ metadata }) => metadata.name === name)?.spec
    const own = list(named(`model-${model}`), 'rules')
    expect(own.map(rule => Object.keys(rule))).toEqual([['from', 'to']])
    expect(at(named(`model-${model}`), 'selector', 'matchLabels')).toEqual({
      'serving.kserve.io/inferenceservice': model
    })
    const rest = list(named('models'), 'rules')
    expect(rest.map(rule => Object.keys(rule))).toEqual([['from', 'to', 'when']])
  })
})
