import type { Fields } from '../thing.ts'
import { type Try, thing } from './try.ts'

const gateway = 'kubeflow/kubeflow-gateway'
const models = 'knative-local-gateway.istio-system.svc.cluster.local'
const local = 'try.fraud.svc.cluster.local'
const match = [{ uri: { prefix: '/notebook/fraud/try/' } }]
const to = (host: string) => ({ destination: { host, port: { number: 80 } } })
const route = [to(local)]
const http = { match, route }

function virtual(spec: Fields, version = 'v1', name = 'fraud/try') {
  const whole = { gateways: [gateway], hosts: ['*'], ...spec }
  return thing(`networking.istio.io/${version} VirtualService ${name}`, { spec: whole })
}

/** What nobody may do but git: a controller makes routes of what people write. */
function refused(what: string, spec: Fields, version?: string): Try {
  const by = { notebooks: false, operator: false, narrow: true }
  return { what: `make a route ${what}`, by, change: { make: virtual(spec, version) } }
}

function passed(what: string, spec: Fields): Try {
  const by = { notebooks: true, operator: true, narrow: true }
  return { what: `make a route ${what}`, by, change: { make: virtual(spec) } }
}

const set = (name: string, value = 'x') => ({ request: { set: { [name]: value } } })
const forged = set('kubeflow-userid', 'alice@example.com')

const headers: readonly Try[] = [
  refused('that says who sent it', { http: [{ ...http, headers: forged }] }),
  refused('that says so in other letters', {
    http: [{ ...http, headers: set('KubeFlow-UserId') }]
  }),
  refused('that says so in an old version', { http: [{ ...http, headers: forged }] }, 'v1alpha3'),
  refused('that says so in another version', { http: [{ ...http, headers: forged }] }, 'v1beta1'),
  refused('that adds who sent it', {
    http: [{ ...http, headers: { request: { add: { 'kubeflow-userid': 'x' } } } }]
  }),
  refused('that forgets who sent it', {
    http: [{ ...http, headers: { request: { remove: ['Kubeflow-userid'] } } }]
  }),
  refused('that says who sent it at a destination', {
    http: [{ match, route: [{ ...to(local), headers: forged }] }]
  }),
  refused('that says it in the second of two', {
    http: [http, { match, route: [to(local), { ...to(local), headers: set('kubeflow-groups') }] }]
  }),
  refused('to another host', {
    http: [{ ...http, headers: set('Host', 'nb.vision.svc.cluster.local') }]
  }),
  passed('with a header of its own', {
    http: [{ ...http, headers: set('X-RStudio-Root-Path', '/notebook/fraud/try/') }]
  }),
  passed('that forgets a token', {
    http: [{ ...http, headers: { request: { remove: ['Authorization'] } } }]
  })
]

const destinations: readonly Try[] = [
  refused('to another tenant', { http: [{ match, route: [to('nb.vision.svc.cluster.local')] }] }),
  refused('to another tenant, with a dot at the end', {
    http: [{ match, route: [to('nb.vision.svc.cluster.local.')] }]
  }),
  refused('to another tenant in capitals', {
    http: [{ match, route: [to('NB.VISION.svc.cluster.local')] }]
  }),
  refused('to the dashboard, with little weight', {
    http: [
      {
        match,
        route: [
          { ...to(local), weight: 99 },
          { ...to('jupyter-web-app-service.kubeflow.svc.cluster.local'), weight: 1 }
        ]
      }
    ]
  }),
  refused('to the gateway of models', { http: [{ match, route: [to(models)] }] }),
  refused('that is copied to another tenant', {
    http: [{ ...http, mirror: { host: 'nb.vision.svc.cluster.local' } }]
  }),
  refused('that is copied to several', {
    http: [{ ...http, mirrors: [to('nb.vision.svc.cluster.local')] }]
  }),
  refused('by a route of others', {
    http: [{ match, delegate: { name: 'nb', namespace: 'vision' } }]
  }),
  refused('that takes another name', {
    http: [{ ...http, rewrite: { authority: 'nb.vision.svc.cluster.local' } }]
  }),
  refused('for connections', {
    hosts: [local],
    gateways: ['mesh'],
    tcp: [{ route: [to('nb.vision.svc.cluster.local')] }]
  }),
  passed('to its own Service', { http: [http] }),
  passed('to its own Service by its short name', { http: [{ match, route: [to('try')] }] }),
  passed('that only redirects', { http: [{ match, redirect: { uri: '/' } }] })
]

const others: readonly Try[] = [
  refused('at the paths of another tenant', {
    http: [{ match: [{ uri: { prefix: '/notebook/vision/nb/' } }], route }]
  }),
  refused('at the paths of public models', {
    http: [{ match: [{ uri: { prefix: '/serving/fraud/try/' } }], route }]
  }),
  refused('at every path', { http: [{ route }] }),
  refused('at a pattern of paths', {
    http: [{ match: [{ uri: { regex: '/notebook/.*' } }], route }]
  }),
  refused('at the host of the dashboard', { hosts: ['kubeflow.example.com'], http: [http] }),
  refused("at another tenant's host", {
    hosts: ['nb.vision.svc.cluster.local'],
    gateways: ['mesh'],
    http: [http]
  }),
  refused('at every host of the mesh', { gateways: ['mesh'], http: [http] }),
  refused('at another gateway', { gateways: ['istio-system/other'], http: [http] })
]

/** What other controllers of Kubeflow make. */
const pages = [
  ['of a TensorBoard', '/tensorboard/fraud/try/'],
  ['of a volume', '/pvcviewers/fraud/try/']
].map(([what = '', prefix]) =>
  passed(what, {
    http: [{ match: [{ uri: { prefix } }], rewrite: { uri: '/' }, route, timeout: '300s' }]
  })
)

/** What Knative and KServe make for a model. */
const hosts = ['try.fraud', 'try.fraud.svc', local, 'try--fraud.models.example.com']
const gateways = ['knative-serving/knative-local-gateway', 'mesh', gateway]
const revision = {
  ...to('try-00001.fraud.svc.cluster.local'),
  headers: set('Knative-Serving-Namespace', 'fraud')
}
const named = {
  request: { set: { Host: 'try-predictor.fraud.svc.cluster.local', 'KServe-Isvc-Name': 'try' } }
}
const model = { hosts, gateways, http: [{ route: [to(models)], headers: named }] }
const old = virtual({ http: [{ ...http, headers: forged }] }, 'v1', 'earlier/old')

export const routes: readonly Try[] = [
  ...headers,
  ...destinations,
  ...others,
  ...pages,
  {
    what: 'make the route of a revision',
    by: { knative: true, operator: true },
    change: { make: virtual({ hosts, gateways, http: [{ route: [revision] }] }) }
  },
  {
    what: 'make the route of a model',
    by: { kserve: true, knative: false, operator: false },
    change: { make: virtual(model) }
  },
  {
    what: 'make the route of a model under the host of the dashboard',
    by: { kserve: false },
    change: { make: virtual({ ...model, hosts: [...hosts, 'kubeflow.example.com'] }) }
  },
  {
    what: 'clean up a route that is older than the guards',
    by: { notebooks: true, operator: true },
    change: { from: old, patch: { metadata: { labels: { a: 'b' } } } }
  },
  {
    what: 'change a route that is older than the guards',
    by: { notebooks: false, operator: false },
    change: { from: old, patch: { spec: { http: [{ ...http, headers: forged, timeout: '9s' }] } } }
  }
]
