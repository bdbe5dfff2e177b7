import type { Cluster } from '../cluster/cluster.ts'
import { site } from '../cluster/cluster.ts'
import { emailsOf, gpuOf } from '../documents/common.ts'
import type { Parsed } from '../documents/parse.ts'
import { normalizeEmail } from '../values/email.ts'
import { type Expand, expandFrom } from './expand-groups.ts'
import { grantedFrom } from './grants.ts'
import type { Model } from './model.ts'
import { accountsOf, type Outline, outlineOf } from './outline.ts'
import { placements } from './placement.ts'
import { build } from './resolve-tenant.ts'

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
export function resolve({ parsed, clusters, outlines }: Placed, others: readonly Outline[]): Model {
  const { common, policy, removals, directory, directories, names, clusterNames } = parsed
  const emails = emailsOf(common.value)
  const gpu = gpuOf(common.value)
  const normal = (email: string) => normalizeEmail(email, emails.lowercase)
  const expand = expandFrom(directory.value, normal)
  const granted = grantedFrom(policy.value, gpu)
  const accounts = accountsOf([...outlines, ...others])
  const placed = parsed.tenants.flatMap(tenant => placements(tenant, clusters, common.root))
  const surroundings = { parsed, expand, normal, granted, accounts }
  return {
    common,
    policy,
    removals,
    directory,
    directories,
    clusters,
    documents: parsed.tenants,
    tenants: placed.map(placement => build(placement, surroundings)),
    others,
    names,
    clusterNames,
    emails,
    gpu,
    admins: adminsOf(parsed, expand, normal)
  }
}

function adminsOf(
  { common }: Parsed,
  expand: Expand,
  normal: (email: string) => string
): readonly string[] {
  const people = (common.value.admins ?? []).flatMap(({ user, group }) => [
    ...(user === undefined ? [] : [normal(user)]),
    ...(group === undefined ? [] : expand.group(group))
  ])
  return [...new Set(people)].sort()
}
