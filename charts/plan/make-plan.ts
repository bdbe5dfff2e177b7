import { adminRights } from '../access/admin-rights.ts'
import { rightsOf } from '../access/tenant-rights.ts'
import { approvalsOf } from './approvals/approvals.ts'
import type { Comparison, Pair, Seen, Site } from './comparison.ts'
import { type Behind, behindIn } from './gains/behind.ts'
import { gains } from './gains/gains.ts'
import type { Held } from './gains/held.ts'
import { type LinesOf, linesIn } from './gains/lines.ts'
import { roleRights } from './gains/role-rights.ts'
import { objectChanges } from './object-changes.ts'
import {
  type AccessChange,
  levels,
  type Plan,
  type PlatformChange,
  type TenantChange
} from './plan-data.ts'
import { refusalsIn } from './refusals.ts'
import { releaseChanges } from './release-changes.ts'
import { risksIn } from './risks.ts'
import { anOwner, folded, type OwnerOf } from './same.ts'
import { settingsOf } from './setting-changes.ts'
import { clusterIn, siteObjects } from './site-objects.ts'
import { platformPairs, sitesOf } from './sites.ts'
import { totalsOf } from './totals.ts'

/** What a change from one state to the other does. */
export function planOf(comparison: Comparison): Plan {
  const sites = sitesOf(comparison)
  const pairs = platformPairs(comparison)
  const lines = linesIn(comparison)
  const behind = behindIn(comparison)
  const access = [
    ...platformAccess(comparison, lines),
    ...sites.flatMap(site => accessChanges(site, lines, behind))
  ]
  const seen: Seen = { comparison, sites, platform: pairs, access }
  const changes = sites.flatMap(site => tenantChange(site, comparison) ?? [])
  const platform = platformChanges(pairs, comparison)
  const owners = ownersIn(sites)
  const releases = releaseChanges(comparison)
  const risks = risksIn(seen, owners)
  return {
    version: 1,
    totals: totalsOf(comparison, changes, platform),
    risks,
    access: folded(access, owners).map(entry => withOwners(entry, owners)),
    approvals: approvalsOf(comparison),
    tenants: riskiestFirst(folded(changes, owners), risks),
    platform,
    ...(releases.length > 0 && { releases }),
    compilerOnly: isCompilerOnly(comparison),
    isPending: comparison.isPending,
    refusals: refusalsIn(comparison),
    unplanned: [...comparison.wrong].sort()
  }
}

/** A change for the owners of several tenants with their names. */
function withOwners(entry: AccessChange, ownerOf: OwnerOf): AccessChange {
  if (!entry.who.includes(anOwner)) return entry
  const people = [...new Set(entry.tenants.flatMap(tenant => ownerOf(tenant) ?? []))].sort()
  const [first = '', ...rest] = people
  if (rest.length > 0) return { ...entry, people }
  return { ...entry, who: entry.who.map(name => (name === anOwner ? first : name)) }
}

/** What admins and roles have by the platform's files. A file with mistakes takes nothing from them. */
function platformAccess({ before, after, changed }: Comparison, lines: LinesOf): AccessChange[] {
  const [old, now] = [before.model, after.model]
  if (!old || !now || ![...changed].some(path => path.startsWith('platform/'))) return []
  const names = [...old.clusters, ...now.clusters].map(({ name }) => name)
  return [...new Set(names)].flatMap(name => {
    const [was, is] = [old, now].map(model => {
      const cluster = model.clusters.find(one => one.name === name)
      return cluster ? [...adminRights(model, cluster), ...roleRights(cluster)] : []
    })
    const places = [...(was ?? []), ...(is ?? [])].map(({ tenant }) => tenant)
    return [...new Set(places)].flatMap(place => {
      return gains(within(was, place), within(is, place), lines)
    })
  })
}

/** The rights in one namespace, or in all of a cluster. */
function within(rights: readonly Held[] = [], place: string | null): Held[] {
  return rights.filter(({ tenant }) => tenant === place)
}

/** Nobody loses anything by a mistake in a file, which cannot be merged. */
function accessChanges(
  { was, is, isUnjudged }: Site,
  lines: LinesOf,
  { held, withPeople }: Behind
): AccessChange[] {
  if (isUnjudged) return []
  const [old, now] = [was, is].map(tenant => held(tenant ? rightsOf(tenant) : []))
  return gains(old ?? [], now ?? [], lines).map(withPeople)
}

function ownersIn(sites: readonly Site[]): OwnerOf {
  const owners = new Map(sites.map(({ tenant, was, is }) => [tenant, (is ?? was)?.owner] as const))
  return tenant => owners.get(tenant)
}

/** Tenants with the same risks stay in their order. */
function riskiestFirst(changes: readonly TenantChange[], risks: Plan['risks']): TenantChange[] {
  const ranks = new Map<string, number>()
  for (const { level, tenants } of risks) {
    const rank = levels.indexOf(level)
    for (const name of tenants) ranks.set(name, Math.min(rank, ranks.get(name) ?? rank))
  }
  const rankOf = ({ tenants }: TenantChange) =>
    Math.min(...tenants.map(name => ranks.get(name) ?? levels.length))
  return changes.toSorted((a, b) => rankOf(a) - rankOf(b))
}

/** Nothing if the file changes and nothing else, such as a comment. */
function tenantChange(site: Site, comparison: Comparison): TenantChange | undefined {
  const { tenant, cluster, file, change, cause } = site
  const objects = siteObjects(site, comparison)
  // What is told of a mistake is in its message.
  const settings = site.isUnjudged ? [] : settingsOf(site, comparison)
  if (objects.length === 0 && settings.length === 0) return undefined
  const place = { tenants: [tenant], clusters: [cluster], files: [file] }
  return { change, cause, ...place, settings, objects }
}

function platformChanges(
  platform: ReadonlyMap<string, readonly Pair[]>,
  comparison: Comparison
): PlatformChange[] {
  return [...platform].map(([cluster, pairs]) => {
    const ground = { cluster: clusterIn(comparison, cluster), leaving: new Set<string>() }
    return { cluster, objects: objectChanges(pairs, ground) }
  })
}

/** A file whose mode alone changes says the same as before. */
function isCompilerOnly({ before, after, changed, stray }: Comparison): boolean {
  const paths = [...changed].filter(path => before.read(path) !== after.read(path))
  const isGenerated = paths.every(path => path.startsWith('generated/'))
  return paths.length > 0 && isGenerated && stray.size === 0
}
