import type { Seen } from './comparison.ts'
import { levels, type Risk } from './plan-data.ts'
import { risks } from './risks/all.ts'
import { folded, type OwnerOf } from './same.ts'

/** Worst first. */
export function risksIn(seen: Seen, owners: OwnerOf): Risk[] {
  const found = Object.entries(risks).flatMap(([code, { level, find }]) => {
    return find(seen).map(finding => ({ code, level, ...finding }))
  })
  return folded(found, owners).sort((a, b) => levels.indexOf(a.level) - levels.indexOf(b.level))
}
