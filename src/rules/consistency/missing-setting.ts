import type { Cluster } from '../../cluster/cluster.ts'
import type { Connector } from '../../cluster/dex.ts'
import { releaseOf } from '../../kubeflow/release.ts'
import type { Path } from '../../yaml/node.ts'
import type { Rule } from '../rule.ts'

/** A setting that is missing in a cluster's file although another one needs it. */
interface Missing {
  readonly field: string
  readonly because: string
  /** The path of the setting that needs it. */
  readonly path: Path
  readonly help: string
}

/** A cluster's file must contain everything that its other settings and its tenants need. */
export const missingSetting: Rule = ({ clusters }, report) => {
  for (const cluster of clusters) {
    for (const { field, because, path, help } of missingIn(cluster)) {
      report({
        code: 'missing-setting',
        message: `${because} needs \`${field}\`, which is not set`,
        at: cluster.at(...path),
        help
      })
    }
  }
}

function missingIn(cluster: Cluster): Missing[] {
  return [
    ...identity(cluster),
    ...boundaries(cluster),
    ...pipelines(cluster),
    ...missingForLogin(cluster),
    ...missingForAddons(cluster)
  ]
}

function identity(cluster: Cluster): Missing[] {
  const { identity, oidcProvider, eks } = cluster.aws
  if (oidcProvider !== null) return []
  const field = 'aws.oidcProvider'
  const query = `aws eks describe-cluster --name ${eks} --query cluster.identity.oidc.issuer`
  const help = `write what \`${query}\` prints, without \`https://\``
  if (identity === 'irsa') {
    return [{ field, because: '`identity: irsa`', path: ['aws', 'identity'], help }]
  }
  if (cluster.machines && checksTokens(cluster)) {
    return [{ field, because: '`machines: true`', path: ['identity', 'machines'], help }]
  }
  // The accounts that read secrets, that of the platform included, use IRSA in every identity mode.
  if (!cluster.secrets) return []
  const because = 'reading secrets from AWS'
  return [{ field, because, path: ['secrets', 'externalSecrets'], help }]
}

/** Whether what Tenantry installs decides whose tokens count. */
function checksTokens({ components: { auth, serving } }: Cluster): boolean {
  return auth === 'managed' || serving === 'managed'
}

function boundaries({ aws }: Cluster): Missing[] {
  if (aws.iam === 'none') return []
  const because = `\`iam: ${aws.iam}\``
  const path = ['aws', 'iam']
  const help = (whose: string) => `write the ARN of the policy that limits the roles of ${whose}`
  return [
    ...(aws.boundary === null
      ? [{ field: 'aws.boundary', because, path, help: help('all tenants') }]
      : []),
    ...(aws.platformBoundary === null
      ? [{ field: 'aws.platformBoundary', because, path, help: help('the platform') }]
      : [])
  ]
}

function pipelines(cluster: Cluster): Missing[] {
  const { file, pipelines, secrets, components } = cluster
  if (pipelines.env === 'default') return []
  const because = '`env: aws`'
  const path = ['pipelines', 'env']
  const database: Missing = {
    field: 'pipelines.database',
    because,
    path,
    help: 'write its host, engine and secret, or `env: default`'
  }
  const bucket: Missing = {
    field: 'pipelines.buckets.default',
    because,
    path,
    help: 'write the bucket for tenants that name none, or `env: default`'
  }
  return [
    ...(file.pipelines?.database || components.pipelines !== 'managed' ? [] : [database]),
    ...(pipelines.bucket === null ? [bucket] : []),
    ...keys(cluster),
    ...(secrets ? [] : store(file.pipelines))
  ]
}

/** Before 2.16, the server of pipelines does not start without keys for the bucket. */
function keys({ release, pipelines, components }: Cluster): Missing[] {
  const isKeyless = pipelines.credentials === 'keyless' && components.pipelines === 'managed'
  if (!isKeyless || releaseOf(release).pipelines.keyless) return []
  return [
    {
      field: 'pipelines.credentials: static',
      because: `\`env: aws\` with Kubeflow ${release}`,
      path: ['pipelines', 'env'],
      help: 'write `credentials: static`, because pipelines of this release need keys for their bucket, or write `env: default`'
    }
  ]
}

function store(file: Cluster['file']['pipelines']): Missing[] {
  if (file?.credentials === 'static') {
    const help = 'say where the keys are kept, or write `credentials: keyless`'
    return [{ ...missingStore('`credentials: static`', 'pipelines', 'credentials'), help }]
  }
  if (!file?.database) return []
  return [missingStore("the database's `secret`", 'pipelines', 'database', 'secret')]
}

