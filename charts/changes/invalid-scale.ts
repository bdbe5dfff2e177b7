import { type Amount, amountsOn } from './amounts.ts'
import type { ChangeRule } from './change.ts'

/** Refuses what AWS or Kubernetes gives to nobody. */
export const invalidScale: ChangeRule = ({ after }, report) => {
  for (const cluster of after.clusters) {
    for (const amount of amountsOn(cluster, after).filter(isTooMuch)) {
      const { what, count, most, path, way } = amount
      report({
        code: 'invalid-scale',
        message: `${what} would be ${count}, and nobody gets more than ${most}`,
        at: cluster.at(...path),
        help: way
      })
    }
  }
}

export function isTooMuch({ count, most }: Amount): boolean {
  return most !== null && count > most
}
