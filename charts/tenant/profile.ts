import { classesOf, isDefault } from '../../src/cluster/storage.ts'
import { listed } from '../../src/model/grants.ts'
import type { Tenant } from '../../src/model/tenant.ts'
import { matches } from '../../src/values/glob.ts'
import type { Plugin, Profile } from '../objects/kubeflow-objects.ts'
import { add, type Concern } from '../objects/manifest.ts'
import { costLabels } from './cost-labels.ts'
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
    metadata: {
      name: tenant.name,
      labels: costLabels(tenant),
      annotations: protection(tenant)
    },
    spec: {
      owner: { apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: ownerOf(tenant) },
      ...(plugins.length > 0 && { plugins }),
      resourceQuotaSpec: quotaOf(tenant)
    }
  })
}

function quotaOf(tenant: Tenant): Profile['spec']['resourceQuotaSpec'] {
  const { quota, state } = tenant
  const lines = quota.map(({ resource, amount }) => [resource, amount] as const)
  const hard = new Map([...lines, ...closedClasses(tenant)])
  if (state === 'suspended') hard.set('pods', '0')
  return hard.size > 0 ? { hard: Object.fromEntries(hard) } : {}
}

/**
 * A quota of nothing for each storage class that the tenant may not use. Nobody could start a notebook
 * without the default class and those of notebooks.
 */
function closedClasses({ cluster, granted, quota }: Tenant): [string, string][] {
  const { file, notebooks } = cluster
  const used = [notebooks.workspace, ...notebooks.volumes].map(disk => disk.class)
  const patterns = listed(granted, 'classes')
  return Object.keys(classesOf(file.storage))
    .filter(name => !isDefault(file.storage, name) && !used.includes(name))
    .filter(name => !patterns.some(pattern => matches(pattern, name)))
    .map(name => `${name}.storageclass.storage.k8s.io/requests.storage`)
    .filter(line => !quota.some(({ resource }) => resource === line))
    .map(line => [line, '0'])
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
