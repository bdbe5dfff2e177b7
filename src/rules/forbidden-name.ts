import { orList } from '../prose.ts'
import { refuse } from '../refuse.ts'
import type { Rule } from '../rule.ts'
import { startOf } from '../source.ts'

/** A tenant's name matches a pattern that is granted; any name does where no rule has a pattern. */
export const forbiddenName: Rule = (model, report) => {
  const compiled = new Map(
    model.policy.value.map(({ names = '' }) => [names, new RegExp(names, 'u')])
  )
  for (const tenant of model.tenants) {
    const { name, file, granted } = tenant
    const patterns = granted.grants.flatMap(({ rule }) => rule.names ?? [])
    if (patterns.length === 0 || patterns.some(pattern => compiled.get(pattern)?.test(name)))
      continue
    report(
      refuse(model, tenant, {
        code: 'forbidden-name',
        message: `the name \`${name}\` does not match ${orList(patterns)}`,
        at: startOf(file),
        value: startOf(file),
        field: 'names',
        says: ({ names }) => names && `names that match \`${names}\``,
        line: `names: ^${name}$`,
        instead: 'rename the file'
      })
    )
  }
}
