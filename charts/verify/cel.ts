import { ask, type Check } from './fault.ts'
import { compileExpression } from './expression.ts'

/** The check of one rule of `x-kubernetes-validations`, as the API server would run it on an object that is new. */
export function celCheck(rule: string): Check {
  const run = compileExpression(rule)
  return ask(`must obey ${rule}`, self => {
    try {
      return run({ self }) === true
    } catch {
      // To the API server, a rule that cannot be computed is a rule that is broken.
      return false
    }
  })
}
