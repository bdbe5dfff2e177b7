import type { Role } from '../../model/members.ts'
import { weaker } from '../../model/members.ts'
import { listAt, pick, textAt, textsAt } from './pick.ts'
import type { LiveObject } from './read-dump.ts'

/** How the gateway tells who somebody is, and which accounts forward requests. */
export interface Door {
  readonly header: string
  readonly prefix: string
  /** The account that only shows what pipelines made, and opens no notebook. */
  readonly pipelinesUi: string
}

/** What a person may do in a namespace. */
export interface Right {
  readonly person: string
  /** Missing for somebody whom only a policy lets in. */
  readonly role: Role | undefined
  readonly notebooks: boolean
  /** The names of the bindings. */
  readonly bindings: readonly string[]
  /** The names of the policies of the mesh that name them. */
  readonly policies: readonly string[]
}

/** A binding to something else than a person with one of Kubeflow's roles. */
export interface OtherGrant {
  readonly binding: string
  readonly kind: string
  /** `namespace/name` for a service account. */
  readonly name: string
  /** One of Kubeflow's roles, or the kind and name of another. */
  readonly role: Role | undefined
  readonly roleName: string
}

export interface Rights {
  readonly people: readonly Right[]
  readonly others: readonly OtherGrant[]
}

const roles: Readonly<Record<string, Role>> = {
  'ClusterRole kubeflow-admin': 'admin',
  'ClusterRole kubeflow-edit': 'edit',
  'ClusterRole kubeflow-view': 'view'
}

/** Whom the objects of one namespace let in, by what they say now. */
export function rightsIn(objects: readonly LiveObject[], door: Door): Rights {
  const grants = objects.filter(({ kind }) => kind === 'RoleBinding').flatMap(grantsOf)
  const isPersons = ({ kind, role }: OtherGrant) => kind === 'User' && role !== undefined
  const entries = objects.flatMap(object => entriesOf(object, door))
  const visitors = new Set(entries.filter(({ isOpen }) => isOpen).map(({ person }) => person))
  const named = [...grants.filter(isPersons).map(({ name }) => name), ...visitors]
  const people = [...new Set(named)].sort().map(person => {
    const own = grants.filter(grant => isPersons(grant) && grant.name === person)
    const bindings = [...new Set(own.map(({ binding }) => binding))].sort()
    const naming = entries.filter(entry => entry.person === person).map(({ policy }) => policy)
    const policies = [...new Set(naming)].sort()
    return { person, role: strongest(own), notebooks: visitors.has(person), bindings, policies }
  })
  return { people, others: grants.filter(grant => !isPersons(grant)) }
}

function strongest(grants: readonly OtherGrant[]): Role | undefined {
  return grants
    .flatMap(({ role }) => role ?? [])
    .reduce<Role | undefined>((most, role) => {
      return most === undefined || weaker(most, role) ? role : most
    }, undefined)
}

function grantsOf({ name, namespace, fields }: LiveObject): OtherGrant[] {
  const roleName = `${textAt(fields, 'roleRef', 'kind')} ${textAt(fields, 'roleRef', 'name')}`
  const role = Object.hasOwn(roles, roleName) ? roles[roleName] : undefined
  return listAt(fields, 'subjects').map(subject => {
    const kind = textAt(subject, 'kind')
    const own = textAt(subject, 'name')
    const place = textAt(subject, 'namespace') || namespace
    const whom = kind === 'ServiceAccount' ? `${place}/${own}` : own
    return { binding: name, kind, name: whom, role, roleName }
  })
}

/** Somebody whom a policy names. */
interface Entry {
  readonly policy: string
  readonly person: string
  /** Whether they come through the gateway, so that they can open notebooks. */
  readonly isOpen: boolean
}

function entriesOf({ kind, name, fields }: LiveObject, door: Door): Entry[] {
  const isAllowing = ['', 'ALLOW'].includes(textAt(fields, 'spec', 'action'))
  const isWhole = pick(fields, 'spec', 'selector') === undefined
  if (kind !== 'AuthorizationPolicy' || !isAllowing || !isWhole) return []
  return listAt(fields, 'spec', 'rules').flatMap(rule =>
    entriesBy(rule, door).map(entry => ({ policy: name, ...entry }))
  )
}

function entriesBy(
  rule: unknown,
  { header, prefix, pipelinesUi }: Door
): readonly Omit<Entry, 'policy'>[] {
  if (listAt(rule, 'to').length > 0) return []
  const from = listAt(rule, 'from')
  const principals = from.flatMap(each => textsAt(each, 'source', 'principals'))
  const isOpen = from.length === 0 || principals.some(principal => principal !== pipelinesUi)
  const asked = listAt(rule, 'when').filter(each => {
    return textAt(each, 'key') === `request.headers[${header}]`
  })
  return asked
    .flatMap(each => textsAt(each, 'values'))
    .filter(value => value.startsWith(prefix) && value !== prefix)
    .map(value => ({ person: value.slice(prefix.length), isOpen }))
}
