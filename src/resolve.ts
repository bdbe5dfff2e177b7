import { build } from './build.ts'
import { type Expand, expander } from './expand.ts'
import { granter } from './granted.ts'
import type { Model } from './model.ts'
import type { Parsed } from './parsed.ts'
import { type Placement, placements } from './placement.ts'
import { site } from './site.ts'

/** Fills in every default. Total: what leads nowhere counts as not written, and a rule reports it. */
export function resolve(parsed: Parsed): Model {
  const { common, policy, directory, names, clusterNames } = parsed
  const normal = normalizer(common.value.emails?.lowercase ?? false)
  const expand = expander(directory.value, normal)
  const clusters = parsed.clusters.map(document => site(document, common))
  const placed = parsed.tenants.flatMap(tenant => placements(tenant, clusters, common.root))
  const granted = granter(policy.value, common.value.gpu ?? 'nvidia.com/gpu')
  const surroundings = { parsed, expand, normal, granted, accounts: accountsOf(placed) }
  return {
    common,
    policy,
    directory,
    clusters,
    documents: parsed.tenants,
    tenants: placed.map(placement => build(placement, surroundings)),
    names,
    clusterNames,
    admins: adminsOf(parsed, expand, normal)
  }
}

function normalizer(lowercase: boolean): (email: string) => string {
  return lowercase ? email => email.toLowerCase() : email => email
}

/** By cluster and tenant: the service accounts that stand for a tenant's workloads. */
function accountsOf(placed: readonly Placement[]): ReadonlyMap<string, readonly string[]> {
  return new Map(
    placed.map(({ cluster, document, file }) => [
      `${cluster.name}/${document.name}`,
      [...new Set(['default-editor', ...(file.aws?.serviceAccounts ?? [])])].sort()
    ])
  )
}

function adminsOf(
  { common }: Parsed,
  expand: Expand,
  normal: (email: string) => string
): readonly string[] {
  const people = (common.value.admins ?? []).flatMap(({ user, group }) =>
    user !== undefined ? [normal(user)] : expand.group(group ?? '')
  )
  return [...new Set(people)].sort()
}
