import type { Identity } from '../../../scripts/prove/account.ts'
import { doors } from '../../mesh/cluster.ts'
import { isLetIn, rootNamespace } from '../../mesh/decide.ts'
import { at, list, type Thing } from '../../overlay/thing.ts'
import { granted, identityOf, type Wish } from '../support/access.ts'
import { type Api, expectOk } from '../support/api.ts'
import { forEach } from '../support/crowd.ts'
import { idOf } from '../support/objects.ts'

/** What a cluster is like for those who work on it. */
export interface State {
  /** Everything in the namespaces that people would miss, by what it is called. */
  readonly uids: ReadonlyMap<string, unknown>
  /** What everybody may do, by `<who> in <namespace>`. */
  readonly rights: ReadonlyMap<string, readonly string[]>
}

export interface Scope {
  readonly places: readonly string[]
  readonly people: readonly string[]
}

const kinds = [
  ['v1', 'Pod'],
  ['v1', 'PersistentVolumeClaim'],
  ['v1', 'Secret'],
  ['v1', 'ConfigMap'],
  ['v1', 'ServiceAccount'],
  ['v1', 'ResourceQuota'],
  ['v1', 'LimitRange'],
  ['rbac.authorization.k8s.io/v1', 'RoleBinding'],
  ['rbac.authorization.k8s.io/v1', 'Role'],
  ['security.istio.io/v1', 'AuthorizationPolicy'],
  ['networking.k8s.io/v1', 'NetworkPolicy'],
  ['kubeflow.org/v1alpha1', 'PodDefault'],
  ['kubeflow.org/v1', 'Profile'],
  ['v1', 'Namespace']
] as const

export async function stateOf(api: Api, scope: Scope): Promise<State> {
  const lists = await forEach(kinds, ([apiVersion, kind]) =>
    api.list({ apiVersion, kind, metadata: {} })
  )
  const all = lists.flat().filter(({ metadata: { namespace, name } }) => {
    return scope.places.includes(namespace ?? name)
  })
  const policies = lists.flat().filter(({ kind, metadata }) => {
    const here = [...scope.places, rootNamespace].includes(metadata.namespace ?? '')
    return kind === 'AuthorizationPolicy' && here
  })
  return {
    uids: new Map(all.map(thing => [idOf(thing), at(thing.metadata, 'uid')])),
    rights: await rightsOf(api, scope, { all, policies })
  }
}

interface Found {
  readonly all: readonly Thing[]
  readonly policies: readonly Thing[]
}

/** What the server is asked about one by one; the rest it lists itself. */
const few: readonly Wish[] = [
  'list pods',
  'get secrets',
  'create notebooks.kubeflow.org',
  'create rolebindings.rbac.authorization.k8s.io'
]

async function rightsOf(api: Api, { places, people }: Scope, { all, policies }: Found) {
  const bindings = all.filter(({ kind }) => kind === 'RoleBinding')
  const pairs = places.flatMap(place => {
    const found = bindings.filter(isIn(place)).flatMap(subjectsOf)
    const known = found.filter(who => !who.startsWith('flux-system/'))
    const accounts = all.filter(isIn(place)).filter(({ kind }) => kind === 'ServiceAccount')
    const own = accounts.map(({ metadata }) => `${place}/${metadata.name}`)
    return [...new Set([...known, ...own])].map(who => ({ who, place }))
  })
  // Whoever no binding of a namespace names may do there what they may do everywhere.
  const everywhere = people.map(who => ({ who, place: '' }))
  const found = await forEach([...everywhere, ...pairs], async ({ who, place }) => {
    const wishes = await granted(api, identity(who), { namespace: place, asked: few })
    const rules = place === '' ? [] : await rulesOf(api, identity(who), place)
    return [`${who} in ${place}`, [...wishes, ...rules]] as const
  })
  const entered = places.flatMap(place => {
    const named = [...people, ...pairs.filter(pair => pair.place === place).map(({ who }) => who)]
    const persons = [...new Set(named)].filter(who => !/[/ ]/.test(who))
    return persons.map(who => [`${who} at ${place}`, entries(policies, who, place)] as const)
  })
  return new Map([...found, ...entered].filter(([, rights]) => rights.length > 0))
}

/** Everything that somebody may do in a namespace, as the server lists it for them. */
async function rulesOf(api: Api, who: Identity, namespace: string): Promise<string[]> {
  const review = {
    apiVersion: 'authorization.k8s.io/v1',
    kind: 'SelfSubjectRulesReview',
    metadata: { name: '' },
    spec: { namespace }
  }
  const { status } = expectOk(await api.as(who).create(review), review)
  const lines = list(status, 'resourceRules').flatMap(rule => {
    const [verbs, groups, resources, names = ['']] = [
      'verbs',
      'apiGroups',
      'resources',
      'resourceNames'
    ].map(field => at(rule, field) as readonly string[] | undefined)
    const of = (groups ?? []).flatMap(group => resources?.map(each => `${each}.${group}`) ?? [])
    return of.flatMap(
      each => verbs?.flatMap(verb => names.map(name => `${verb} ${each} ${name}`)) ?? []
    )
  })
  return [...new Set(lines)].sort()
}

function isIn(place: string) {
  return ({ metadata }: Thing) => metadata.namespace === place
}

function subjectsOf({ subjects, metadata }: Thing): string[] {
  return list(subjects).map(({ kind, name, namespace = metadata.namespace }) => {
    if (kind === 'ServiceAccount') return `${namespace}/${name}`
    return kind === 'Group' ? `group ${name}` : String(name)
  })
}

/** `group analysts` is somebody who is in it and has nothing else. */
function identity(who: string): Identity {
  const [, group] = /^group (.+)$/.exec(who) ?? []
  const groups = [...(group === undefined ? [] : [group]), 'system:authenticated']
  return group === undefined ? identityOf(who) : { user: 'somebody@example.com', groups }
}

/** Whether the mesh lets a person in, as its policies say it. */
function entries(policies: readonly Thing[], who: string, namespace: string): string[] {
  const headers = { 'kubeflow-userid': who }
  const ways = [
    ['open notebooks', doors.gateway, { path: '/notebook/x/y/lab', port: 8888 }],
    ['see artifacts', doors.pipelines, { path: '/artifacts/get', port: 3000 }]
  ] as const
  return ways.flatMap(([way, principal, { path, port }]) => {
    const request = { principal, port, http: { method: 'GET', path, headers } }
    return isLetIn(policies, { namespace, labels: {} }, request) ? [way] : []
  })
}

/** What is different: `<who> in <namespace> may now ...`, and `... may no longer ...`. */
export function differences(before: State, after: State): string[] {
  const keys = [...new Set([...before.rights.keys(), ...after.rights.keys()])].sort()
  return keys.flatMap(key => {
    const [was, is] = [before, after].map(({ rights }) => rights.get(key) ?? [])
    const only = (one: readonly string[] = [], other: readonly string[] = []) =>
      one.filter(wish => !other.includes(wish)).join(', ')
    const [gained, lost] = [only(is, was), only(was, is)]
    return [
      ...(gained === '' ? [] : [`${key} may now ${gained}`]),
      ...(lost === '' ? [] : [`${key} may no longer ${lost}`])
    ]
  })
}

/** What was deleted, or made anew. */
export function gone(before: State, after: State): string[] {
  return [...before.uids].flatMap(([id, uid]) => (after.uids.get(id) === uid ? [] : [id])).sort()
}
