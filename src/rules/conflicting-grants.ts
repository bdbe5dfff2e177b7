import { repeats } from '../repeat.ts'
import type { Rule } from '../rule.ts'

/** A member gets one role, or for some days a stronger one. */
export const conflictingGrants: Rule = (model, report) => {
  for (const { earlier, later } of repeats(model, false)) {
    report({
      code: 'conflicting-grants',
      message: `\`${later.name}\` gets role \`${later.role}\` here, and \`${earlier.role}\` elsewhere`,
      at: later.roleAt,
      related: [
        { message: `\`${earlier.name}\` gets role \`${earlier.role}\` here`, at: earlier.roleAt }
      ],
      help: 'keep the one that is meant; a stronger role for some days only ends with `until`'
    })
  }
}
