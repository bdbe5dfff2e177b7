import { type Cluster, doors, type Row } from './cluster.ts'
import { isLetIn } from './decide.ts'
import type { Request } from './request.ts'

/** A person, or a service account as `namespace/account`. */
type Who = string

/** A way into a tenant: what the access table must say, and the request to try. */
interface Way {
  readonly name: string
  readonly request: (who: Who, cluster: Cluster) => Request
  readonly model?: string
  readonly may: (own: readonly Row[], asked: Asked) => boolean
}

interface Asked {
  readonly isAdmin: boolean
  readonly isPerson: boolean
  readonly machines: boolean
}

/**
 * Lists the differences between policies and tables, such as `fraud: bob@example.com enters by
 * notebook, and the table has it otherwise`.
 */
export function differences(cluster: Cluster): string[] {
  const everybody = whoever(cluster)
  return [...cluster.tables].flatMap(([tenant, rows]) =>
    everybody.flatMap(who => {
      const isPerson = who.includes('@')
      return (
        ways(rows)
          // Pods of a tenant reach each other directly, so only ports are asked about.
          .filter(way => isPerson || !who.startsWith(`${tenant}/`) || way.name.startsWith('port'))
          .filter(way => !isPerson || !way.name.startsWith('port'))
          .flatMap(way => {
            const isIn = enters(cluster, { tenant, who, way })
            if (isIn === expected(cluster, { tenant, who, way })) return []
            return [`${tenant}: ${who} ${isIn ? 'enters' : 'is kept out'} by ${way.name}`]
          })
      )
    })
  )
}

interface Question {
  readonly tenant: string
  readonly who: Who
  readonly way: Way
}

function enters(cluster: Cluster, { tenant, who, way }: Question): boolean {
  const labels = way.model ? { 'serving.kserve.io/inferenceservice': way.model } : {}
  return isLetIn(cluster.policies, { namespace: tenant, labels }, way.request(who, cluster))
}

function expected({ tables, admins, machines }: Cluster, { tenant, who, way }: Question): boolean {
  const rows = tables.get(tenant) ?? []
  if (who.startsWith(`${tenant}/`)) return true
  // A suspended tenant's table has only this impossible owner.
  if (rows.some(row => row.who === 'suspended@tenantry.invalid')) return false
  const own = rows.filter(row => row.who === who)
  const asked = { isAdmin: admins.includes(who), isPerson: who.includes('@'), machines }
  return way.may(own, asked)
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
  const strangers = [
    'mallory@example.com',
    '@example.com',
    'kubeflow/ml-pipeline',
    'ci/other',
    'default/default'
  ]
  return [...new Set([...named, ...admins, ...people, ...accounts, ...strangers])].sort()
}

const members = (own: readonly Row[]) => own.filter(({ role }) => role !== '')
/** Only another tenant's certificate arrives; other namespaces come through the gateway. */
const hasNotebooksInside = (own: readonly Row[]) =>
  own.some(({ way, notebooks }) => way === 'tenant' && notebooks)
const has = (own: readonly Row[], way: string) => own.some(row => row.way === way)

function ways(rows: readonly Row[]): Way[] {
  const shown = rows.flatMap(({ way }) => /^public:(.+)$/.exec(way)?.[1] ?? [])
  return [
    {
      name: 'notebook',
      request: byHeader(doors.gateway, { path: '/notebook/x/y/lab', port: notebookPort }),
      may: (own, { isAdmin, isPerson, machines }) =>
        isAdmin || (members(own).some(({ notebooks }) => notebooks) && (isPerson || machines))
    },
    {
      name: 'artifact',
      request: byHeader(doors.pipelines, { path: '/artifacts/get', port: 3000 }),
      may: (own, { isAdmin, isPerson, machines }) =>
        isAdmin || (members(own).length > 0 && (isPerson || machines))
    },
    ...[doors.models, doors.activator].map(
      (door, i): Way => ({
        name: `model ${i}`,
        request: byHeader(door, { path: '/v1/models/m:predict', port: 8012 }),
        model: 'private',
        may: (own, { isPerson }) => (isPerson ? members(own).length > 0 : has(own, 'serving'))
      })
    ),
    ...shown.map(
      (model): Way => ({
        name: `public model ${model}`,
        request: byHeader(doors.models, { path: '/v1/models/m:predict', port: 8012 }),
        model,
        may: () => true
      })
    ),
    {
      name: 'a model past its queue',
      request: byHeader(doors.models, { path: '/v1/models/m:predict', port: 8080 }),
      model: shown[0] ?? 'private',
      may: () => false
    },
    {
      name: 'port 8888',
      request: itself(notebookPort),
      may: hasNotebooksInside
    },
    {
      name: 'port 80',
      request: itself(80),
      may: own => hasNotebooksInside(own) || has(own, 'network')
    },
    // A caller inside the mesh can forge any header.
    {
      name: 'a header of their own',
      request: (who, cluster) => ({
        ...itself(notebookPort)('kubeflow/centraldashboard', cluster),
        http: headed(who, cluster)
      }),
      may: () => false
    }
  ]
}

const notebookPort = 8888

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

function itself(port: number): Way['request'] {
  return who => ({
    principal: `cluster.local/ns/${who.replace('/', '/sa/')}`,
    port,
    http: { method: 'GET', path: '/' }
  })
}
