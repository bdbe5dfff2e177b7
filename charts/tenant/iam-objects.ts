import { namespaceTag } from '../../src/aws/session-tags.ts'
import { ownRoles } from '../../src/model/shared-role.ts'
import type { Tenant } from '../../src/model/tenant.ts'
import { associationObject, roleObject, userObject } from '../objects/ack.ts'
import { type Association, iamNote, type NotedRole, type NotedUser } from '../objects/iam-note.ts'
import { marker } from '../objects/labels.ts'
import { add, type Concern } from '../objects/manifest.ts'

/** The roles that Tenantry defines for a tenant alone. */
function rolesOf(tenant: Tenant): NotedRole[] {
  const description = `Kubeflow tenant ${tenant.name}`
  return ownRoles(tenant.aws).map(role => ({ ...role, description, tags: tagsOf(tenant) }))
}

/** The user whose key the tenant's pipelines use. */
function usersOf(tenant: Tenant): NotedUser[] {
  const { user } = tenant.aws
  return user ? [{ ...user, tags: tagsOf(tenant) }] : []
}

function tagsOf({ name }: Tenant): Readonly<Record<string, string>> {
  return { [marker]: name, [namespaceTag]: name }
}

export const iam: Concern = (chart, tenant) => {
  if (tenant.cluster.aws.iam !== 'ack') return
  for (const role of rolesOf(tenant)) add(chart, roleObject(tenant.cluster, role))
  for (const user of usersOf(tenant)) add(chart, userObject(tenant.cluster, user))
}

/** The accounts with the workload role through Pod Identity: none while the tenant is suspended. */
function associationsOf({ name, cluster, aws, state }: Tenant): Association[] {
  const role = aws.role?.arn ?? aws.workloads?.arn
  if (cluster.aws.identity !== 'podIdentity' || role === undefined) return []
  if (state === 'suspended') return []
  return aws.accounts.map(serviceAccount => ({ namespace: name, serviceAccount, role }))
}

/** How many roles and associations the tenant needs, whoever makes them. */
export function countsInAws(tenant: Tenant): { roles: number; associations: number } {
  return { roles: rolesOf(tenant).length, associations: associationsOf(tenant).length }
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
  const roles = rolesOf(tenant)
  const users = usersOf(tenant)
  const associations = associationsOf(tenant)
  if (roles.length + users.length + associations.length === 0) return undefined
  return iamNote(tenant.cluster, tenant.file.path, { roles, users, associations })
}
