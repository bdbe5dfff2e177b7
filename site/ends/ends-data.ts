import { rightsOf } from '../../charts/access/tenant-rights.ts'
import type { Model } from '../../src/model/model.ts'
import { isBefore } from '../../src/values/date.ts'
import { groupBy } from '../../src/values/group.ts'
import type { EndRow } from './end-row.ts'

/** Everything that has a last day, by that day. */
export interface Ends {
  readonly months: readonly Month[]
  readonly rows: readonly EndRow[]
}

export interface Month {
  /** Such as `2027-03`. */
  readonly month: string
  readonly count: number
}

export function endsData({ tenants }: Model, today: string): Ends {
  const ending = tenants.flatMap(rightsOf).filter(({ until }) => until !== null)
  const same = groupBy(ending, ({ who, tenant, role, way, until }) =>
    [until, who.name, tenant, role, way].join('\n')
  )
  const rows = [...same]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, rights]) => {
      const [{ who, tenant, role, way, until }] = rights
      const on = [...new Set(rights.map(({ cluster }) => cluster))]
      const last = until ?? ''
      return {
        last,
        isOver: isBefore(last, today),
        who: who.name,
        tenant: tenant ?? '',
        role,
        way,
        on
      }
    })
  return { months: monthsFrom(today, rows), rows }
}

const shown = 12

/** This month and the next, with how much ends in each. */
function monthsFrom(today: string, rows: readonly EndRow[]): Month[] {
  const [year = 0, month = 1] = today.split('-').map(Number)
  const first = year * 12 + month - 1
  return Array.from({ length: shown }, (_, at) => {
    const [of, index] = [Math.floor((first + at) / 12), ((first + at) % 12) + 1]
    const name = `${of}-${String(index).padStart(2, '0')}`
    const ending = rows.filter(({ last, isOver }) => !isOver && last.startsWith(name))
    return { month: name, count: ending.length }
  })
}
