import { hinter } from '../hint.ts'
import { strangers } from '../people.ts'
import type { Rule } from '../rule.ts'

/** Whoever a file names that the change at hand touches is in the complete directory. */
export const unknownPerson: Rule = (model, report, { touched }) => {
  const listed = Object.keys(model.directory.value.people ?? {})
  const hint = hinter(listed, '`npm run offboard` takes out of every file who has left')
  for (const { person, at } of strangers(model)) {
    if (!touched.has(at.source.path)) continue
    const message = `the directory does not list \`${person}\``
    report({ code: 'unknown-person', message, at, help: hint(person) })
  }
}
