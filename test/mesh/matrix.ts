import { type Cluster, doors, type Row } from './cluster.ts'
import { isLetIn, rootNamespace } from './decide.ts'
import type { Request, Workload } from './request.ts'

const notebookPort = 8888

/** A person, or a service account as `namespace/account`. */
type Who = string

/** A way into a tenant: what the access table must say, and the request to try. */
interface Way {
  readonly name: string
  /** Without a gateway between, by the certificate of the caller alone. */
  readonly direct?: true
  /** Asked only of those whom the tenant's table names, and of strangers. */
  readonly rare?: true
  readonly request: (who: Who, cluster: Cluster) => Request
  readonly model?: string
  readonly may: (own: readonly Row[], asked: Asked) => boolean
}

interface Asked {
  readonly who: Who
  readonly isAdmin: boolean
  readonly isPerson: boolean
  readonly machines: boolean
}

/** One request, and whether the tables say that it is let in. */
export interface Question {
  readonly tenant: string
  readonly who: Who
  readonly way: string
  readonly workload: Workload
  readonly request: Request
  readonly expected: boolean
}

/** Everybody against every way into every tenant. */
export function questions(cluster: Cluster): Question[] {
  const everybody = whoever(cluster)
  return [...cluster.tables].flatMap(([tenant, rows]) =>
    everybody.flatMap(who =>
      waysOf(rows, { tenant, who }).map(way => ({
        tenant,
        who,
        way: way.name,
        workload: {
          namespace: tenant,
          labels: way.model ? { 'serving.kserve.io/inferenceservice': way.model } : {}
        },
        request: way.request(who, cluster),
        expected: expected(cluster, { tenant, who, way })
      }))
    )
  )
}

/**
 * Lists the differences between policies and tables, such as `fraud: bob@example.com enters by
 * notebook`.
 */
export function differences(cluster: Cluster): string[] {
  const near = new Map(
    [...cluster.tables.keys()].map(tenant => [
      tenant,
      cluster.policies.filter(({ metadata: { namespace = '' } }) => {
        return namespace === tenant || namespace === rootNamespace
      })
    ])
  )
  return questions(cluster).flatMap(question => {
    const policies = near.get(question.tenant) ?? []
    const isIn = isLetIn(policies, question.workload, question.request)
    return isIn === question.expected ? [] : [told(question, isIn)]
  })
}

/** What the table has otherwise. */
export function told({ tenant, who, way }: Question, isIn: boolean): string {
  return `${tenant}: ${who} ${isIn ? 'enters' : 'is kept out'} by ${way}`
}

function waysOf(rows: readonly Row[], { tenant, who }: Omit<Asking, 'way'>): Way[] {
  const isPerson = who.includes('@')
  // Pods of a tenant reach each other directly, and people have no certificate.
  const isNear = strangers.includes(who) || rows.some(row => row.who === who)
  return ways(rows)
    .filter(({ rare = false }) => isNear || !rare)
    .filter(({ direct = false }) => (isPerson ? !direct : direct || !who.startsWith(`${tenant}/`)))
}

interface Asking {
  readonly tenant: string
  readonly who: Who
  readonly way: Way
}

function expected({ tables, admins, machines }: Cluster, { tenant, who, way }: Asking): boolean {
  const rows = tables.get(tenant) ?? []
  if (way.direct && who.startsWith(`${tenant}/`)) return true
  // A suspended tenant's table has only this impossible owner.
  if (rows.some(row => row.who === 'suspended@tenantry.invalid')) return false
  const own = rows.filter(row => row.who === who)
  return way.may(own, { who, isAdmin: admins.includes(who), isPerson: who.includes('@'), machines })
}

/** Everybody with access to anything, and some people without any. */
function whoever({ tables, admins, people }: Cluster): Who[] {
  const named = [...tables.values()]
    .flat()
    .map(({ who }) => who)
    .filter(who => who !== 'anyone')
  const accounts = [...tables.keys()].flatMap(tenant =>
    ['default-editor', 'default-viewer', 'default', 'trainer'].map(
      account => `${tenant}/${account}`
    )
  )
  return [...new Set([...named, ...admins, ...people, ...accounts, ...strangers])].sort()
}

const probing = 'kubeflow/notebook-controller-service-account'

const strangers: readonly Who[] = [
  'mallory@example.com',
  '@example.com',
  'kubeflow/ml-pipeline',
  'ci/other',
  'default/default',
  probing
]

const members = (own: readonly Row[]) => own.filter(({ role }) => role !== '')
/** Only another tenant's certificate arrives; other namespaces come through the gateway. */
const hasNotebooksInside = (own: readonly Row[]) =>
  own.some(({ way, notebooks }) => way === 'tenant' && notebooks)
const has = (own: readonly Row[], way: string) => own.some(row => row.way === way)

function ways(rows: readonly Row[]): Way[] {
  const shown = rows.flatMap(({ way }) => /^public:(.+)$/.exec(way)?.[1] ?? [])
  return [...throughGateways(shown), ...alone, ...past(shown)]
}

/** A port that no Service has, and that of a pod's own proxy, must be as closed as the others. */
const ports = [80, 3000, 8012, 9000] as const
const artifacts = 3000
const queues = [8012, 8013]

