import { isBefore } from '../../../src/values/date.ts'
import { lineAt } from '../line-at.ts'
import { perSite } from './risk-rule.ts'

/** Whoever edits the file can end it now. */
export const expiredAccess = perSite('low', ({ is, file }, { comparison }) => {
  if (!is || !comparison.changed.has(file)) return []
  return is.members.flatMap(({ name, until, at }) => {
    if (until === null || !isBefore(until, comparison.today)) return []
    return [
      {
        message: `the last day for \`${name}\` was ${until}, and access goes on`,
        help: 'run `npx tenantry expire`, or write a later day',
        at: lineAt(at)
      }
    ]
  })
})
