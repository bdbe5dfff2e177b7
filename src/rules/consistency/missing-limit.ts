import type { PolicyRule } from '../../documents/policy.ts'
import { sameAs } from '../../model/grants.ts'
import { resourceOf } from '../../model/quota.ts'
import { locateKey, placeIn } from '../../yaml/node.ts'
import type { Rule } from '../rule.ts'

/** What is limited for some tenants must be limited for all, or whoever asks for none gets no limit. */
export const missingLimit: Rule = ({ policy, gpu }, report) => {
  const limited = new Set(policy.value.filter(isForAll).flatMap(fieldsOf).map(nameOf))
  policy.value.forEach((rule, index) => {
    for (const field of fieldsOf(rule)) {
      if (limited.has(nameOf(field))) continue
      limited.add(nameOf(field))
      report({
        code: 'missing-limit',
        message: `\`${field}\` has a limit for some tenants, and none for all others`,
        at: locateKey(policy.root, [index, 'quota', field]) ?? placeIn(policy, [index]),
        help: `say in a rule for \`"*"\` what all others may have: \`quota: {${field}: <amount>}\`, where \`0\` is none`
      })
    }
  })

  function nameOf(field: string): string {
    return sameAs(resourceOf(field, gpu))
  }
}

function isForAll({ tenants }: PolicyRule): boolean {
  return tenants.includes('*')
}

function fieldsOf({ quota = {} }: PolicyRule): string[] {
  return Object.keys(quota)
}
