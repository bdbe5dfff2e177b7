import { emptyGroups } from '../../model/empty-groups.ts'
import type { Rule } from '../rule.ts'
import { directoryNames } from '../support/directory-names.ts'
import { newValues } from '../support/new-values.ts'

/** Warns about groups and teams that were let in earlier; their last member must be able to leave. */
export const expiredPeople: Rule = (model, report, { touched }) => {
  const isNew = newValues(touched)
  for (const { kind, name, at } of emptyGroups(model)) {
    if (isNew(at)) continue
    report({
      code: 'expired-people',
      message: `${kind} \`${name}\` has no members any more, and lets nobody in`,
      at,
      help: `remove it, or add people to the ${kind} in ${directoryNames(model)}`
    })
  }
}
