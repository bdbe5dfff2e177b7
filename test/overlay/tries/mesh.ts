import type { Fields } from '../thing.ts'
import { pod } from './pods.ts'
import { type Try, thing } from './try.ts'
import type { Who } from './who.ts'

const inject = 'sidecar.istio.io/inject'
const tls = { 'security.istio.io/tlsMode': 'istio' }

/** Kubeflow keeps the pods of runs out by an annotation, and those of algorithms and of Spark by a label. */
const apart: readonly Who[] = ['runner', 'jobs', 'replicas', 'spark']
const others: readonly Who[] = ['editor', 'sets']

function make(what: string, metadata: Fields, may: readonly Who[] = []): Try {
  const by = [...apart, ...others].map(who => [who, may.includes(who)])
  return { what, by: Object.fromEntries(by), change: { make: pod({}, metadata) } }
}

const note = (what: string, [key, value]: readonly [string, string], may: readonly Who[] = []) =>
  make(`annotate a pod with ${what}`, { annotations: { [key]: value } }, may)

const traffic = 'traffic.sidecar.istio.io'
const all = [...apart, ...others]

/** What Istio 1.29 writes into each pod with its network plugin. */
const injected = {
  labels: { ...tls, 'service.istio.io/canonical-name': 'try' },
  annotations: {
    'istio.io/rev': 'default',
    'prometheus.io/scrape': 'true',
    'sidecar.istio.io/status': '{"initContainers":["istio-validation","istio-proxy"]}',
    'sidecar.istio.io/interceptionMode': 'REDIRECT',
    [`${traffic}/includeOutboundIPRanges`]: '*',
    [`${traffic}/includeInboundPorts`]: '*',
    [`${traffic}/excludeInboundPorts`]: '15020'
  }
}

const owner = { apiVersion: 'v1', name: 'driver', uid: 'try', controller: true }
const executor = (kind: string): Fields => ({
  labels: { [inject]: 'false', 'spark-role': 'executor' },
  ownerReferences: [{ ...owner, kind }]
})

const there = thing(
  'v1 Pod earlier/outside',
  { spec: { containers: [{ name: 'main', image: 'registry.example.com/main:1' }] } },
  { labels: { [inject]: 'false' }, annotations: { [`${traffic}/excludeInboundPorts`]: '80' } }
)
const change = (what: string, metadata: Fields, may: boolean): Try => ({
  what,
  by: { editor: may },
  change: { from: there, patch: { metadata } }
})

export const mesh: readonly Try[] = [
  make('make a pod that is in the mesh', injected, all),
  make('leave the mesh by a label', { labels: { [inject]: 'false' } }, apart),
  make('leave the mesh by an annotation', { annotations: { [inject]: 'false' } }, apart),
  make('leave the mesh by another word', { labels: { [inject]: 'no' } }, apart),
  make('say that a pod is in the mesh', { labels: { [inject]: 'true' } }, all),
  make('run an executor of Spark outside of the mesh', executor('Pod'), all),
  make('leave the mesh like an executor of something else', executor('Workload'), apart),
  make(
    'leave the mesh like an executor of nobody',
    { labels: { [inject]: 'false', 'spark-role': 'executor' } },
    apart
  ),
  make('leave the mesh and look as if in it', { labels: { [inject]: 'false', ...tls } }),
  note('a port that goes by the proxy', [`${traffic}/excludeInboundPorts`, '8888']),
  note('ports of which none go through the proxy', [`${traffic}/includeInboundPorts`, '']),
  note('an interface that goes by the proxy', [`${traffic}/excludeInterfaces`, 'eth0']),
  note('a port of the proxy that is the program', ['status.sidecar.istio.io/port', '8888']),
  note('no interception', ['sidecar.istio.io/interceptionMode', 'NONE']),
  note('a template without proxy', ['inject.istio.io/templates', 'grpc-agent']),
  note('another proxy', ['sidecar.istio.io/proxyImage', 'registry.example.com/proxyv2:1']),
  note('overrides of the proxy', ['proxy.istio.io/overrides', '{"containers":[]}']),
  note('settings of the proxy', ['proxy.istio.io/config', '{"interceptionMode":"NONE"}']),
  note('more settings of the proxy', [
    'proxy.istio.io/config',
    'holdApplicationUntilProxyStarts: true\ninterceptionMode: NONE'
  ]),
  note(
    'a start after the proxy',
    ['proxy.istio.io/config', '{ "holdApplicationUntilProxyStarts": true }'],
    all
  ),
  note(
    'addresses that it calls directly',
    [`${traffic}/excludeOutboundIPRanges`, '10.0.0.0/8'],
    all
  ),
  note('memory for the proxy', ['sidecar.istio.io/proxyMemory', '256Mi'], all),
  change('change a pod outside of the mesh from before', { labels: { a: 'b' } }, true),
  change('bring that pod into the mesh by name', { labels: { [inject]: null } }, true),
  change('make that pod look as if in the mesh', { labels: tls }, false),
  change(
    'open one more port of that pod',
    { annotations: { [`${traffic}/excludeInboundPorts`]: '80,443' } },
    false
  )
]
