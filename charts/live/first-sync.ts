import { mapAt, textAt, wordsAt } from '../../src/imports/dump/pick.ts'
import type { LiveObject } from '../../src/imports/dump/read-dump.ts'
import type { Right } from '../../src/imports/dump/rights.ts'
import { compareQuantities, parseQuantity } from '../../src/kubernetes/quantity.ts'
import { afterSync, type Beside, difference, keyOf, pairsOf, rightsOf } from './beside.ts'
import { refusals } from './guarded-pods.ts'
import type { LiveFinding, Say } from './live-finding.ts'
import { shared } from './other-owners.ts'
import { violations } from './pod-security.ts'
import { takeovers } from './takeovers.ts'
import { traffic } from './traffic.ts'

/** What the first sync of a tenant would change on the cluster. */
export function firstSync(all: Beside): LiveFinding[] {
  const say: Say = (risk, message, help = '') => ({ tenant: all.tenant.name, risk, message, help })
  if (!all.live.some(({ kind }) => kind === 'Namespace')) return []
  return [
    ...fixed(all, say),
    ...going(all, say),
    ...people(all, say),
    ...traffic(all, say),
    ...pods(all, say),
    ...quota(all, say),
    ...shared(all, say),
    ...takeovers(all, say)
  ]
}

/** The role of a binding cannot change, so that the API server refuses the whole shard. */
function fixed(all: Beside, say: Say): LiveFinding[] {
  return pairsOf(all).flatMap(({ meant, live }) => {
    const isOther =
      meant.kind === 'RoleBinding' &&
      difference(mapAt(meant.fields, 'roleRef'), mapAt(live.fields, 'roleRef'))
    const text = `${keyOf(live)} is for another role, \`${textAt(live.fields, 'roleRef', 'name')}\``
    return isOther ? [say('refused', text, 'delete it before the sync; git makes it anew')] : []
  })
}

/** Its finalizers may delete the namespace with all that is in it. */
function going({ tenant, live }: Beside, say: Say): LiveFinding[] {
  const kinds = ['Namespace', 'Profile']
  return live
    .filter(({ kind, fields }) => {
      return kinds.includes(kind) && textAt(fields, 'metadata', 'deletionTimestamp') !== ''
    })
    .map(({ kind }) => {
      const isNamespace = kind === 'Namespace'
      const help = isNamespace
        ? `wait until it is gone, or remove ${tenant.file.path}`
        : '`npx tenantry adopt` lets it go without what depends on it'
      return say('refused', `its ${kind} is being deleted`, help)
    })
}

function people(all: Beside, say: Say): LiveFinding[] {
  const [before, after] = [rightsOf(all, all.live).people, rightsOf(all, afterSync(all)).people]
  const names = new Set([...before, ...after].map(({ person }) => person))
  return [...names]
    .filter(name => name !== '')
    .flatMap(name => {
      const [was, is] = [before, after].map(list => list.find(({ person }) => person === name))
      const other = after.find(({ person }) => isOtherSpelling(person, name))
      const help =
        other === undefined
          ? 'add them to `members` if they shall keep it'
          : `git says \`${other.person}\`: check how the identity provider writes it`
      return changes(name, was, is).map(([risk, text]) =>
        say(risk, text, risk === 'lost' ? help : '')
      )
    })
}

/** To Kubeflow, e-mails that differ in case are two people. */
function isOtherSpelling(one: string, other: string): boolean {
  return one !== other && one.toLowerCase() === other.toLowerCase()
}

const order = [undefined, 'view', 'edit', 'admin']

function changes(name: string, was?: Right, is?: Right): ['lost' | 'gained', string][] {
  const [old, now] = [order.indexOf(was?.role), order.indexOf(is?.role)]
  const roles = `role \`${was?.role ?? 'none'}\` becomes \`${is?.role ?? 'none'}\``
  const found: ['lost' | 'gained', string][] = []
  if (now !== old) found.push([now < old ? 'lost' : 'gained', `\`${name}\`: ${roles}`])
  if (was?.notebooks && !is?.notebooks)
    found.push(['lost', `\`${name}\` can no longer open notebooks`])
  if (!was?.notebooks && is?.notebooks) found.push(['gained', `\`${name}\` can open notebooks`])
  return found
}

function pods({ tenant, live }: Beside, say: Say): LiveFinding[] {
  return live
    .filter(({ kind }) => kind === 'Pod')
    .flatMap(pod => {
      const [why] = violations(mapAt(pod.fields, 'spec'), tenant.podSecurity)
      const text = `${keyOf(pod)} breaks pod security \`${tenant.podSecurity}\`: ${why}`
      const help =
        'remove it: pods stay in the mesh, except in pipelines, Jobs and Spark applications'
      return [
        ...(why === undefined
          ? []
          : [say('pods', text, 'change it, or write another `podSecurity`')]),
        ...refusals(pod).map(reason =>
          say('pods', `${keyOf(pod)} would be refused by the platform: ${reason}`, help)
        )
      ]
    })
}

function quota({ meant, live }: Beside, say: Say): LiveFinding[] {
  const profile = meant.find(({ kind }) => kind === 'Profile')
  const hard = wordsAt(profile?.fields, 'spec', 'resourceQuotaSpec', 'hard')
  const used = usedBy(live)
  return [...hard].flatMap(([resource, amount]) => {
    const [most, now] = [parseQuantity(amount), parseQuantity(used.get(resource) ?? '0')]
    const isTooMuch = most && now && compareQuantities(now, most) > 0
    const text = `\`${resource}\` is \`${amount}\` in git, and \`${used.get(resource)}\` is in use`
    return isTooMuch ? [say('quota', text, 'what runs goes on; nothing more starts')] : []
  })
}

/** Quotas count what is in use. */
function usedBy(live: readonly LiveObject[]): ReadonlyMap<string, string> {
  const quotas = live.filter(({ kind }) => kind === 'ResourceQuota')
  return new Map(quotas.flatMap(({ fields }) => [...wordsAt(fields, 'status', 'used')]))
}
