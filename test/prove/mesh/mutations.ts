import type { Question } from '../../mesh/matrix.ts'
import { list, type Thing } from '../../overlay/thing.ts'
import type { Objects } from './objects.ts'

/** A mistake on purpose, which the questions have to find. */
interface Mutation {
  readonly name: string
  readonly change: (objects: Objects) => Objects
  /** Which questions tell it, of pods or of the gateways. */
  readonly asks: (question: Question) => boolean
  readonly sends: RegExp
  /** One of the differences. */
  readonly found: string
}

const nothing = /^$/
const ofBob = ({ tenant, who }: Question) => tenant === 'fraud' && who === 'bob@example.com'

export const mutations: readonly Mutation[] = [
  {
    name: 'a policy without its principal',
    change: each(isOf('fraud', /^user-bob/), policy => without(policy, 'from')),
    asks: ofBob,
    sends: nothing,
    found: 'fraud: bob@example.com enters by a header of their own'
  },
  {
    name: 'a missing policy',
    change: each(isOf('fraud', /^user-bob/), () => []),
    asks: ofBob,
    sends: nothing,
    found: 'fraud: bob@example.com is kept out by notebook'
  },
  {
    name: 'a suspended tenant that is open',
    change: each(isOf('forecast', /^suspended$/), () => []),
    asks: ({ tenant, who }) => tenant === 'forecast' && who === 'root@example.com',
    sends: nothing,
    found: 'forecast: root@example.com enters by notebook'
  },
  {
    name: 'a route that says who sent a request',
    change: each(isOf('fraud', /^notebook-lab$/), route => [
      rewritten(
        route,
        '"rewrite":',
        '"headers":{"request":{"set":{"kubeflow-userid":"alice@example.com"}}},"rewrite":'
      )
    ]),
    asks: () => false,
    sends: /notebook\/fraud/,
    found:
      'GET kubeflow.example.com/notebook/fraud/lab/tree, a person: arrives as alice@example.com'
  }
]

/** Until Envoy 1.40, nobody reads the token of what a browser asks before a request. */
export const unforged: Mutation = {
  name: 'gateways that do not refuse forged names',
  change: each(isOf('istio-system', /^(forged-identity|model-callers-forged)$/), () => []),
  asks: () => false,
  sends: /predictor\.fraud/,
  found:
    'OPTIONS private-predictor.fraud.svc.cluster.local/v1/models/m:predict, nobody, as alice: ' +
    'arrives as alice@example.com'
}

/** Istio has something to say of a route that leads nowhere. */
export const astray: Mutation['change'] = each(isOf('fraud', /^notebook-lab$/), route => [
  rewritten(route, 'kubeflow/kubeflow-gateway', 'kubeflow/gone')
])

function isOf(namespace: string, name: RegExp): (thing: Thing) => boolean {
  return ({ metadata }) => metadata.namespace === namespace && name.test(metadata.name)
}

function each(
  is: (thing: Thing) => boolean,
  change: (thing: Thing) => readonly Thing[]
): Mutation['change'] {
  return objects => {
    if (!objects.istio.some(is)) throw new Error('there is nothing to change')
    return {
      ...objects,
      istio: objects.istio.flatMap(thing => (is(thing) ? change(thing) : [thing]))
    }
  }
}

function without(policy: Thing, field: string): Thing[] {
  const rules = list(policy.spec, 'rules').map(rule => {
    return Object.fromEntries(Object.entries(rule).filter(([key]) => key !== field))
  })
  return [{ ...policy, spec: { ...policy.spec, rules } }]
}

function rewritten(thing: Thing, from: string, to: string): Thing {
  return JSON.parse(JSON.stringify(thing).replace(from, to))
}
