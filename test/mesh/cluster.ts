import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadAll } from 'js-yaml'
import type { Thing } from '../overlay/thing.ts'
import { rootNamespace } from './decide.ts'

/** Everything in a cluster's files that decides who gets in. */
export interface Cluster {
  readonly policies: readonly Thing[]
  /** The tenants' namespaces, and what Kubeflow's controllers make in them. */
  readonly made: readonly Thing[]
  /** What says whom a caller's proxy knows, by which alone its certificate is sent. */
  readonly sidecars: readonly Thing[]
  /** By tenant. */
  readonly tables: ReadonlyMap<string, readonly Row[]>
  readonly admins: readonly string[]
  /** The people in the directory. */
  readonly people: readonly string[]
  readonly header: string
  readonly machines: boolean
}

/** A line of `access.csv`. */
export interface Row {
  readonly who: string
  readonly role: string
  readonly way: string
  readonly notebooks: boolean
}

export function readCluster(
  folder: string,
  { header, machines, people }: Pick<Cluster, 'header' | 'machines' | 'people'>
): Cluster {
  const names = readdirSync(join(folder, 'tenants')).sort()
  const tables = new Map(
    names.map(name => [name, rows(join(folder, 'tenants', name, 'access.csv'))])
  )
  const platform = readdirSync(join(folder, 'platform')).map(
    name => `platform/${name}/objects.yaml`
  )
  const inside = names.map(name => `tenants/${name}/namespace`)
  const files = [...inside.flatMap(at => [`${at}/grants.yaml`, `${at}/objects.yaml`]), ...platform]
  const compiled = files
    .map(file => join(folder, file))
    .filter(file => existsSync(file))
    .flatMap(file => loadAll(readFileSync(file, 'utf8')) as Thing[])
  const namespaces = names
    .map(name => readFileSync(join(folder, 'tenants', name, 'bootstrap/objects.yaml'), 'utf8'))
    .flatMap(text => loadAll(text) as Thing[])
    .filter(({ kind }) => kind === 'Namespace')
  const made = namespaces.map(each => controllers(each, header))
  const policies = [...compiled, ...made, shut].filter(({ kind }) => kind === 'AuthorizationPolicy')
  return {
    policies,
    made: [...namespaces, ...made],
    sidecars: [...compiled.filter(({ kind }) => kind === 'Sidecar'), ...theirs],
    tables,
    admins: rows(join(folder, 'platform/access.csv')).map(({ who }) => who),
    people,
    header,
    machines
  }
}

function rows(file: string): Row[] {
  const [, ...lines] = readFileSync(file, 'utf8').trim().split('\n')
  return lines.map(line => {
    const [who = '', role = '', way = '', , notebooks] = line.split(',')
    return { who, role, way, notebooks: notebooks === 'true' }
  })
}

const shut = policy('global-deny-all', rootNamespace, {})

/** Kubeflow's own Sidecars that hide tenants from everybody but two of its Deployments. */
const theirs = [
  sidecar('default', rootNamespace, {
    egress: [
      {
        hosts: [
          './*',
          'kubeflow/*',
          'kubeflow-system/*',
          'knative-serving/*',
          'knative-eventing/*',
          'istio-system/*'
        ]
      }
    ]
  }),
  ...['notebook-controller', 'ml-pipeline-ui'].map(app =>
    sidecar(`${app}-exception`, 'kubeflow', {
      workloadSelector: { labels: { app } },
      egress: [{ hosts: ['*/*'] }]
    })
  )
]

function sidecar(name: string, namespace: string, spec: object): Thing {
  return {
    apiVersion: 'networking.istio.io/v1',
    kind: 'Sidecar',
    metadata: { name, namespace },
    spec: { ...spec }
  }
}

/** The policies that Kubeflow's profile controller creates in a namespace. */
function controllers({ metadata }: Thing, header: string): Thing {
  const { name, annotations = {} } = metadata
  const source = (principals: readonly string[]) => [{ source: { principals } }]
  return policy('ns-owner-access-istio', name, {
    rules: [
      {
        from: source([doors.gateway, doors.pipelines]),
        when: [{ key: `request.headers[${header}]`, values: [annotations.owner] }]
      },
      { when: [{ key: 'source.namespace', values: [name] }] },
      { to: [{ operation: { paths: ['/healthz', '/metrics', '/wait-for-drain'] } }] },
      {
        from: source(['cluster.local/ns/kubeflow/sa/notebook-controller-service-account']),
        to: [{ operation: { methods: ['GET'], paths: ['*/api/kernels'] } }]
      }
    ]
  })
}

function policy(name: string, namespace: string, spec: Thing['spec']): Thing {
  return {
    apiVersion: 'security.istio.io/v1',
    kind: 'AuthorizationPolicy',
    metadata: { name, namespace },
    spec: spec ?? {}
  }
}

/** The identities under which the gateways forward other people's requests. */
export const doors = {
  gateway: 'cluster.local/ns/istio-system/sa/istio-ingressgateway-service-account',
  pipelines: 'cluster.local/ns/kubeflow/sa/ml-pipeline-ui',
  models: 'cluster.local/ns/istio-system/sa/cluster-local-gateway-service-account',
  activator: 'cluster.local/ns/knative-serving/sa/activator'
} as const