/** Settings that the add-ons need. */
function missingForAddons(cluster: Cluster): Missing[] {
  const { gitops, autoscaling, monitoring, workspace, secrets } = cluster
  const engine = (because: string, ...path: readonly string[]): Missing => ({
    field: 'gitops.flux',
    because,
    path,
    help: 'write `flux: true` or `argocd: true`: one of them has to install it'
  })
  const some = gitops.flux || gitops.argocd
  return [
    ...(autoscaling.autoscaler && !some ? [engine('`clusterAutoscaler`', 'autoscaling')] : []),
    ...(monitoring !== null && !some
      ? [engine('`prometheus: true`', 'monitoring', 'prometheus')]
      : []),
    ...(workspace !== null && monitoring === null ? [sender] : []),
    ...(gitops.notifications && !secrets ? [token] : [])
  ]
}

/** For a missing secret store. */
function missingStore(because: string, ...path: Path): Missing {
  const help = 'say where secrets are kept: under which prefix, in which AWS service'
  return { field: 'secrets.externalSecrets', because, path, help }
}

const token = missingStore("the bot's `secret`", 'gitops', 'flux', 'notifications', 'secret')

const sender: Missing = {
  field: 'monitoring.prometheus',
  because: '`workspace`',
  path: ['monitoring', 'workspace'],
  help: 'write `prometheus: true`: Prometheus is what sends to it'
}

/** Settings that signing in needs. */
function missingForLogin(cluster: Cluster): Missing[] {
  const { identity } = cluster
  const connectors = identity.dex?.connectors ?? []
  return [
    ...provider(cluster),
    ...nobody(cluster),
    ...prefix(cluster),
    ...identityStore(cluster),
    ...connectors.flatMap(plain),
    ...kubectl(cluster)
  ]
}

const dex = ['identity', 'provider', 'dex']

function provider(cluster: Cluster): Missing[] {
  const { identity } = cluster
  if (identity.provider !== 'unnamed') return []
  const because = checksTokens(cluster) ? 'signing people in' : '`kubectl`'
  if (!checksTokens(cluster) && identity.kubectl === null) return []
  const help = 'say who tells Kubeflow who somebody is: `cognito`, `dex` or `external`'
  const path = [cluster.file.identity ? 'identity' : 'kubeflow']
  return [{ field: 'identity.provider', because, path, help }]
}

function nobody({ identity }: Cluster): Missing[] {
  if (!identity.dex || identity.dex.connectors.length + identity.dex.users.length > 0) return []
  const field = 'identity.provider.dex.connectors'
  const help = 'say where people sign in, or list them under `users`'
  return [{ field, because: '`dex`', path: dex, help }]
}

/** Cognito and Dex add no prefix to the e-mail in a token, so with one nobody would match a grant. */
function prefix({ prefix, identity }: Cluster): Missing[] {
  if (prefix === '' || !['cognito', 'dex'].includes(identity.provider)) return []
  const field = 'identity.provider.external'
  const help = 'remove it: Cognito and Dex put nothing before the e-mail address'
  return [{ field, because: '`prefix`', path: ['identity', 'prefix'], help }]
}

function identityStore({ file, secrets }: Cluster): Missing[] {
  if (file.identity?.secret === undefined || secrets) return []
  return [missingStore('`identity.secret`', 'identity', 'secret')]
}

/** Connections to this port start without TLS. */
function plain(connector: Connector, index: number): Missing[] {
  if (connector.kind !== 'ldap') return []
  const { host, startTLS } = connector.ldap
  if (startTLS || !host.endsWith(':389')) return []
  const path = [...dex, 'connectors', index, 'ldap', 'host']
  const help = 'add it, or use the port for TLS, which is usually 636'
  return [{ field: 'startTLS: true', because: '`:389`', path, help }]
}

/** EKS fetches the issuer's keys over the internet. */
function kubectl({ identity, ingress }: Cluster): Missing[] {
  if (identity.kubectl === null || !identity.dex) return []
  if (ingress.alb?.scheme !== 'internal') return []
  const field = 'ingress.alb.scheme: internet-facing'
  const help = 'EKS must reach Dex over the internet; remove `kubectl` if it cannot'
  return [{ field, because: '`kubectl` with Dex', path: ['identity', 'kubectl'], help }]
}
