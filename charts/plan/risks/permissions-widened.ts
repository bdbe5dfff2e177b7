import { type Allowance, newlyAllowed } from '../../../src/aws/newly-allowed.ts'
import type { Tenant, TenantAws } from '../../../src/model/tenant.ts'
import { andList } from '../../../src/text/prose.ts'
import { grantsText } from '../aws-grants.ts'
import { clusterPairs } from '../cluster-pairs.ts'
import type { Seen } from '../comparison.ts'
import { lineAt } from '../line-at.ts'
import { platformIam } from '../platform-iam.ts'
import { watchedChanges } from '../watched-changes.ts'
import { perSite, placeIn, type RiskRule } from './risk-rule.ts'

type Findings = ReturnType<RiskRule['find']>

/** Whoever may run code in the tenant can do it, whatever the words in which the policies say so. */
const ofTenants = perSite('medium', site => {
  const { was, is } = site
  if (!was || !is) return []
  const known = new Set(Object.values(was.cluster.file.aws?.policies ?? {}))
  return [...documents(was.aws, is.aws), ...attached(was.aws, is.aws, known)].map(said => ({
    help: 'ask what it is needed for, and whether less is enough',
    ...said,
    ...placeIn(site, 'aws')
  }))
})

export const permissionsWidened: RiskRule = {
  level: 'medium',
  find: seen => [
    ...ofTenants.find(seen),
    ...boundaries(seen),
    ...ofPlatform(seen),
    ...watchedChanges(seen.comparison, 'permissions-widened')
  ]
}

function ofPlatform({ comparison }: Seen): Findings {
  const { permissions, limits } = platformIam(comparison)
  const told = [
    ...permissions.map(document => ({ ...document, verb: 'may use' })),
    ...limits.map(document => ({ ...document, verb: 'lets them use' }))
  ]
  return told.flatMap(({ cluster, file, whose, verb, was, is }) => {
    const found = newlyAllowed(was, is)
    if (found.length === 0) return []
    return [
      {
        message: `${whose} ${verb} ${grantsText(found)}`,
        help: 'ask what it is needed for, and whether less is enough',
        at: { file, line: 1 },
        tenants: [],
        clusters: [cluster],
        ...broadly(found)
      }
    ]
  })
}

function broadly(found: readonly Allowance[]) {
  return found.some(isBroad) ? ({ level: 'high' } as const) : {}
}

function documents(was: TenantAws, is: TenantAws) {
  const whose = { workloads: 'workloads', secrets: 'the reader of secrets', user: 'the user' }
  return (['workloads', 'secrets', 'user'] as const).flatMap(name => {
    const found = newlyAllowed(was[name]?.permissions ?? null, is[name]?.permissions ?? null)
    if (found.length === 0) return []
    return [{ message: `${whose[name]} may use ${grantsText(found)}`, ...broadly(found) }]
  })
}

function isBroad({ action, resource }: Allowance): boolean {
  return resource === '*' || /^(?:\w+:)?\*$/.test(action)
}

/** What policies and roles allow that Tenantry does not write is known to those who write them, if to anybody. */
function attached(was: TenantAws, is: TenantAws, known: ReadonlySet<string>) {
  const old = new Set(was.policies.map(({ arn }) => arn))
  const added = is.policies.map(({ arn }) => arn).filter(arn => !old.has(arn))
  const isKnown = added.every(arn => known.has(arn))
  const isOther = is.role !== null && is.role.arn !== was.role?.arn
  const policies = {
    ...(isKnown ? {} : { level: 'high' as const }),
    message: `workloads may do what ${andList(added)} allows`
  }
  const role = {
    level: 'high' as const,
    message: `workloads use the AWS role \`${is.role?.arn}\``
  }
  return [...(added.length > 0 ? [policies] : []), ...(isOther ? [role] : [])]
}

/** Whose roles another limit holds, or none. */
function boundaries({ comparison, sites }: Seen): Findings {
  return clusterPairs(comparison).flatMap(({ was, is }) => {
    const [old, now] = [was.aws.boundary, is.aws.boundary]
    if (old === null || old === now) return []
    const others = now === null ? 'no boundary' : `the boundary \`${now}\``
    const held = sites.filter(site => site.cluster === is.name && site.was && hasRole(site.is))
    return [
      {
        level: 'high',
        message: `roles of tenants on cluster \`${is.name}\` get ${others} in the place of \`${old}\``,
        help: 'ask what it is needed for, and whether less is enough',
        at: lineAt(is.at('aws', 'boundary')),
        tenants: held.map(({ tenant }) => tenant).sort(),
        clusters: [is.name]
      }
    ]
  })
}

function hasRole(tenant: Tenant | undefined): boolean {
  return [tenant?.aws.workloads, tenant?.aws.secrets, tenant?.aws.user].some(Boolean)
}
