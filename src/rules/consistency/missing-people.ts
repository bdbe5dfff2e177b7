import { emptyGroups } from '../../model/empty-groups.ts'
import type { Rule } from '../rule.ts'
import { directoryNames } from '../support/directory-names.ts'
import { newValues } from '../support/new-values.ts'

/** A group or team that a change lets in must not be empty. */
export const missingPeople: Rule = (model, report, { touched }) => {
  const isNew = newValues(touched)
  for (const { kind, name, at } of emptyGroups(model)) {
    if (!isNew(at)) continue
    report({
      code: 'missing-people',
      message: `${kind} \`${name}\` has no members`,
      at,
      help: `remove it, or add people to the ${kind} in ${directoryNames(model)}`
    })
  }
}
