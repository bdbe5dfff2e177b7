import { newStrangers } from '../../model/people.ts'
import { orList } from '../../text/prose.ts'
import { suggest } from '../../text/suggest.ts'
import { isFrom } from '../../values/email.ts'
import type { Rule } from '../rule.ts'
import { directoryNames } from '../support/directory-names.ts'

// So many unknown people are no typos, and comparing each with everybody is slow.
const slips = 20

/** People named in files that are new or changed must be in the directory, if it is complete. */
export const unknownPerson: Rule = (model, report, { touched }) => {
  const listed = Object.keys(model.directory.value.people ?? {})
  const { domains } = model.emails
  const unknown = newStrangers(model, touched)
  const place = directoryNames(model)
  const wait = `somebody new can be named once the platform team has them in ${place}`
  const both = `people must come from ${orList(domains)}; the platform team can add a domain under \`emails.domains\` of \`platform/common.yaml\`, and the person to ${place}`
  for (const [index, { person, at }] of unknown.entries()) {
    const near = index < slips ? suggest(person, listed) : undefined
    const isForeign = !isFrom(person, domains)
    const outside = isForeign ? ', and from outside the allowed domains' : ''
    const rest = isForeign ? both : wait
    report({
      code: 'unknown-person',
      message: `\`${person}\` is not in the directory${outside}`,
      at,
      help: near === undefined ? rest : `did you mean \`${near}\`? ${rest}`
    })
  }
}
