import { mapAt, textAt } from '../../src/imports/dump/pick.ts'
import type { LiveObject } from '../../src/imports/dump/read-dump.ts'
import type { Right } from '../../src/imports/dump/rights.ts'
import { bindingName } from '../../src/kubeflow/bindings.ts'
import { type Beside, difference, extras, keyOf, pairsOf, rightsOf } from './beside.ts'
import type { LiveFinding } from './live-finding.ts'

/** What is on the cluster and not in git. */
export function handMade(all: Beside): LiveFinding[] {
  const say = (risk: LiveFinding['risk'], message: string, help: string) => {
    return { tenant: all.tenant.name, risk, message, help }
  }
  const people = letIn(all)
  const ours = new Set(
    people.flatMap(({ person, role }) => (role ? [bindingName(person, role)] : []))
  )
  return [
    ...people.map(({ person, role }) =>
      say(
        'people',
        `\`${person}\` has role \`${role}\``,
        'add them to `members`, or delete their RoleBinding and AuthorizationPolicy'
      )
    ),
    ...edited(all).map(([object, field]) =>
      say(
        'edited',
        `${keyOf(object)} has another \`${field}\` than git`,
        'the next sync sets it back'
      )
    ),
    ...extras(all)
      .filter(object => isMadeByHand(object) && !ours.has(object.name))
      .map(object => say('extra', keyOf(object), helpFor(object)))
  ]
}

/** People with a role on the cluster whom git does not let in, or not as far. */
export function letIn(all: Beside): Right[] {
  const meant = rightsOf(all, all.meant).people
  return rightsOf(all, all.live).people.filter(({ person, role }) => {
    const known = meant.find(right => right.person === person)
    return role !== undefined && person !== '' && known?.role === undefined
  })
}

const watched = [
  'RoleBinding',
  'AuthorizationPolicy',
  'ResourceQuota',
  'LimitRange',
  'NetworkPolicy'
]

/** What Kubeflow's profile controller makes. */
const controlled = [
  'default-editor',
  'default-viewer',
  'namespaceAdmin',
  'ns-owner-access-istio',
  'kf-resource-quota'
]

function isMadeByHand({ kind, name }: LiveObject): boolean {
  return watched.includes(kind) && !controlled.includes(name)
}

function helpFor({ kind }: LiveObject): string {
  if (kind === 'ResourceQuota') return 'say it under `quota`, and delete it'
  if (kind === 'LimitRange') return 'say it under `limits`, and delete it'
  if (kind === 'NetworkPolicy') return 'say it under `network`, and delete it'
  return 'say it under `members`, and delete it'
}

/** Objects of git that somebody changed on the cluster. */
function edited(all: Beside): [LiveObject, string][] {
  return pairsOf(all).flatMap(({ meant, live }) => {
    if (
      !watched.includes(meant.kind) ||
      textAt(live.fields, 'metadata', 'labels', 'app.kubernetes.io/managed-by') !== 'tenantry'
    )
      return []
    const { spec, subjects, roleRef } = meant.fields
    const said = Object.fromEntries(
      Object.entries({ spec, subjects, roleRef }).filter(([, value]) => value !== undefined)
    )
    const field = difference(said, mapAt(live.fields))
    return field === undefined ? [] : [[live, field] as [LiveObject, string]]
  })
}
