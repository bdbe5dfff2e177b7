import { partitionOf } from './arn.ts'
import type { ClusterFile } from './cluster.ts'
import { own } from './expand.ts'
import { placeOf } from './merge.ts'
import type { Cluster, ClusterAws, ClusterSecrets, Gitops, Pool, Toleration } from './model.ts'
import type { NamedDocument, Parsed } from './parsed.ts'
import { startOf } from './source.ts'

/** What tenants need to know of a cluster, with every default filled in. */
export function site(document: NamedDocument<ClusterFile>, common: Parsed['common']): Cluster {
  const file = document.value
  const { identity } = file
  const pools = Object.keys(file.pools ?? {}).sort()
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
    gpu: common.value.gpu ?? 'nvidia.com/gpu',
    aws: siteAws(file.aws),
    pipelines: {
      env: file.pipelines?.env ?? 'default',
      prefix: file.pipelines?.prefix ?? 'private-artifacts',
      credentials: file.pipelines?.credentials ?? 'keyless',
      artifactProxy: file.pipelines?.artifactProxy ?? true
    },
    pools: pools.map(name => pool(name, file)),
    secrets: siteSecrets(file.secrets),
    serving: { paths: file.serving?.paths ?? false },
    monitoring: file.monitoring?.prometheus ? (file.monitoring.namespace ?? 'monitoring') : '',
    gitops: siteGitops(file.gitops),
    reserved: file.reserved ?? []
  }
}

function siteAws(aws: ClusterFile['aws']): ClusterAws {
  return {
    account: aws.account,
    region: aws.region,
    // A region that AWS does not know is a mistake that a rule reports.
    partition: aws.partition ?? partitionOf(aws.region) ?? 'aws',
    eks: aws.eks,
    oidcProvider: aws.oidcProvider ?? '',
    identity: aws.identity ?? 'podIdentity',
    iam: aws.iam ?? 'none',
    boundary: aws.boundary ?? '',
    rolePrefix: aws.rolePrefix ?? aws.eks,
    controllers: aws.controllers ?? 'ack-system',
    plugin: aws.plugin ?? false,
    key: aws.key ?? ''
  }
}

function siteSecrets(secrets: ClusterFile['secrets']): ClusterSecrets | null {
  const external = secrets?.externalSecrets
  if (!external) return null
  return {
    prefix: external.prefix,
    // Apart from the platform's own secrets, so that no tenant's name can ever be a way to them.
    base: `${external.prefix}/tenants`,
    service: external.service ?? 'SecretsManager',
    refresh: external.refresh ?? '1h'
  }
}

function siteGitops(gitops: ClusterFile['gitops']): Gitops {
  const { flux } = gitops
  const details = typeof flux === 'object' ? flux : {}
  return {
    flux: flux !== undefined && flux !== false,
    argocd: gitops.argocd ?? false,
    perTenant: details.perTenant ?? false,
    controllers: details.controllers ?? 1,
    repository: gitops.repository,
    branch: gitops.branch ?? 'main',
    shards: gitops.shards ?? 1,
    prune: gitops.prune ?? true
  }
}

function pool(name: string, file: ClusterFile): Pool {
  const written = own(file.pools, name)
  return {
    name,
    spot: written?.capacity === 'spot',
    gpu: written?.gpu ?? false,
    taint: written?.taint ? tolerationOf(written.taint) : null
  }
}

/** `dedicated=gpu-spot:NoSchedule` as the toleration that accepts it. */
function tolerationOf(taint: string): Toleration {
  const [keyed = '', effect = 'NoSchedule'] = taint.split(':')
  const [key = '', value] = keyed.split('=')
  return { key, operator: value === undefined ? 'Exists' : 'Equal', value: value ?? '', effect }
}
