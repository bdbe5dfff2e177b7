import { type Try, thing } from './try.ts'

function door(path: string) {
  const metadata = { finalizers: ['example.com/old'] }
  return thing(
    `networking.k8s.io/v1 NetworkPolicy ${path}`,
    { spec: { podSelector: {} } },
    metadata
  )
}

const old = door('earlier/door')
const ingress = { spec: { defaultBackend: { service: { name: 'x', port: { number: 80 } } } } }

export const doors: readonly Try[] = [
  {
    what: 'open the network',
    by: { narrow: true, owner: false, operator: false, robot: false },
    change: { make: door('fraud/try') }
  },
  {
    what: 'publish a Service by an Ingress',
    by: { owner: false, kserve: false },
    change: { make: thing('networking.k8s.io/v1 Ingress fraud/try', ingress) }
  },
  {
    what: 'clean up an opening that is older than the guards',
    by: { owner: true, operator: true },
    change: { from: old, patch: { metadata: { finalizers: null } } }
  },
  {
    what: 'widen an opening that is older than the guards',
    by: { owner: false, operator: false },
    change: { from: old, patch: { spec: { ingress: [{}] } } }
  }
]
