import type { ChangeRule } from './change.ts'
import { clusterIn } from './cluster-before.ts'

const page = '"Roles go to other hands" in docs/terraform.md has the steps'

/** Says what has to be done outside of git before roles of AWS go to other hands. */
export const riskyHandover: ChangeRule = ({ before, after }, report) => {
  for (const { at, aws } of after.clusters) {
    const was = clusterIn(before, at().source.path)
    const from = was?.iam ?? 'none'
    // The way from the controllers has a rule of its own.
    if (!was || from === aws.iam || from === 'ack') continue
    const way = `\`aws.iam\` changes from \`${from}\` to \`${aws.iam}\``
    report({
      code: 'risky-handover',
      message: `${way}${from === 'terraform' ? lost : ''}`,
      at: at('aws', 'iam'),
      help: `${from === 'terraform' ? forget : taken[aws.iam]}; ${page}`
    })
  }
}

const lost = ', and Terraform may destroy the roles that it has made'

const forget =
  'before you merge, put `removed` blocks with `destroy = false` in place of `module.roles` and `module.login`, and apply'

const taken = {
  terraform: 'before you apply, let Terraform import the roles that exist',
  ack: 'the controllers take over roles that have the names in `iam.json`; the controller for EKS must be version 1.16 or newer',
  none: ''
}
