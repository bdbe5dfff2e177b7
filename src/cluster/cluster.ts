import { startOf } from '../diagnostics/source.ts'
import type { NamedDocument, Parsed } from '../documents/parsed.ts'
import type { Cluster } from '../model/model.ts'
import { placeOf } from '../yaml/merge.ts'
import { autoscalingOf } from './autoscaling.ts'
import { awsOf } from './aws.ts'
import { dashboardOf } from './dashboard.ts'
import type { ClusterFile } from './file.ts'
import { gitopsOf } from './gitops.ts'
import { identityOf } from './identity.ts'
import { ingressOf } from './ingress.ts'
import { notebooksOf } from './notebooks.ts'
import { pipelinesOf } from './pipelines.ts'
import { poolsOf } from './pools.ts'
import { secretsOf } from './secrets.ts'
import { efsOf } from './storage.ts'

/** What tenants need to know of a cluster, with every default filled in. */
export function site(document: NamedDocument<ClusterFile>, common: Parsed['common']): Cluster {
  const file = document.value
  const { identity } = file
  const gpu = common.value.gpu ?? 'nvidia.com/gpu'
  return {
    name: document.name,
    file,
    root: document.root,
    at: (...path) => placeOf(document.root, path) ?? startOf(document.root.source),
    release: file.kubeflow,
    domain: file.domain,
    header: identity.header ?? 'kubeflow-userid',
    prefix: identity.prefix ?? '',
    machines: identity.machines ?? false,
    gpu,
    aws: awsOf(file.aws),
    identity: identityOf(file),
    ingress: ingressOf(file.ingress),
    dashboard: dashboardOf(file),
    pipelines: pipelinesOf(file.pipelines),
    notebooks: notebooksOf(file, gpu),
    pools: poolsOf(file.pools),
    efs: efsOf(file.storage),
    autoscaling: autoscalingOf(file),
    secrets: secretsOf(file.secrets),
    serving: { paths: file.serving?.paths ?? false },
    monitoring: file.monitoring?.prometheus ? (file.monitoring.namespace ?? 'monitoring') : '',
    workspace: file.monitoring?.workspace ?? '',
    ssmAgent: file.ssmAgent?.image ?? '',
    gitops: gitopsOf(file.gitops),
    reserved: file.reserved ?? []
  }
}
