import { forgeOf } from '../../documents/common.ts'
import { forms } from '../../schema/forms.ts'
import { placeIn } from '../../yaml/node.ts'
import type { Rule } from '../rule.ts'

/** GitHub ignores a line of CODEOWNERS with a name that it cannot have, and then asks nobody. */
export const invalidOwner: Rule = ({ common }, report) => {
  const { owners } = common.value
  if (owners === undefined || forgeOf(common.value) !== 'github') return
  if (forms.githubOwner.test(owners)) return
  report({
    code: 'invalid-owner',
    message: `\`${owners}\` is not a name that GitHub knows`,
    at: placeIn(common, ['owners']),
    help: `write ${forms.githubOwner.expects}, or \`forge: gitlab\` if pull requests are on GitLab`
  })
}
