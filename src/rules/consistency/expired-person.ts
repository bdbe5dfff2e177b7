import { newStrangers, strangers } from '../../model/people.ts'
import { isFrom } from '../../values/email.ts'
import type { Rule } from '../rule.ts'
import { leaverHelp } from '../support/leaver-help.ts'

/** Warns about people who have left a complete directory; they must not block other people's changes. */
export const expiredPerson: Rule = (model, report, { touched }) => {
  const fresh = new Set(newStrangers(model, touched).map(({ at }) => at))
  for (const { person, at, list } of strangers(model)) {
    // Whoever is from a foreign domain is reported already.
    if (fresh.has(at) || !isFrom(person, model.emails.domains)) continue
    report({
      code: 'expired-person',
      message: `\`${person}\` is no longer in the directory`,
      at,
      help: leaverHelp({ person, list })
    })
  }
}
