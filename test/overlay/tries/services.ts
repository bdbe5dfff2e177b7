import type { Fields } from '../thing.ts'
import { type Try, thing } from './try.ts'
import type { Who } from './who.ts'

const ports = [{ port: 80 }]
const all = ['editor', 'katib', 'knative', 'kserve', 'operator'] as const
const gateway = 'knative-local-gateway.istio-system.svc.cluster.local'

function service(spec: Fields, name = 'fraud/try') {
  return thing(`v1 Service ${name}`, { spec: { ports, ...spec } })
}

/** Which of those who make Services may make this one. */
function attempt(what: string, spec: Fields, pass: readonly Who[]): Try {
  const by = Object.fromEntries(all.map(who => [who, pass.includes(who)]))
  return { what: `make a Service ${what}`, by, change: { make: service(spec) } }
}

function named(what: string, externalName: string, pass: readonly Who[]): Try {
  return attempt(what, { type: 'ExternalName', externalName }, pass)
}

const own = { selector: { app: 'own' } }
const plain = service(own, 'earlier/plain')
const bare = service({}, 'earlier/bare')
const outside = thing(
  'v1 Service earlier/outside',
  { spec: { ports, ...own, type: 'NodePort' } },
  { finalizers: ['example.com/old'] }
)

export const services: readonly Try[] = [
  attempt('for pods', own, all),
  attempt('without an address', { ...own, clusterIP: 'None' }, all),
  attempt('without a selector', {}, ['knative']),
  attempt('with an empty selector', { selector: {} }, ['knative']),
  attempt('on every node', { ...own, type: 'NodePort' }, []),
  attempt('with a load balancer', { ...own, type: 'LoadBalancer' }, []),
  attempt('at an address of others', { ...own, externalIPs: ['10.0.0.5'] }, []),
  named("called like another tenant's", 'nb.vision.svc.cluster.local', []),
  named('called like another, with a dot at the end', `${gateway}.`, []),
  named('that leads to the gateway of models', gateway, ['knative', 'kserve']),
  named('that leads to its own name', 'try.fraud.svc.cluster.local', ['knative']),
  named('that leads to its own host', 'try--fraud.models.example.com', ['knative']),
  named('that leads to a host of another', 'try--vision.models.example.com', []),
  {
    what: 'turn a Service into a name for something else',
    by: { editor: false, operator: false, kserve: false },
    change: {
      from: plain,
      patch: { spec: { type: 'ExternalName', externalName: 'nb.vision.svc.cluster.local' } }
    }
  },
  {
    what: 'change the ports of a Service',
    by: { operator: true, knative: true },
    change: { from: plain, patch: { spec: { ports: [{ port: 81 }] } } }
  },
  {
    what: 'take the selector from a Service, whose addresses stay',
    by: { editor: false, operator: false, knative: true },
    change: { from: plain, patch: { spec: { selector: null } } }
  },
  {
    what: 'label a Service without selector that is older than the guards',
    by: { operator: true, knative: true },
    change: { from: bare, patch: { metadata: { labels: { a: 'b' } } } }
  },
  {
    what: 'clean up a Service that is older than the guards',
    by: { operator: true, knative: true },
    change: { from: outside, patch: { metadata: { finalizers: null } } }
  },
  {
    what: 'change a Service that is older than the guards',
    by: { operator: false, knative: false },
    change: { from: outside, patch: { spec: { ports: [{ port: 81 }] } } }
  }
]
