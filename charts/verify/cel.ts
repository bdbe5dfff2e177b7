import { evaluator } from '../cel/expression.ts'
import { ask, type Check } from './fault.ts'

/** One rule of `x-kubernetes-validations`, as the API server applies it to an object that is new. */
export function celCheck(rule: string): Check {
  const run = evaluator(rule)
  return ask(`must obey ${rule}`, self => {
    try {
      return run({ self }) === true
    } catch {
      // To the API server, what it cannot compute is not obeyed.
      return false
    }
  })
}
