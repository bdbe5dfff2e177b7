import { amountsOn } from './amounts.ts'
import type { ChangeRule } from './change.ts'
import { isTooMuch } from './invalid-scale.ts'

/** Time is needed to ask for more, or for another cluster. */
const early = 0.8

/** Warns early of limits of AWS and Kubernetes, because what is beyond them fails for the newest tenant only. */
export const riskyScale: ChangeRule = ({ after }, report) => {
  for (const cluster of after.clusters) {
    for (const amount of amountsOn(cluster, after)) {
      const { what, count, limit, path, raise, way } = amount
      if (count < limit * early || isTooMuch(amount)) continue
      report({
        code: 'risky-scale',
        message: `${what} are ${count} by now, and the limit is ${limit}`,
        at: cluster.at(...path),
        help: `${raise}${way}`
      })
    }
  }
}
