import { isDirectory } from '../../files/directory-files.ts'
import type { Model } from '../../model/model.ts'
import { newStrangers } from '../../model/people.ts'
import { orList } from '../../text/prose.ts'
import { suggest } from '../../text/suggest.ts'
import { isFrom } from '../../values/email.ts'
import type { Rule } from '../rule.ts'
import { directoryNames } from '../support/directory-names.ts'
import { leaverHelp } from '../support/leaver-help.ts'

// So many unknown people are no typos, and comparing each with everybody is slow.
const slips = 20

/** People named in files that are new or changed must be in the directory, if it is complete. */
export const unknownPerson: Rule = (model, report, { touched }) => {
  const listed = Object.keys(model.directory.value.people ?? {})
  const [wait, both] = newcomerHelp(model)
  let compared = 0
  for (const { person, at, list, hasLeft } of newStrangers(model, touched)) {
    const code = 'unknown-person'
    const isForeign = !isFrom(person, model.emails.domains)
    if (hasLeft && !isForeign) {
      const message = `\`${person}\` is no longer in the directory`
      report({ code, message, at, help: leaverHelp({ person, list }) })
      continue
    }
    const near = compared++ < slips ? suggest(person, listed) : undefined
    const missing = isDirectory(at.source.path) ? 'listed under `people`' : 'in the directory'
    const outside = isForeign ? ', and from outside the allowed domains' : ''
    const rest = isForeign ? both : wait
    report({
      code,
      message: `\`${person}\` is not ${missing}${outside}`,
      at,
      help: near === undefined ? rest : `did you mean \`${near}\`? ${rest}`
    })
  }
}

/** When somebody new can be named, from an allowed domain and from another one. */
function newcomerHelp(model: Model): [string, string] {
  const { domains } = model.emails
  const place = directoryNames(model)
  return [
    `somebody new can be named once the platform team has them in ${place}`,
    `people must come from ${orList(domains)}; the platform team can add a domain under \`emails.domains\` of \`platform/common.yaml\`, and the person to ${place}`
  ]
}
