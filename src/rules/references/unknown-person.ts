import { strangers } from '../../model/people.ts'
import { suggest } from '../../text/suggest.ts'
import type { Rule } from '../rule.ts'

// So many unknown people are no typos, and comparing each with everybody is slow.
const slips = 20

/** People named in files that this change touches must be in the directory, if it is complete. */
export const unknownPerson: Rule = (model, report, { touched }) => {
  const listed = Object.keys(model.directory.value.people ?? {})
  const unknown = strangers(model).filter(({ at }) => touched.has(at.source.path))
  for (const [index, { person, at }] of unknown.entries()) {
    const near = index < slips ? suggest(person, listed) : undefined
    const offboard = `if they have left, \`npm run offboard -- ${person}\` removes them from every file`
    report({
      code: 'unknown-person',
      message: `\`${person}\` is not in the directory`,
      at,
      help: near === undefined ? offboard : `did you mean \`${near}\`? ${offboard}`
    })
  }
}
