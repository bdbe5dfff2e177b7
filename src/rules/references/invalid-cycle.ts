import { cycles } from '../../model/groups.ts'
import type { Rule } from '../rule.ts'

/** A group must not contain itself, directly or indirectly. */
export const invalidCycle: Rule = (model, report) => {
  for (const steps of cycles(model)) {
    const names = steps.map(({ name }) => name)
    const [first = '', ...others] = names
    const [last, ...before] = steps.toReversed()
    if (!last) continue
    report({
      code: 'invalid-cycle',
      message: `group \`${first}\` contains itself: \`${[...names, first].join(' -> ')}\``,
      at: last.at,
      related: before.toReversed().map(({ name, at }, index) => ({
        message: `\`${name}\` contains \`${others[index]}\``,
        at
      })),
      help: before.length === 0 ? 'delete this entry' : 'delete one of these entries'
    })
  }
}
