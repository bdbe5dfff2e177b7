import { type Fields, mapAt, textAt, wordsAt } from '../../src/imports/dump/pick.ts'
import type { LiveObject } from '../../src/imports/dump/read-dump.ts'
import type { Right } from '../../src/imports/dump/rights.ts'
import { bindingName } from '../../src/kubeflow/bindings.ts'
import { meaningOf } from '../../src/kubernetes/reserved.ts'
import { type Beside, difference, extras, keyOf, pairsOf, rightsOf } from './beside.ts'
import type { LiveFinding } from './live-finding.ts'

type Say = (risk: LiveFinding['risk'], message: string, help: string) => LiveFinding

/** What is on the cluster and not in git. */
export function handMade(all: Beside): LiveFinding[] {
  const say: Say = (risk, message, help) => ({ tenant: all.tenant.name, risk, message, help })
  return [
    ...people(all, say),
    ...edited(all).map(([object, field]) =>
      say(
        'edited',
        `${keyOf(object)} has another \`${field}\` than git`,
        'the next sync sets it back'
      )
    ),
    ...strays(all).map(object => say('extra', keyOf(object), made[object.kind] ?? '')),
    ...roles(all, say),
    ...labels(all, say)
  ]
}

function people(all: Beside, say: Say): LiveFinding[] {
  const help = 'add them to `members`, or delete their RoleBinding and AuthorizationPolicy'
  return letIn(all).map(({ person, role }) =>
    say('people', `\`${person}\` has role \`${role}\``, help)
  )
}

/** People with a role on the cluster whom git does not let in, or not as far. */
export function letIn(all: Beside): Right[] {
  const meant = rightsOf(all, all.meant).people
  return rightsOf(all, all.live).people.filter(({ person, role }) => {
    const known = meant.find(right => right.person === person)
    return role !== undefined && person !== '' && known?.role === undefined
  })
}

/** The kinds that people make by hand, and what to do with what git does not have. */
const made: Readonly<Record<string, string>> = {
  RoleBinding: 'say it under `members`, and delete it',
  AuthorizationPolicy: 'say it under `members`, and delete it',
  ResourceQuota: 'say it under `quota`, and delete it',
  LimitRange: 'say it under `limits`, and delete it',
  NetworkPolicy: 'say it under `network`, and delete it',
  PodDefault: 'say it under `environment`, and delete it'
}

/** What Kubeflow itself makes in a namespace. */
const controlled = [
  'access-ml-pipeline',
  'default-editor',
  'default-viewer',
  'namespaceAdmin',
  'ns-owner-access-istio',
  'kf-resource-quota'
]

/** Objects that git does not have, without those by which somebody was let in. */
function strays(all: Beside): LiveObject[] {
  const ours = new Set(
    letIn(all).flatMap(({ person, role }) => (role ? [bindingName(person, role)] : []))
  )
  return extras(all).filter(({ kind, name }) => {
    return Object.hasOwn(made, kind) && !controlled.includes(name) && !ours.has(name)
  })
}

const annotation = 'eks.amazonaws.com/role-arn'

/** The AWS roles that pods get by their account. */
function roles({ meant, live }: Beside, say: Say): LiveFinding[] {
  const roleOf = (object?: LiveObject) =>
    textAt(object?.fields, 'metadata', 'annotations', annotation)
  return live
    .filter(({ kind }) => kind === 'ServiceAccount')
    .flatMap(account => {
      const ours = meant.find(object => keyOf(object) === keyOf(account))
      const role = roleOf(account)
      const help = `say it under \`aws\`, or remove the annotation \`${annotation}\``
      if (role === '' || role === roleOf(ours)) return []
      return [say('extra', `${keyOf(account)} has AWS role \`${role}\``, help)]
    })
}

/** The namespace's labels that no program of the platform reads. */
function labels({ meant, live }: Beside, say: Say): LiveFinding[] {
  const of = (objects: readonly LiveObject[]) => {
    const namespace = objects.find(({ kind }) => kind === 'Namespace')
    return wordsAt(namespace?.fields, 'metadata', 'labels')
  }
  const ours = of(meant)
  const own = [...of(live)].filter(([key]) => meaningOf(key) === undefined && !ours.has(key))
  return own.map(([key, value]) =>
    say('extra', `label \`${key}: ${value}\``, 'say it under `labels`, or remove it')
  )
}

/** Of objects that others write into as well, only what git says counts. */
const watched = [...Object.keys(made), 'Namespace', 'Profile']

/** Objects of git that somebody changed on the cluster. */
function edited(all: Beside): [LiveObject, string][] {
  return pairsOf(all).flatMap(({ meant, live }) => {
    const manager = textAt(live.fields, 'metadata', 'labels', 'app.kubernetes.io/managed-by')
    if (!watched.includes(meant.kind) || manager !== 'tenantry') return []
    const { spec, subjects, roleRef, metadata } = meant.fields
    const { labels, annotations } = mapAt(metadata)
    const words = meant.kind === 'Namespace' ? { metadata: said({ labels, annotations }) } : {}
    const field = difference({ ...said({ spec, subjects, roleRef }), ...words }, live.fields)
    return field === undefined ? [] : [[live, field] as [LiveObject, string]]
  })
}

function said(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
}
