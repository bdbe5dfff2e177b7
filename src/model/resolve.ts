import type { Cluster } from '../cluster/cluster.ts'
import { site } from '../cluster/cluster.ts'
import { emailsOf, gpuOf } from '../documents/common.ts'
import type { Parsed } from '../documents/parse.ts'
import { normalizeEmail } from '../values/email.ts'
import { expandFrom } from './expand-groups.ts'
import { grantedFrom } from './grants.ts'
import type { Model } from './model.ts'
import { accountsOf, type Outline, outlineOf } from './outline.ts'
import { type Placement, placements } from './placement.ts'
import { build, quotaAt, type Surroundings } from './resolve-tenant.ts'
import type { Tenant } from './tenant.ts'

/** The tenants at hand, and what others have to know about them. */
export interface Placed {
  readonly parsed: Parsed
  readonly clusters: readonly Cluster[]
  /** In the order of the tenants. */
  readonly outlines: readonly Outline[]
}

export function place(parsed: Parsed): Placed {
  const { common, tenants } = parsed
  const gpu = gpuOf(common.value)
  const clusters = parsed.clusters.map(document => site(document, gpu))
  const outlines = tenants.map(tenant =>
    outlineOf(tenant.name, placements(tenant, clusters, common.root))
  )
  return { parsed, clusters, outlines }
}

/**
 * Fills in all defaults and never fails: references to unknown names are ignored here and reported by
 * rules. Tenants in other parts are only known by their outlines.
 */
export function resolve(placed: Placed, others: readonly Outline[]): Model {
  const { parsed, clusters } = placed
  const { common, policy, removals, directory, directories, names, clusterNames } = parsed
  const surroundings = surroundingsOf(placed, others)
  return {
    common,
    policy,
    removals,
    directory,
    directories,
    clusters,
    documents: parsed.tenants,
    tenants: placementsIn(placed).map(placement => build(placement, surroundings)),
    others,
    names,
    clusterNames,
    emails: emailsOf(common.value),
    gpu: gpuOf(common.value),
    admins: adminsOf(parsed, surroundings)
  }
}

/** The quotas alone, in less time than all that tenants have. */
export function quotasOf(placed: Placed): Pick<Tenant, 'cluster' | 'quota'>[] {
  const surroundings = surroundingsOf(placed, [])
  return placementsIn(placed).map(placement => quotaAt(placement, surroundings))
}

function placementsIn({ parsed, clusters }: Placed): Placement[] {
  return parsed.tenants.flatMap(tenant => placements(tenant, clusters, parsed.common.root))
}

function surroundingsOf({ parsed, outlines }: Placed, others: readonly Outline[]): Surroundings {
  const { common, policy, directory } = parsed
  const { lowercase } = emailsOf(common.value)
  const normal = (email: string) => normalizeEmail(email, lowercase)
  const expand = expandFrom(directory.value, normal)
  const granted = grantedFrom(policy.value, gpuOf(common.value))
  return { parsed, expand, normal, granted, accounts: accountsOf([...outlines, ...others]) }
}

function adminsOf({ common }: Parsed, { expand, normal }: Surroundings): readonly string[] {
  const people = (common.value.admins ?? []).flatMap(({ user, group }) => [
    ...(user === undefined ? [] : [normal(user)]),
    ...(group === undefined ? [] : expand.group(group))
  ])
  return [...new Set(people)].sort()
}
