import type { Rule } from '../rule.ts'

/** A tenant's AWS role has no more policies than IAM lets it have in that account. */
export const invalidPolicies: Rule = ({ tenants }, report) => {
  for (const { aws, asked, cluster } of tenants) {
    const limit = cluster.aws.limits.policies
    const count = new Set(aws.workloads?.policies).size
    if (count <= limit) continue
    const file = `platform/clusters/${cluster.name}.yaml`
    const raised = `; where AWS has raised this limit, to 20 at most, it can write that as \`aws.limits.policies\` in \`${file}\``
    report({
      code: 'invalid-policies',
      message: `there are ${count} policies here, but IAM allows ${limit} for a role`,
      at: asked('aws', 'policies'),
      help: `list fewer, or let the platform team combine several in one policy${limit < 20 ? raised : ''}`
    })
  }
}
