import type { Tenant } from '../../src/model/tenant.ts'
import type { Plugin, Profile } from '../objects/kubeflow-objects.ts'
import { add, type Concern } from '../objects/manifest.ts'
import { ownerOf } from './owner.ts'
import { protection } from './protection.ts'

/**
 * Kubeflow's object for a tenant, in the form that its controller writes. It would rewrite an owner
 * without `apiGroup`, or a missing or non-canonical quota, on every sync.
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

function quotaOf({ quota, state }: Tenant): Profile['spec']['resourceQuotaSpec'] {
  const lines = quota.map(({ resource, amount }) => [resource, amount] as const)
  const hard = new Map(lines)
  if (state === 'suspended') hard.set('pods', '0')
  return hard.size > 0 ? { hard: Object.fromEntries(hard) } : {}
}

/**
 * Adds the role annotation for IRSA. With Pod Identity there must be none, because the annotation would
 * win.
 */
function pluginsOf({ cluster, aws, state }: Tenant): Plugin[] {
  const arn = aws.role?.arn ?? aws.workloads?.arn
  const { plugin, identity } = cluster.aws
  if (!plugin || identity !== 'irsa' || arn === undefined || state === 'suspended') return []
  // Otherwise the controller would rewrite the role's trust policy.
  return [{ kind: 'AwsIamForServiceAccount', spec: { awsIamRole: arn, annotateOnly: true } }]
}
