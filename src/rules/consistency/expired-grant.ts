import { isBefore } from '../../values/date.ts'
import type { Rule } from '../rule.ts'

/** A grant must not have expired. */
export const expiredGrant: Rule = ({ tenants }, report, { today }) => {
  for (const { members, at } of tenants) {
    members.forEach(({ name, until }, index) => {
      if (until === null || !isBefore(until, today)) return
      report({
        code: 'expired-grant',
        message: `the last day for \`${name}\` was ${until}`,
        at: at('members', index, 'until'),
        help: 'access continues until the entry is gone: run `npx tenantry expire`, or write a later day'
      })
    })
  }
}
