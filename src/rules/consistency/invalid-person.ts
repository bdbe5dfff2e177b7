import { isDirectory } from '../../files/directory-files.ts'
import type { Naming } from '../../model/people.ts'
import { people } from '../../model/people.ts'
import { own } from '../../values/lookup.ts'
import type { Rule } from '../rule.ts'

/** Where a person is expected, the e-mail must not be that of a group. */
export const invalidPerson: Rule = (model, report) => {
  const { groups, people: listed } = model.directory.value
  for (const naming of people(model).all) {
    const { person, at } = naming
    if (!own(groups, person) || own(listed, person)) continue
    const message = `\`${person}\` is a group in the directory, not a person`
    report({ code: 'invalid-person', message, at, help: instead(naming) })
  }
}

function instead({ person, at, list }: Naming): string {
  if (!list) return 'name one person who is responsible for it; the group can be a member'
  const isEntry = isDirectory(at.source.path)
  return isEntry ? `write \`group:${person}\`` : `write \`group: ${person}\` instead of \`user:\``
}
