import type { Rule } from '../rule.ts'
import { isWorkload, repeats } from '../support/repeats.ts'

const keep = 'keep the one you mean'

/** A member must not have several roles, except a stronger one for a limited time. */
export const conflictingGrants: Rule = (model, report) => {
  for (const { earlier, later } of repeats(model, false)) {
    const { name, role, roleAt } = later
    report({
      code: 'conflicting-grants',
      message: `\`${name}\` gets role \`${role}\` here, but role \`${earlier.role}\` in an earlier entry`,
      at: roleAt,
      related: [{ message: `\`${name}\` gets role \`${earlier.role}\` here`, at: earlier.roleAt }],
      help: isWorkload(later)
        ? keep
        : `${keep}; to give a stronger role for a few days only, give that entry an earlier \`until\``
    })
  }
}
