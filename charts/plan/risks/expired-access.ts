import { isBefore } from '../../../src/values/date.ts'
import { perSite, placeIn } from './risk-rule.ts'

/** Whoever edits the file can end it now. */
export const expiredAccess = perSite('low', (site, { comparison }) => {
  const { is, file } = site
  if (!is || !comparison.changed.has(file)) return []
  return is.members.flatMap(({ name, until }, index) => {
    if (until === null || !isBefore(until, comparison.today)) return []
    return [
      {
        message: `the last day for \`${name}\` was ${until}, and access goes on`,
        help: 'run `npx tenantry expire`, or write a later day',
        ...placeIn(site, 'members', index, 'until')
      }
    ]
  })
})
