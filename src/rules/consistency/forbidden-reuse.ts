import { startOf } from '../../diagnostics/source.ts'
import { removalOf } from '../../model/removals.ts'
import type { Rule } from '../rule.ts'

/** A new tenant would get the secrets, the artifacts and the role that the removed one left behind. */
export const forbiddenReuse: Rule = ({ tenants, removals }, report) => {
  for (const { name, file, cluster } of tenants) {
    const removal = removalOf(removals, name, cluster.name)
    if (!removal) continue
    report({
      code: 'forbidden-reuse',
      message: `\`${name}\` is the name of a tenant that was removed from \`${cluster.name}\``,
      at: startOf(file),
      related: [{ message: 'it stays taken until this line is deleted', at: removal.at }],
      help: 'choose another name, or ask the platform team to delete the line once nothing of the removed tenant is left'
    })
  }
}
