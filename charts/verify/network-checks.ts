import { contains, parseCidr } from '../../src/values/cidr.ts'
import { ask, at, type Check, every } from './fault.ts'
import { areUnique, fields, list, remember } from './value.ts'

const blockOf = remember(value => parseCidr(String(value)))

const block = ask('must be a block of addresses', value => blockOf(value) !== undefined)

const inside = ask('must have except inside cidr', value => {
  const { cidr, except } = fields(value)
  const outer = blockOf(cidr)
  return list(except).every(each => {
    const inner = blockOf(each)
    return outer && inner && contains(outer, inner) && inner.length > outer.length
  })
})

const peer = ask('must have either ipBlock or selectors', value => {
  const { ipBlock, podSelector, namespaceSelector } = fields(value)
  return (ipBlock !== undefined) !== (podSelector !== undefined || namespaceSelector !== undefined)
})

const ports = ask('must have endPort from a port number on', value => {
  const { port, endPort } = fields(value)
  return endPort === undefined || (typeof port === 'number' && Number(endPort) >= port)
})

const ipBlock = at('ipBlock', every([at('cidr', block), at('except/*', block), inside]))

const policy = (rule: string, peers: string) =>
  every([at(`${rule}/*/${peers}/*`, every([peer, ipBlock])), at(`${rule}/*/ports/*`, ports)])

const names = ask('must name each port, once', value => {
  const named = list(value).map(port => fields(port).name)
  return named.length < 2 || (!named.includes(undefined) && areUnique(named))
})

const host = ask('must be namespace/name', value => {
  return /^(\*|\.|~|[a-z0-9][-a-z0-9]*)\/(\*|(\*\.)?[-a-z0-9.]+)$/.test(String(value))
})

const route = ask('must have one of route, redirect, directResponse and delegate', value => {
  const ways = ['route', 'redirect', 'directResponse', 'delegate']
  const there = ways.filter(name => name in fields(value))
  return there.length === 1
})

const routed = ask('must have hosts, and a route of http, tcp or tls', value => {
  const spec = fields(value)
  const routes = [spec.http, spec.tcp, spec.tls].flatMap(list)
  return list(spec.hosts).length > 0 && routes.length > 0
})

/** What the API server and Istio's webhook check in network objects. */
export const network: Readonly<Record<string, Check>> = {
  'networking.istio.io/sidecar': at('spec/egress/*/hosts/*', host),
  'networking.istio.io/virtualservice': at('spec', every([routed, at('http/*', route)])),
  'networking.k8s.io/networkpolicy': at(
    'spec',
    every([policy('ingress', 'from'), policy('egress', 'to')])
  ),
  'v1/service': at('spec/ports', names)
}
