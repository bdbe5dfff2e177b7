import type { Cluster } from '../../mesh/cluster.ts'
import { at, list, type Thing } from '../../overlay/thing.ts'
import { objectsOf, tenantsOf } from '../support/objects.ts'
import type { Platform } from '../support/platform.ts'
import type { Mesh } from './translate.ts'
import { serviceOf } from './workload.ts'

export type Objects = Pick<Mesh, 'kubernetes' | 'istio' | 'config'>

interface Given {
  readonly repository: string
  readonly name: string
  readonly platform: Platform
  readonly cluster: Cluster
  /** The keys of those who issue tokens, which Istio would fetch. */
  readonly jwks: string
}

/** Everything that a cluster has for Istio: its platform, its tenants, and what controllers make in them. */
export function objectsIn({ repository, name, platform, cluster, jwks }: Given): Objects {
  const tenants = tenantsOf(repository, name)
  const things = [
    ...platform.components.flatMap(({ things }) => things),
    ...tenants.flatMap(tenant => objectsOf(repository, `${name}/${tenant}`)),
    ...cluster.made,
    ...tenants.flatMap(served)
  ]
  const settings = things.find(({ kind, metadata }) => {
    return (
      kind === 'ConfigMap' && metadata.name === 'istio' && metadata.namespace === 'istio-system'
    )
  })
  return {
    kubernetes: distinct(
      things.filter(({ apiVersion, kind }) => apiVersion === 'v1' && read(kind))
    ),
    istio: distinct(things.filter(({ apiVersion }) => apiVersion.includes('.istio.io/'))).map(
      thing => withKeys(thing, jwks)
    ),
    config: settings?.data?.mesh ?? ''
  }
}

function read(kind: string): boolean {
  return kind === 'Service' || kind === 'Namespace'
}

function distinct(things: readonly Thing[]): Thing[] {
  const all = things.map(thing => {
    const { kind, metadata } = thing
    return [`${kind} ${metadata.namespace}/${metadata.name}`, withTargets(thing)] as const
  })
  return [...new Map(all).values()]
}

/** As the API server fills it in. */
function withTargets(thing: Thing): Thing {
  if (thing.kind !== 'Service') return thing
  const ports = list(thing.spec, 'ports').map(port => ({ targetPort: port.port, ...port }))
  return { ...thing, spec: { ...thing.spec, ports } }
}

function withKeys(thing: Thing, jwks: string): Thing {
  if (thing.kind !== 'RequestAuthentication') return thing
  const jwtRules = list(thing.spec, 'jwtRules').map(({ jwksUri: _, ...rule }) => ({
    ...rule,
    jwks
  }))
  return { ...thing, spec: { ...thing.spec, jwtRules } }
}

export const notebook = { statefulset: 'lab' } as const
export const model = (name: string) => ({ 'serving.kserve.io/inferenceservice': name })

/** What the notebook controller makes of a notebook, and Knative of a model. */
function served(tenant: string): Thing[] {
  const route: Thing = {
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    metadata: { name: 'notebook-lab', namespace: tenant },
    spec: {
      gateways: ['kubeflow/kubeflow-gateway'],
      hosts: ['*'],
      http: [
        {
          match: [{ uri: { prefix: `/notebook/${tenant}/lab/` } }],
          rewrite: { uri: `/notebook/${tenant}/lab/` },
          route: [
            { destination: { host: `lab.${tenant}.svc.cluster.local`, port: { number: 80 } } }
          ]
        }
      ]
    }
  }
  const inference: Thing = {
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    metadata: { name: 'private-predictor-ingress', namespace: tenant },
    spec: {
      gateways: ['knative-serving/knative-local-gateway'],
      hosts: [`private-predictor.${tenant}.svc.cluster.local`],
      http: [
        {
          route: [
            {
              destination: {
                host: `private-predictor-00001.${tenant}.svc.cluster.local`,
                port: { number: 80 }
              }
            }
          ]
        }
      ]
    }
  }
  return [
    route,
    inference,
    serviceOf({
      namespace: tenant,
      name: 'lab',
      selector: notebook,
      ports: { 'http-lab': [80, 8888] }
    }),
    serviceOf({
      namespace: tenant,
      name: 'private-predictor-00001',
      selector: model('private'),
      ports: { http: [80, 8012], 'http-queueadm': [8022, 8022] }
    })
  ]
}

/** The labels of a Deployment's pods, of which the policies of a gateway know it. */
export function labelsIn(platform: Platform, name: string): Readonly<Record<string, string>> {
  const found = platform.components
    .flatMap(({ things }) => things)
    .find(({ kind, metadata }) => kind === 'Deployment' && metadata.name === name)
  if (!found) throw new Error(`the platform has no Deployment ${name}`)
  return at(found.spec, 'template', 'metadata', 'labels') as Readonly<Record<string, string>>
}
