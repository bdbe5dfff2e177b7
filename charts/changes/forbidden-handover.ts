import type { Manifest } from '../objects/manifest.ts'
import type { Change, ChangeRule, Located } from './change.ts'
import { clusterIn } from './cluster-before.ts'

/**
 * Lets roles go to other hands only while nothing is pruned. Of AWS: the controllers would delete what
 * hands the roles out, and pods that start before it is there again get no role. Of Kubeflow: members
 * would have none until somebody else has installed them.
 */
export const forbiddenHandover: ChangeRule = ({ before, after }, report) => {
  for (const { at, aws, gitops, components } of after.clusters) {
    const was = clusterIn(before, at().source.path)
    if (!was || !(was.gitops.prune || gitops.prune)) continue
    const when = was.gitops.prune
      ? 'while `prune` is still on'
      : 'in the same change that turns `prune` on'
    const steps = (between: string) =>
      `this takes three commits, each reconciled before the next: \`prune: false\`, then ${between}, then \`prune: true\``
    if (was.iam === 'ack' && aws.iam !== 'ack') {
      report({
        code: 'forbidden-handover',
        message: `\`aws.iam\` changes from \`ack\` to \`${aws.iam}\` ${when}`,
        at: at('aws', 'iam'),
        help: `${steps(`\`iam: ${aws.iam}\``)}; docs/terraform.md has the steps`
      })
    }
    if (was.hasRoles && components.roles === 'external') {
      report({
        code: 'forbidden-handover',
        message: `component \`roles\` changes from \`managed\` to \`external\` ${when}`,
        at: at('components', 'roles'),
        help: steps('`roles: external`')
      })
    }
  }
}

/** Whether an object leaves git because somebody else now makes what it stood for in AWS. */
export function isHandedOver(
  { apiVersion }: Manifest,
  { cluster }: Located,
  { after }: Change
): boolean {
  const found = after.clusters.find(({ name }) => name === cluster)
  return found?.aws.iam !== 'ack' && /\.services\.k8s\.aws\//.test(apiVersion)
}
