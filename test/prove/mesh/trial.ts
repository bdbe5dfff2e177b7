import { join } from 'node:path'
import { compile } from '../../../src/compile.ts'
import { readTree } from '../../../src/files/disk.ts'
import { type Arrival, arrivals, labelsOf } from '../../mesh/arrive.ts'
import { type Cluster, doors, readCluster } from '../../mesh/cluster.ts'
import { type Question, questions } from '../../mesh/matrix.ts'
import { namespaceOf } from '../../mesh/request.ts'
import type { Thing } from '../../overlay/thing.ts'
import { acme } from '../../support/acme.ts'
import type { Platform } from '../support/platform.ts'
import { ingress, type Sent, sent } from './gateway.ts'
import { labelsIn, notebook, type Objects, objectsIn } from './objects.ts'
import { makeIssuer } from './token.ts'
import type { Mesh } from './translate.ts'
import { podOf, type Workload, workload } from './workload.ts'

/** A cluster's mesh, and all that is asked of it. */
export interface Trial {
  readonly cluster: Cluster
  readonly objects: Objects
  readonly questions: readonly Question[]
  readonly arrivals: readonly Arrival[]
  /** By gateway. */
  readonly sent: Readonly<Record<string, readonly Sent[]>>
  readonly gateways: readonly Placed[]
}

interface Placed {
  readonly namespace: string
  readonly account: string
  readonly labels: Readonly<Record<string, string>>
  readonly gateway: true
}

export function trialOf(name: string, platform: Platform): Trial {
  const { model } = compile(readTree(acme), { today: '2026-06-15', touched: new Set() })
  const found = model?.clusters.find(each => each.name === name)
  if (!model || !found) throw new Error(`cluster ${name} does not compile`)
  const people = Object.keys(model.directory.value.people ?? {})
  const { header, machines } = found
  const cluster = readCluster(join(acme, 'generated', name), { header, machines, people })
  const issuer = makeIssuer()
  const objects = objectsIn({ repository: acme, name, platform, cluster, jwks: issuer.jwks })
  const local = 'cluster-local-gateway'
  const site = { policies: objects.istio, issuer, header }
  return {
    cluster,
    objects,
    questions: questions(cluster),
    arrivals: arrivals(cluster),
    sent: {
      [ingress]: sent({ ...site, gateway: ingress, port: 8080, ...outside(objects.istio) }),
      [local]: sent({ ...site, gateway: local, port: 8081, ...inside(cluster) })
    },
    gateways: [
      { name: ingress, account: doors.gateway },
      { name: local, account: doors.models }
    ].map(({ name, account }) => ({
      namespace: namespaceOf(account) ?? '',
      account: account.split('/sa/')[1] ?? '',
      labels: labelsIn(platform, name),
      gateway: true
    }))
  }
}

/** What is asked of the gateway that browsers reach, and what it opens to everybody. */
function outside(istio: readonly Thing[]): Pick<Parameters<typeof sent>[0], 'paths' | 'open'> {
  const [models = 'models.example.com'] = istio.flatMap(({ kind, metadata, spec }) => {
    return kind === 'Gateway' && metadata.name === 'public-models'
      ? (spec as { servers: { hosts: string[] }[] }).servers.flatMap(({ hosts }) => hosts) // as its CRD has it
      : []
  })
  const pages = [
    '/',
    '/notebook/fraud/lab/tree',
    '/pipeline/apis',
    '/jupyter/',
    '/ml_metadata',
    '/kfam/v1'
  ]
  const tricks = [
    '/dex/../pipeline/',
    '/dex/%2e%2e/pipeline/',
    '/dex/..%2fpipeline/',
    '//dex/../',
    '/oauth2/../'
  ]
  return {
    paths: {
      'kubeflow.example.com': [...pages, ...tricks, '/dex/auth', '/oauth2/start'],
      [models]: [
        '/',
        '/serving/pricing/price-list/v1',
        '/serving/../pipeline/',
        '/notebook/fraud/lab/tree'
      ],
      // Who writes a host of their own gets no further.
      'lab.fraud.svc.cluster.local': ['/', '/serving/x'],
      [`${models}:80`]: ['/pipeline/', '/serving/pricing/price-list/v1']
    },
    open: [/^[^/]+\/(dex|oauth2)\//, /^price-list-predictor\.pricing\.svc\.cluster\.local\//]
  }
}

/** What is asked of the gateway inside, where models ask themselves who calls. */
function inside({ tables }: Cluster): Pick<Parameters<typeof sent>[0], 'paths' | 'open'> {
  const hosts = [...tables.keys()].map(tenant => `private-predictor.${tenant}.svc.cluster.local`)
  return {
    paths: Object.fromEntries(hosts.map(host => [host, ['/v1/models/m:predict']])),
    open: [/./]
  }
}

export function keyOf({ namespace, labels }: Question['workload']): string {
  return `${namespace} ${Object.values(labels).join()}`
}

/** A mesh with a pod for each workload that is asked, and for each account that calls. */
export function meshOf(
  { questions, arrivals, gateways }: Trial,
  objects: Objects,
  place: string
): Mesh & { readonly asked: ReadonlyMap<string, Workload> } {
  const wanted = new Map(questions.map(({ workload }) => [keyOf(workload), workload]))
  const pods = [...wanted].map(([key, { namespace, labels }], index) => {
    const own = Object.keys(labels).length === 0 ? notebook : labels
    const pod = workload(index, place, { namespace, account: 'default-editor', labels: own })
    return [key, pod] as const
  })
  const edges = gateways.map((each, index) => {
    return [each.labels.app ?? '', workload(pods.length + index, place, each)] as const
  })
  const callers = [...new Set(arrivals.map(({ principal }) => principal))].map(
    (principal, index) => {
      const namespace = namespaceOf(principal) ?? ''
      return workload(1_000 + index, place, {
        namespace,
        account: principal.split('/sa/')[1] ?? '',
        labels: labelsOf(principal),
        gateway: namespace === 'istio-system'
      })
    }
  )
  const asked = new Map([...pods, ...edges])
  const workloads = [...asked.values()]
  const kubernetes = [...objects.kubernetes, ...[...workloads, ...callers].map(podOf)]
  return { ...objects, kubernetes, workloads, callers, asked }
}
