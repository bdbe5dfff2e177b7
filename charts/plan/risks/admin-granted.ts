import type { Access } from '../../../src/cluster/aws.ts'
import type { Cluster } from '../../../src/cluster/cluster.ts'
import { andList } from '../../../src/text/prose.ts'
import { clusterPairs } from '../cluster-pairs.ts'
import type { Seen } from '../comparison.ts'
import { lineAt } from '../line-at.ts'
import type { RiskRule } from './risk-rule.ts'

/** An admin of a tenant lets in others by hand, and reads its secrets. */
export const adminGranted: RiskRule = {
  level: 'high',
  find: seen => [...ofPeople(seen), ...clusterPairs(seen.comparison).flatMap(ofRoles)]
}

function ofPeople({ access }: Seen) {
  // Every tenant has an owner, and a new one is a risk of its own.
  const admins = access.filter(({ after, ways }) => {
    return after.role === 'admin' && !ways.includes('owner')
  })
  return admins.map(({ who, at, tenants, clusters }) => ({
    message: `\`${who.join()}\` becomes admin${tenants.length > 0 ? '' : ' of the platform'}`,
    help: helps[tenants.length > 0 ? 'tenant' : 'platform'],
    at,
    tenants,
    clusters
  }))
}

/** AWS roles that may use kubectl, past git. */
function ofRoles({ was, is }: { readonly was: Cluster; readonly is: Cluster }) {
  const gained = is.aws.access.filter(entry => {
    return !was.aws.access.some(old => old.role === entry.role && isWithin(entry, old))
  })
  return gained.map(({ name, role, may, namespaces }) => ({
    message: `\`${role}\` may use kubectl as \`${may}\` in ${placeText(namespaces)} \`${is.name}\``,
    help: helps.kubectl,
    at: lineAt(is.at('aws', 'access', name)),
    tenants: [],
    clusters: [is.name]
  }))
}

const strength = ['view', 'edit', 'admin', 'clusterAdmin']

function isWithin(entry: Access, old: Access): boolean {
  const isWeaker = strength.indexOf(entry.may) <= strength.indexOf(old.may)
  const isInside =
    old.namespaces.length === 0 ||
    (entry.namespaces.length > 0 && entry.namespaces.every(name => old.namespaces.includes(name)))
  return isWeaker && isInside
}

function placeText(namespaces: readonly string[]): string {
  if (namespaces.length === 0) return 'all of cluster'
  const noun = namespaces.length === 1 ? 'namespace' : 'namespaces'
  return `${noun} ${andList(namespaces)} of cluster`
}

const helps = {
  tenant: 'an admin reads every secret of the tenant and lets in others; `edit` is enough for work',
  platform: 'an admin of the platform may do everything in all tenants, and change them past git',
  kubectl: 'whoever may take on the role does this past git: look who that is'
}
