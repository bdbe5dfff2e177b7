import { partitionOf } from '../../aws/arn.ts'
import { resources } from '../../cluster/arns.ts'
import type { Cluster } from '../../cluster/cluster.ts'
import type { Report } from '../../diagnostics/diagnostic.ts'
import type { Rule } from '../rule.ts'

/** The AWS resources of a cluster must be in its region. */
export const conflictingRegion: Rule = ({ clusters }, report) => {
  for (const cluster of clusters) {
    partition(cluster, report)
    for (const { path, noun, partition, region } of resources(cluster)) {
      const { aws } = cluster
      const elsewhere =
        region !== null && region !== aws.region
          ? region
          : partition !== null && partition !== aws.partition
            ? partition
            : undefined
      if (elsewhere === undefined) continue
      report({
        code: 'conflicting-region',
        message: `this ${noun} is in \`${elsewhere}\`, but the cluster is in \`${elsewhere === partition ? aws.partition : aws.region}\``,
        at: cluster.at(...path),
        related: [{ message: "the cluster's region is set here", at: cluster.at('aws', 'region') }],
        help: "use one from the cluster's own region, or correct `region`"
      })
    }
  }
}

function partition({ file, aws, at }: Cluster, report: Report): void {
  const right = partitionOf(aws.region)
  if (file.aws.partition === undefined || right === undefined || right === aws.partition) return
  report({
    code: 'conflicting-region',
    message: `\`${aws.region}\` is in partition \`${right}\`, not in \`${aws.partition}\``,
    at: at('aws', 'partition'),
    related: [{ message: 'the region is set here', at: at('aws', 'region') }],
    help: 'remove `partition`: it follows from the region'
  })
}
