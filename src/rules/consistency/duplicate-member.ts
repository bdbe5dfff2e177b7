import type { Rule } from '../rule.ts'
import { repeats } from '../support/repeats.ts'

/** A member must not be listed twice with the same role. */
export const duplicateMember: Rule = (model, report) => {
  for (const { earlier, later } of repeats(model, true)) {
    const before = earlier.kind === later.kind ? 'first listed here' : 'this includes it too'
    report({
      code: 'duplicate-member',
      message: `\`${later.name}\` is listed twice`,
      at: later.at,
      related: [{ message: before, at: earlier.at }],
      help: 'keep the one you mean'
    })
  }
}
