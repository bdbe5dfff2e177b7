import { type Fields, mapAt, textAt, wordsAt } from '../../src/imports/dump/pick.ts'
import type { LiveObject } from '../../src/imports/dump/read-dump.ts'
import type { Right } from '../../src/imports/dump/rights.ts'
import { meaningOf } from '../../src/kubernetes/reserved.ts'
import { forms } from '../../src/schema/forms.ts'
import { andList } from '../../src/text/prose.ts'
import { adviceFor, madeByHand } from './advice.ts'
import { type Beside, differences, extras, isOurs, keyOf, pairsOf, rightsOf } from './beside.ts'
import type { LiveFinding, Say } from './live-finding.ts'

/** What is on the cluster and not in git. */
export function handMade(all: Beside): LiveFinding[] {
  const say: Say = (risk, message, help = '') => ({ tenant: all.tenant.name, risk, message, help })
  return [
    ...people(all, say),
    ...edited(all).map(([object, fields]) =>
      say(
        'edited',
        `${keyOf(object)} has another ${andList(fields)} than git`,
        'the next sync sets it back'
      )
    ),
    ...strays(all).map(object =>
      say('extra', keyOf(object), adviceFor(object, guestsOf(all, object)))
    ),
    ...roles(all, say),
    ...labels(all, say)
  ]
}

function people(all: Beside, say: Say): LiveFinding[] {
  return foreign(all).map(right => {
    const { person, role } = right
    const other = spelledInGit(all, person)
    const text = `\`${person}\` has role \`${role}\``
    if (other !== undefined) {
      const help =
        'delete their RoleBinding and AuthorizationPolicy if nobody signs in by that spelling'
      return say('people', `${text}, and is \`${other}\` in git`, help)
    }
    const help = forms.email.test(person)
      ? 'add them to `members`, or delete their RoleBinding and AuthorizationPolicy'
      : 'delete their RoleBinding and AuthorizationPolicy: a file names people by their e-mail'
    return say('people', text, help)
  })
}

/** People with a role on the cluster whom git does not let in, and whom its file could name. */
export function letIn(all: Beside): Right[] {
  return foreign(all).filter(({ person }) => spelledInGit(all, person) === undefined)
}

/** People with a role on the cluster whom git does not let in, or not as far. */
function foreign(all: Beside): Right[] {
  const meant = rightsOf(all, all.meant).people
  return rightsOf(all, all.live).people.filter(({ person, role }) => {
    const known = meant.find(right => right.person === person)
    return role !== undefined && person !== '' && known?.role === undefined
  })
}

/** Whether an object lets in people, and only those whom git lets in as well. */
function guestsOf(all: Beside, object: LiveObject): 'none' | 'known' | 'strange' {
  const named = rightsOf(all, [object]).people.map(({ person }) => person)
  const known = rightsOf(all, all.meant).people.flatMap(({ person, role }) =>
    role ? [person] : []
  )
  if (named.length === 0) return 'none'
  return named.every(person => known.includes(person)) ? 'known' : 'strange'
}

/** To Kubeflow, e-mails that differ in case are two people. */
function spelledInGit(all: Beside, person: string): string | undefined {
  const meant = rightsOf(all, all.meant).people.map(right => right.person)
  return meant.find(name => name !== person && name.toLowerCase() === person.toLowerCase())
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
  const theirs = new Set(foreign(all).flatMap(({ bindings }) => bindings))
  return extras(all).filter(({ kind, name }) => {
    return madeByHand.includes(kind) && !controlled.includes(name) && !theirs.has(name)
  })
}

/** Guards refuse everybody else. */
const asEngine = 'by kubectl with the `--as` that docs/lifecycle.md names'

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
      const help = `say it under \`aws\`, or remove the annotation \`${annotation}\`, ${asEngine}`
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
    say('extra', `label \`${key}: ${value}\``, `say it under \`labels\`, or remove it, ${asEngine}`)
  )
}

/** Of objects that others write into as well, only what git says counts. */
const watched = [...madeByHand, 'Namespace', 'Profile']

/** Objects of git that somebody changed on the cluster. */
function edited(all: Beside): (readonly [LiveObject, readonly string[]])[] {
  return pairsOf(all).flatMap(({ meant, live }) => {
    if (!watched.includes(meant.kind) || !isOurs(live)) return []
    const { spec, subjects, roleRef, metadata } = meant.fields
    const { labels, annotations } = mapAt(metadata)
    const words = meant.kind === 'Namespace' ? { metadata: said({ labels, annotations }) } : {}
    const fields = differences({ ...said({ spec, subjects, roleRef }), ...words }, live.fields)
    return fields.length === 0 ? [] : [[live, fields] as const]
  })
}

function said(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
}
