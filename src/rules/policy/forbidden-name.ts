import { startOf } from '../../diagnostics/source.ts'
import { orList } from '../../text/prose.ts'
import { patternInWords } from '../../values/pattern-words.ts'
import type { Rule } from '../rule.ts'
import { refuse } from '../support/refuse.ts'

/** In words, if there is one pattern and it is simple. */
function unlike(patterns: readonly string[]): string {
  const [only = '', ...others] = patterns
  const words = others.length === 0 ? patternInWords(only) : undefined
  return words === undefined ? `does not match ${orList(patterns)}` : `is not ${words}`
}

/** A tenant's name must match a granted pattern, if any rule has one. */
export const forbiddenName: Rule = (model, report) => {
  const compiled = new Map(
    model.policy.value.flatMap(({ names }) =>
      names === undefined ? [] : [[names, new RegExp(names, 'u')]]
    )
  )
  for (const tenant of model.tenants) {
    const { name, granted } = tenant
    const at = startOf(tenant.file)
    const patterns = granted.grants.flatMap(({ rule }) => rule.names ?? [])
    if (patterns.length === 0 || patterns.some(pattern => compiled.get(pattern)?.test(name)))
      continue
    report(
      refuse(model, tenant, {
        code: 'forbidden-name',
        message: `the name \`${name}\` ${unlike(patterns)}`,
        at,
        value: at,
        says: ({ names }) => (names === undefined ? undefined : ['names']),
        line: `names: ^${name}$`,
        instead: 'rename the file'
      })
    )
  }
}
