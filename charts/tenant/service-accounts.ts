import { secretReader } from '../../src/model/tenant-aws.ts'
import { add, type Concern } from '../objects/manifest.ts'

/**
 * The tenant's service accounts, including those whose role needs no annotation: otherwise changing the
 * identity mode would delete accounts that pods are using.
 */
export const accounts: Concern = (chart, tenant) => {
  const { aws, cluster, state } = tenant
  const arn = aws.role?.arn ?? aws.workloads?.arn
  const annotated = cluster.aws.identity === 'irsa' && state !== 'suspended'
  for (const name of aws.accounts) account(name, annotated ? arn : undefined)
  // The secret store reads the annotation in every identity mode.
  if (aws.secrets) account(secretReader, state === 'suspended' ? undefined : aws.secrets.arn)

  function account(name: string, role: string | undefined): void {
    add(chart, {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name, namespace: tenant.name, ...(role && { annotations: annotations(role) }) }
    })
  }
}

function annotations(role: string): Record<string, string> {
  return {
    'eks.amazonaws.com/role-arn': role,
    'eks.amazonaws.com/sts-regional-endpoints': 'true'
  }
}
