import type { Cluster, Model } from '../model.ts'
import type { Rule } from '../rule.ts'
import type { Path } from '../yaml.ts'

/** A cluster's file says all that its other settings, and its tenants, need. */
export const missingSetting: Rule = (model, report) => {
  for (const cluster of model.clusters) {
    for (const { field, because, path, help } of lacking(cluster, model)) {
      report({
        code: 'missing-setting',
        message: `${because} needs \`${field}\`, which is not there`,
        at: cluster.at(...path),
        help
      })
    }
  }
}

interface Lack {
  readonly field: string
  readonly because: string
  /** Of what needs it. */
  readonly path: Path
  readonly help: string
}

function lacking(cluster: Cluster, model: Model): Lack[] {
  return [...identity(cluster, model), ...boundary(cluster), ...pipelines(cluster)]
}

function identity(cluster: Cluster, { tenants }: Model): Lack[] {
  const { identity, oidcProvider, eks } = cluster.aws
  if (oidcProvider !== '') return []
  const field = 'aws.oidcProvider'
  const query = `aws eks describe-cluster --name ${eks} --query cluster.identity.oidc.issuer`
  const help = `write what \`${query}\` says, without \`https://\``
  if (identity === 'irsa') {
    return [{ field, because: '`identity: irsa`', path: ['aws', 'identity'], help }]
  }
  // The account that reads secrets gets its role that way in every mode.
  const reader =
    cluster.secrets && tenants.find(tenant => tenant.cluster === cluster && tenant.aws.secrets)
  const because = `the account that reads the secrets of tenant \`${reader?.name}\``
  return reader ? [{ field, because, path: ['aws', 'eks'], help }] : []
}

function boundary({ aws }: Cluster): Lack[] {
  if (aws.iam === 'none' || aws.boundary !== '') return []
  const help = 'write the ARN of the policy that no role of a tenant may go beyond'
  return [{ field: 'aws.boundary', because: `\`iam: ${aws.iam}\``, path: ['aws', 'iam'], help }]
}

function pipelines({ file, pipelines, secrets }: Cluster): Lack[] {
  const database: Lack = {
    field: 'pipelines.database',
    because: '`env: aws`',
    path: ['pipelines', 'env'],
    help: 'write its host, engine and secret, or `env: default`'
  }
  const store: Lack = {
    field: 'secrets.externalSecrets',
    because: '`credentials: static`',
    path: ['pipelines', 'credentials'],
    help: 'write where the keys are, or `credentials: keyless`'
  }
  return [
    ...(pipelines.env === 'aws' && !file.pipelines?.database ? [database] : []),
    ...(pipelines.credentials === 'static' && !secrets ? [store] : [])
  ]
}
