import type { Member } from '../model.ts'
import type { Rule } from '../rule.ts'

/** A member is listed once. */
export const duplicateMember: Rule = (model, report) => {
  for (const { members } of model.tenants) {
    const first = new Map<string, Member>()
    for (const member of members) {
      const key = `${member.kind}:${member.name}`
      const earlier = first.get(key)
      if (!earlier) {
        first.set(key, member)
        continue
      }
      report({
        code: 'duplicate-member',
        message: `\`${member.name}\` is listed twice`,
        at: member.at,
        related: [{ message: 'first listed here', at: earlier.at }],
        help: 'keep the one with the role that is meant'
      })
    }
  }
}
