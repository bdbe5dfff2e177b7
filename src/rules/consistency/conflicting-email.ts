import type { Naming } from '../../model/people.ts'
import { people } from '../../model/people.ts'
import type { Rule } from '../rule.ts'

/** An e-mail must have the same spelling everywhere, unless the platform writes all in lower case. */
export const conflictingEmail: Rule = (model, report) => {
  if (model.emails.lowercase) return
  const spellings = new Set<string>()
  const first = new Map<string, Naming>()
  for (const naming of people(model).all) {
    const { person, at } = naming
    if (spellings.has(person)) continue
    spellings.add(person)
    const earlier = first.get(person.toLowerCase())
    if (!earlier) {
      first.set(person.toLowerCase(), naming)
      continue
    }
    report({
      code: 'conflicting-email',
      message: `\`${person}\` and \`${earlier.person}\` differ only in case, but Kubeflow treats them as two people`,
      at,
      related: [{ message: 'spelled differently here', at: earlier.at }],
      help: `\`npx tenantry rename-person ${person} ${earlier.person}\` writes the second spelling everywhere; the right spelling is the one the person signs in with`
    })
  }
}
