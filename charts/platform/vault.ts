import { type PolicyDocument, policy } from '../../src/aws/iam.ts'
import { secretsPermissions } from '../../src/aws/permissions.ts'
import type { ClusterAws } from '../../src/cluster/aws.ts'
import type { ClusterSecrets } from '../../src/cluster/secrets.ts'

/** What the reader of the platform's own secrets may do: read them, and none of a tenant's. */
export function vaultPermissions(
  aws: ClusterAws,
  { service, prefix, base }: ClusterSecrets
): PolicyDocument {
  const below = (path: string) => secretsPermissions({ ...aws, service, path, others: [] })
  const tenants = below(base).Statement.map(each => ({ ...each, Effect: 'Deny' as const }))
  return policy([...below(prefix).Statement, ...tenants])
}
