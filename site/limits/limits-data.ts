import { amountsOn } from '../../charts/changes/amounts.ts'
import type { Resident } from '../../charts/changes/change.ts'
import type { Model } from '../../src/model/model.ts'

/** How near something is to as much as there can be. */
export interface LimitRow {
  /** With names in backticks. */
  readonly what: string
  readonly count: number
  readonly limit: number
  readonly part: number
  /** What to do when it comes near. */
  readonly help: string
}

/** Nearest first. What several clusters share stands once. */
export function limitRows({ clusters, removals }: Model, tenants: readonly Resident[]): LimitRow[] {
  const after = { clusters, tenants, removals, read: () => undefined }
  const rows = clusters
    .flatMap(cluster => amountsOn(cluster, after))
    .map(amount => {
      const { what, count, limit, raise, way } = amount
      return { what, count, limit, part: count / limit, help: `${raise}${way}` }
    })
  const once = new Map(rows.map(row => [row.what, row]))
  return [...once.values()].sort((a, b) => b.part - a.part)
}
