import { roleOf } from '../../model/members.ts'
import { hintFrom } from '../../text/suggest.ts'
import type { Rule } from '../rule.ts'

/** A member's role must be one of Kubeflow's, or an alias in common.yaml. */
export const unknownRole: Rule = ({ common, tenants }, report) => {
  const aliases = common.value.roles ?? {}
  const hint = hintFrom(['admin', 'edit', 'view', ...Object.keys(aliases)])
  for (const { role, roleAt: at } of tenants.flatMap(({ members }) => members)) {
    if (roleOf(role, aliases)) continue
    report({ code: 'unknown-role', message: `there is no role \`${role}\``, at, help: hint(role) })
  }
}
