import type { Tenant } from '../src/model.ts'
import { add, type Concern } from './concern.ts'
import { ownerOf } from './owner.ts'
import { protection } from './protection.ts'

/**
 * Kubeflow's own word for a tenant, in the form in which its controller writes it back: an owner
 * without `apiGroup` or a quota that is missing or not canonical would be changed at every sync.
 */
export const profile: Concern = (chart, tenant) => {
  const plugins = pluginsOf(tenant)
  add(chart, {
    apiVersion: 'kubeflow.org/v1',
    kind: 'Profile',
    metadata: { name: tenant.name, annotations: protection(tenant) },
    spec: {
      owner: { apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: ownerOf(tenant) },
      ...(plugins.length > 0 && { plugins }),
      resourceQuotaSpec: quotaOf(tenant)
    }
  })
}

function quotaOf({ quota, state }: Tenant): object {
  const lines = quota.map(({ resource, amount }) => [resource, amount] as const)
  const hard = new Map(lines)
  if (state === 'suspended') hard.set('pods', '0')
  return hard.size > 0 ? { hard: Object.fromEntries(hard) } : {}
}

function pluginsOf({ cluster, aws, state }: Tenant): object[] {
  const arn = aws.role?.arn ?? aws.workloads?.arn
  if (!cluster.aws.plugin || arn === undefined || state === 'suspended') return []
  // Otherwise the controller would rewrite the role's trust policy.
  return [{ kind: 'AwsIamForServiceAccount', spec: { awsIamRole: arn, annotateOnly: true } }]
}
