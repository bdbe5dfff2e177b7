import type { Rule } from '../rule.ts'
import { repeats } from '../support/repeats.ts'

/** A member must not be listed twice with the same role. */
export const duplicateMember: Rule = (model, report) => {
  for (const { earlier, later } of repeats(model, true)) {
    report({
      code: 'duplicate-member',
      message: `\`${later.name}\` is listed twice`,
      at: later.at,
      related: [{ message: 'first listed here', at: earlier.at }],
      help: 'keep the one you mean'
    })
  }
}
