import { listAt, textAt } from '../../src/imports/dump/pick.ts'
import type { Manifest } from '../objects/manifest.ts'
import { nameOf } from '../verify/invariants.ts'
import type { Pair } from './comparison.ts'
import { differences } from './differences.ts'

/** The names of the guards that refused something and do not any more. */
export function guardsIn(pairs: readonly Pair[]): string[] {
  return pairs.flatMap(({ was, is }) => {
    return was && refuses(was) && !refuses(is) ? was.metadata.name : []
  })
}

function refuses(object: Manifest | undefined): boolean {
  const isBinding = object?.kind === 'ValidatingAdmissionPolicyBinding'
  return isBinding && listAt(object, 'spec', 'validationActions').includes('Deny')
}

/** What one object allows that it did not allow, in sentences. */
export function foundIn({ was, is }: Pair): string[] {
  return [...denials(was, is), ...(is ? [...openRules(was, is), ...groups(was, is)] : [])]
}

/** A rule of a policy that denies is gone, or says something else. */
function denials(was: Manifest | undefined, is: Manifest | undefined): string[] {
  if (!was || !isPolicy(was, 'DENY')) return []
  if (!is || !isPolicy(is, 'DENY')) return [`\`${nameOf(was)}\` denies nothing any more`]
  const lost = without(listAt(was, 'spec', 'rules'), listAt(is, 'spec', 'rules'))
  return lost.length > 0 ? [`\`${nameOf(was)}\` denies something else than before`] : []
}

/** A rule without callers lets in everybody. */
function openRules(was: Manifest | undefined, is: Manifest): string[] {
  if (!isPolicy(is, 'ALLOW')) return []
  const added = without(listAt(is, 'spec', 'rules'), listAt(was, 'spec', 'rules'))
  const open = added.filter(rule => {
    return typeof rule === 'object' && rule !== null && !('from' in rule) && !('when' in rule)
  })
  return open.length > 0 ? [`\`${nameOf(is)}\` lets in whoever reaches it`] : []
}

/** Who is in a group is not known here. */
function groups(was: Manifest | undefined, is: Manifest): string[] {
  if (!/^(?:Cluster)?RoleBinding$/.test(is.kind)) return []
  const subjects = (object: Manifest | undefined) => {
    return listAt(object, 'subjects').flatMap(subject => {
      return textAt(subject, 'kind') === 'Group' ? textAt(subject, 'name') : []
    })
  }
  const old = subjects(was)
  const added = subjects(is).filter(name => !old.includes(name))
  return added.map(name => `\`${nameOf(is)}\` gives a role to group \`${name}\``)
}

function isPolicy(object: Manifest, wanted: 'ALLOW' | 'DENY'): boolean {
  const action = textAt(object, 'spec', 'action') || 'ALLOW'
  return object.kind === 'AuthorizationPolicy' && action === wanted
}

function without(items: readonly unknown[], others: readonly unknown[]): unknown[] {
  return items.filter(item => !others.some(other => differences(item, other).length === 0))
}
