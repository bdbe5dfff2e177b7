import type { Seen } from './comparison.ts'
import { levels, type Risk } from './plan-data.ts'
import { some } from './print/some.ts'
import { ticked } from './print/words.ts'
import { risks } from './risks/all.ts'
import { folded, type OwnerOf } from './same.ts'

/** Worst first. */
export function risksIn(seen: Seen, owners: OwnerOf): Risk[] {
  const found = Object.entries(risks).flatMap(([code, { level, find }]) => {
    return find(seen).map(finding => ({ code, level, ...finding }))
  })
  return folded(found, owners)
    .map(named)
    .sort((a, b) => levels.indexOf(a.level) - levels.indexOf(b.level))
}

/** Where it is the same on several clusters, their names take the place of the one that was said. */
function named(risk: Risk): Risk {
  const clusters = some(ticked(risk.clusters), 3)
  return {
    ...risk,
    message: risk.message.replaceAll('cluster `<cluster>`', `clusters ${clusters}`)
  }
}
