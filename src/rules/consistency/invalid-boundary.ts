import { parsePolicyArn } from '../../aws/arn.ts'
import type { Cluster } from '../../cluster/cluster.ts'
import type { Rule } from '../rule.ts'

/** A permissions boundary is a policy of one's own, made for those whom it holds. */
export const invalidBoundary: Rule = ({ clusters }, report) => {
  for (const cluster of clusters) {
    for (const field of ['boundary', 'platformBoundary'] as const) {
      const mistake = mistakeIn(cluster, field)
      if (!mistake) continue
      const document = `generated/${cluster.name}/platform/boundaries.json`
      const key = field === 'boundary' ? 'tenants' : 'platform'
      report({
        code: 'invalid-boundary',
        message: mistake,
        at: cluster.at('aws', field),
        help: `make a policy from the document \`${key}\` in \`${document}\`, and write its ARN`
      })
    }
  }
}

function mistakeIn({ aws }: Cluster, field: 'boundary' | 'platformBoundary'): string | undefined {
  const arn = aws[field]
  if (arn === null) return undefined
  // Such a policy allows more than roles need, and AWS changes it.
  if (parsePolicyArn(arn)?.account === 'aws') {
    return `\`${arn}\` is a policy of AWS, which is not made to limit anybody`
  }
  if (field === 'boundary' || arn !== aws.boundary) return undefined
  return 'the boundary of the platform is the same policy as the boundary of tenants'
}
