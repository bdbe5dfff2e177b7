import { normalizeEmail } from '../../values/email.ts'
import type { Rule } from '../rule.ts'

/** The owner has every right already, so that an entry among the members changes nothing. */
export const unusedMember: Rule = ({ tenants, emails }, report) => {
  for (const { members, owner } of tenants) {
    for (const { kind, name, at } of members) {
      if (kind !== 'user' || normalizeEmail(name, emails.lowercase) !== owner) continue
      const message = `\`${name}\` is the owner, who is an admin anyway`
      report({ code: 'unused-member', message, at, help: 'remove this entry' })
    }
  }
}
