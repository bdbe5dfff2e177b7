import { type Try, thing } from './try.ts'

const addresses = [{ ip: '10.0.0.5' }]
const subsets = [{ addresses, ports: [{ port: 80 }] }]
const slice = { addressType: 'IPv4', endpoints: [{ addresses: ['10.0.0.5'] }], ports: [] }
const old = thing(
  'v1 Endpoints earlier/old',
  { subsets },
  { finalizers: ['example.com/old'], labels: { a: 'b' } }
)

export const endpoints: readonly Try[] = [
  {
    what: 'point a Service at an address',
    by: { editor: false, owner: false, operator: false, knative: true, addresser: true },
    change: { make: thing('v1 Endpoints fraud/try', { subsets }) }
  },
  {
    what: 'point a Service at an address by a slice',
    by: { operator: false, robot: false },
    change: { make: thing('discovery.k8s.io/v1 EndpointSlice fraud/try', slice) }
  },
  {
    what: 'point a Service somewhere else',
    by: { editor: false, operator: false, knative: true },
    change: { from: old, patch: { subsets: [] } }
  },
  {
    what: 'clean up addresses that are older than the guards',
    by: { operator: true },
    change: { from: old, patch: { metadata: { finalizers: null, labels: { a: 'c' } } } }
  }
]
