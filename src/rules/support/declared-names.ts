import type { Code } from '../../diagnostics/codes.ts'
import { hintFrom } from '../../text/suggest.ts'
import type { Rule } from '../rule.ts'

/** What an environment uses must be declared by its tenant. */
export function declared(field: 'secrets' | 'volumes', code: Code): Rule {
  const noun = field.slice(0, -1)
  return ({ tenants }, report) => {
    for (const tenant of tenants) {
      const known = new Set(tenant[field].map(({ name }) => name))
      const hint = hintFrom(
        known,
        `each ${noun} has to be declared under \`${field}\` of the tenant`
      )
      tenant.environments.forEach((environment, index) => {
        environment[field].forEach(({ name }, position) => {
          if (known.has(name)) return
          const message = `environment \`${environment.name}\` uses ${noun} \`${name}\`, which is not declared`
          const at = tenant.at('environment', index, field, position, 'name')
          report({ code, message, at, help: hint(name) })
        })
      })
    }
  }
}
