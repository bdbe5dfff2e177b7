import { roleOf } from '../../model/members.ts'
import { locateKey } from '../../yaml/node.ts'
import type { Rule } from '../rule.ts'

/** An alias must not redefine one of Kubeflow's role names. */
export const conflictingAlias: Rule = ({ common }, report) => {
  for (const [alias, role] of Object.entries(common.value.roles ?? {})) {
    const own = roleOf(alias, {})
    if (own === undefined || own === role) continue
    report({
      code: 'conflicting-alias',
      message: `\`${alias}\` is a Kubeflow role and cannot be an alias for \`${role}\``,
      at: locateKey(common.root, ['roles', alias]) ?? common.root,
      help: 'choose another name for the alias'
    })
  }
}
