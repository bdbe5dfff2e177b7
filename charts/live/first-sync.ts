import { listAt, mapAt, textAt, wordsAt } from '../../src/imports/dump/pick.ts'
import type { LiveObject } from '../../src/imports/dump/read-dump.ts'
import type { Right } from '../../src/imports/dump/rights.ts'
import { compareQuantities, parseQuantity } from '../../src/kubernetes/quantity.ts'
import { afterSync, type Beside, difference, keyOf, pairsOf, rightsOf } from './beside.ts'
import type { LiveFinding } from './live-finding.ts'
import { violations } from './pod-security.ts'

type Say = (risk: LiveFinding['risk'], message: string, help?: string) => LiveFinding

/** What the first sync of a tenant would change on the cluster. */
export function firstSync(all: Beside): LiveFinding[] {
  const say: Say = (risk, message, help = '') => ({ tenant: all.tenant.name, risk, message, help })
  if (!all.live.some(({ kind }) => kind === 'Namespace')) return []
  return [
    ...refusals(all, say),
    ...people(all, say),
    ...pods(all, say),
    ...quota(all, say),
    ...owners(all, say),
    ...takeovers(all, say)
  ]
}

/** The role of a binding cannot change, so that the API server refuses the whole shard. */
function refusals(all: Beside, say: Say): LiveFinding[] {
  return pairsOf(all).flatMap(({ meant, live }) => {
    const isOther =
      meant.kind === 'RoleBinding' &&
      difference(mapAt(meant.fields, 'roleRef'), mapAt(live.fields, 'roleRef'))
    const text = `${keyOf(live)} is for another role, \`${textAt(live.fields, 'roleRef', 'name')}\``
    return isOther ? [say('refused', text, 'delete it before the sync; git makes it anew')] : []
  })
}

function people(all: Beside, say: Say): LiveFinding[] {
  const [before, after] = [rightsOf(all, all.live).people, rightsOf(all, afterSync(all)).people]
  const names = new Set([...before, ...after].map(({ person }) => person))
  return [...names]
    .filter(name => name !== '')
    .flatMap(name => {
      const [was, is] = [before, after].map(list => list.find(({ person }) => person === name))
      return changes(name, was, is).map(([risk, text]) =>
        say(risk, text, risk === 'lost' ? 'add them to `members` if they shall keep it' : '')
      )
    })
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
      return why === undefined
        ? []
        : [say('pods', text, 'change it, or write another `podSecurity`')]
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

const manager = 'app.kubernetes.io/managed-by'

function owners(all: Beside, say: Say): LiveFinding[] {
  return pairsOf(all).flatMap(({ live }) => {
    const label = textAt(live.fields, 'metadata', 'labels', manager)
    const isOther = label !== '' && label !== 'tenantry'
    const isLinked =
      live.kind === 'Namespace' && listAt(live.fields, 'metadata', 'ownerReferences').length > 0
    return [
      ...(isOther
        ? [say('shared', `${keyOf(live)} is managed by ${label}`, 'take it out there first')]
        : []),
      ...(isLinked
        ? [
            say(
              'shared',
              `${keyOf(live)} depends on its Profile`,
              '`npx tenantry adopt` removes that link'
            )
          ]
        : [])
    ]
  })
}

function takeovers(all: Beside, say: Say): LiveFinding[] {
  return pairsOf(all).flatMap(({ meant, live }) => {
    if (textAt(live.fields, 'metadata', 'labels', manager) === 'tenantry') return []
    const { metadata, apiVersion, kind, ...content } = meant.fields
    const labels = difference(mapAt(metadata, 'labels'), mapAt(live.fields, 'metadata', 'labels'))
    const field = difference(content, live.fields) ?? (labels && `metadata.labels`)
    return [
      say(
        'taken',
        field === undefined ? keyOf(live) : `${keyOf(live)}, and change its \`${field}\``
      )
    ]
  })
}