function throughGateways(shown: readonly string[]): Way[] {
  const mayArtifacts: Way['may'] = (own, { isAdmin, isPerson, machines }) =>
    isAdmin || (members(own).length > 0 && (isPerson || machines))
  const mayNotebooks: Way['may'] = (own, { isAdmin, isPerson, machines }) =>
    isAdmin || (members(own).some(({ notebooks }) => notebooks) && (isPerson || machines))
  const models = [doors.models, doors.activator].flatMap((door, i) =>
    queues.map(
      (port): Way => ({
        name: `model ${i}${port === queues[0] ? '' : ` at ${port}`}`,
        request: byHeader(door, { path: '/v1/models/m:predict', port }),
        model: 'private',
        may: (own, { isPerson }) => (isPerson ? members(own).length > 0 : has(own, 'serving'))
      })
    )
  )
  return [
    {
      name: 'notebook',
      request: byHeader(doors.gateway, { path: '/notebook/x/y/lab', port: notebookPort }),
      may: mayNotebooks
    },
    {
      name: 'notebook, asked before a request',
      rare: true,
      request: preflight(byHeader(doors.gateway, { path: '/notebook/x/y', port: notebookPort })),
      may: mayNotebooks
    },
    ...ports.map(
      (port): Way => ({
        name: `the gateway to port ${port}`,
        rare: true,
        request: byHeader(doors.gateway, { path: '/', port }),
        may: mayNotebooks
      })
    ),
    {
      name: 'artifact',
      request: byHeader(doors.pipelines, { path: '/artifacts/get', port: artifacts }),
      may: mayArtifacts
    },
    ...models,
    ...shown.map(
      (model): Way => ({
        name: `public model ${model}`,
        request: byHeader(doors.models, { path: '/v1/models/m:predict', port: 8012 }),
        model,
        may: () => true
      })
    )
  ]
}

/** What a caller with a certificate of its own reaches. */
const alone: readonly Way[] = [
  {
    name: 'port 8888',
    direct: true,
    request: itself(notebookPort),
    may: hasNotebooksInside
  },
  ...ports.map(
    (port): Way => ({
      name: `port ${port}`,
      direct: true,
      request: itself(port),
      may: own => hasNotebooksInside(own) || has(own, 'network')
    })
  ),
  {
    name: 'port 9000 without HTTP',
    direct: true,
    request: (who, cluster) => {
      const { http: _, ...request } = itself(9000)(who, cluster)
      return request
    },
    may: own => hasNotebooksInside(own) || has(own, 'network')
  },
  {
    name: 'the list of kernels',
    rare: true,
    direct: true,
    request: itself(notebookPort, '/notebook/x/y/api/kernels'),
    may: (own, { who }) => who === probing || hasNotebooksInside(own)
  },
  ...['/healthz', '/metrics', '/wait-for-drain'].map(
    (path): Way => ({
      name: path,
      rare: true,
      direct: true,
      request: itself(notebookPort, path),
      may: () => true
    })
  ),
  ...['/healthz/../lab', '//healthz', '/healthz/', '/HEALTHZ', '/lab?x=/healthz'].map(
    (path): Way => ({
      name: path,
      rare: true,
      direct: true,
      request: itself(notebookPort, path),
      may: hasNotebooksInside
    })
  )
]

/** Nobody's ways, whatever name they give. */
function past(shown: readonly string[]): Way[] {
  const forged = (principal?: string): Way['request'] => {
    return (who, cluster) => ({
      ...(principal && { principal }),
      port: notebookPort,
      http: headed(who, cluster)
    })
  }
  const neighbour = 'cluster.local/ns/kubeflow/sa/centraldashboard'
  return [
    {
      name: 'a model past its queue',
      request: byHeader(doors.models, { path: '/v1/models/m:predict', port: 8080 }),
      model: shown[0] ?? 'private',
      may: () => false
    },
    // A caller inside the mesh can forge any header.
    { name: 'a header of their own', request: forged(neighbour), may: () => false },
    {
      name: 'a header of their own, asked before a request',
      rare: true,
      request: preflight(forged(neighbour)),
      may: () => false
    },
    { name: 'no certificate', request: forged(), may: () => false }
  ]
}

function preflight(request: Way['request']): Way['request'] {
  return (who, cluster) => {
    const { http, ...rest } = request(who, cluster)
    const headers = {
      ...http?.headers,
      origin: 'https://kubeflow.example.com',
      'access-control-request-method': 'GET'
    }
    return { ...rest, http: { path: '/', ...http, method: 'OPTIONS', headers } }
  }
}

function byHeader(
  principal: string,
  { path, port }: { path: string; port: number }
): Way['request'] {
  return (who, cluster) => ({ principal, port, http: { ...headed(who, cluster), path } })
}

function headed(who: Who, { header }: Cluster): NonNullable<Request['http']> {
  const name = who.includes('@') ? who : `system:serviceaccount:${who.replace('/', ':')}`
  return { method: 'GET', path: '/', headers: { [header]: name } }
}

function itself(port: number, path = '/'): Way['request'] {
  return who => ({
    principal: `cluster.local/ns/${who.replace('/', '/sa/')}`,
    port,
    http: { method: 'GET', path }
  })
}
