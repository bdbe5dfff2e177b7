import { policyText } from '../../src/aws/iam.ts'
import type { AwsRole, Tenant } from '../../src/model/tenant.ts'
import type { Association, Role } from '../objects/ack.ts'
import { associationObject } from '../objects/ack.ts'
import { iamNote } from '../objects/iam-note.ts'
import { marker } from '../objects/labels.ts'
import { add, type Concern } from '../objects/manifest.ts'

/** The roles that Tenantry defines for a tenant, each with the prefix of its objects' names. */
function rolesOf({ aws }: Tenant): { kind: string; role: AwsRole }[] {
  return [
    ...(aws.workloads ? [{ kind: 'workloads', role: aws.workloads }] : []),
    ...(aws.secrets ? [{ kind: 'secrets', role: aws.secrets }] : [])
  ]
}

/**
 * Roles as objects for AWS's controllers. They are in the platform's namespace, because anybody who can
 * edit objects in the tenant's could otherwise extend its AWS permissions.
 */
export const iam: Concern = (chart, tenant) => {
  const { aws } = tenant.cluster
  if (aws.iam !== 'ack') return
  for (const { kind, role } of rolesOf(tenant)) {
    add(chart, {
      apiVersion: 'iam.services.k8s.aws/v1alpha1',
      kind: 'Role',
      metadata: {
        name: `${kind}-${tenant.name}`,
        namespace: aws.controllers,
        annotations: {
          'services.k8s.aws/adoption-policy': 'adopt-or-create',
          'services.k8s.aws/deletion-policy': 'retain',
          'services.k8s.aws/region': aws.region
        }
      },
      spec: specOf(role, tenant)
    })
  }
}

function specOf({ name, trust, permissions, policies }: AwsRole, tenant: Tenant): Role['spec'] {
  const { boundary } = tenant.cluster.aws
  return {
    name,
    description: `Kubeflow tenant ${tenant.name}`,
    assumeRolePolicyDocument: policyText(trust),
    ...(boundary !== null && { permissionsBoundary: boundary }),
    ...(permissions && { inlinePolicies: { tenantry: policyText(permissions) } }),
    ...(policies.length > 0 && { policies }),
    tags: [{ key: marker, value: tenant.name }]
  }
}

/** The accounts with the workload role through Pod Identity: none while the tenant is suspended. */
function associationsOf({ name, cluster, aws, state }: Tenant): Association[] {
  const role = aws.role?.arn ?? aws.workloads?.arn
  if (cluster.aws.identity !== 'podIdentity' || role === undefined) return []
  if (state === 'suspended') return []
  return aws.accounts.map(serviceAccount => ({ namespace: name, serviceAccount, role }))
}

/** The same as objects for AWS's controllers, which delete the associations together with the objects. */
export const associations: Concern = (chart, tenant) => {
  if (tenant.cluster.aws.iam !== 'ack') return
  for (const association of associationsOf(tenant)) {
    add(chart, associationObject(tenant.cluster, association))
  }
}

/** The tenant's AWS roles and who may use them, and its IAM user, for whoever creates them. */
export function roles(tenant: Tenant): string | undefined {
  const roles = rolesOf(tenant).map(({ role }) => role)
  const users = tenant.aws.user ? [tenant.aws.user] : []
  const associations = associationsOf(tenant)
  if (roles.length + users.length + associations.length === 0) return undefined
  return iamNote(tenant.cluster, tenant.file.path, { roles, users, associations })
}
