import type { Seen, Site } from '../comparison.ts'
import { lineAt } from '../line-at.ts'
import type { Level, Place, Risk } from '../plan-data.ts'

export interface RiskRule {
  /** Unless a finding says otherwise. */
  readonly level: Level
  readonly find: (seen: Seen) => readonly Finding[]
}

/** The message does not name the tenant, because it may be the same for others. */
type Finding = Omit<Risk, 'code' | 'level'> & Partial<Pick<Risk, 'level'>>

type Said = Pick<Finding, 'message' | 'help'> & Partial<Pick<Finding, 'at' | 'level'>>

/** What is found in single tenants. */
export function perSite(level: Level, find: (site: Site, seen: Seen) => readonly Said[]): RiskRule {
  const findings = (site: Site, seen: Seen) => {
    return find(site, seen).map(said => ({
      at: { file: site.file, line: 1 },
      ...said,
      tenants: [site.tenant],
      clusters: [site.cluster]
    }))
  }
  return { level, find: seen => seen.sites.flatMap(site => findings(site, seen)) }
}

/** Where a field of a tenant's file says what holds now. */
export function placeIn(
  { is }: Site,
  ...path: readonly (string | number)[]
): { readonly at?: Place } {
  return is ? { at: lineAt(is.at(...path)) } : {}
}
