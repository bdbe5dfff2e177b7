import type { Manifest } from '../objects/manifest.ts'
import type { Change, ChangeRule, Located } from './change.ts'
import { clusterIn } from './cluster-before.ts'

/**
 * Lets a cluster's AWS roles go to other hands only while nothing is pruned: the controllers would delete
 * what hands the roles out, and pods that start before it is there again get no role.
 */
export const forbiddenHandover: ChangeRule = ({ before, after }, report) => {
  for (const { at, aws, gitops } of after.clusters) {
    const was = clusterIn(before, at().source.path)
    if (was?.iam !== 'ack' || aws.iam === 'ack' || !(was.gitops.prune || gitops.prune)) continue
    report({
      code: 'forbidden-handover',
      message: `\`aws.iam\` changes from \`ack\` to \`${aws.iam}\` ${was.gitops.prune ? 'while `prune` is still on' : 'in the same change that turns `prune` on'}`,
      at: at('aws', 'iam'),
      help: `this takes three commits, each reconciled before the next: \`prune: false\`, then \`iam: ${aws.iam}\`, then \`prune: true\`; docs/terraform.md has the steps`
    })
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
