import type { Cluster, Model } from '../../model/model.ts'
import type { Rule } from '../rule.ts'
import { addonLacks } from './addons.ts'
import { type Lack, lackOfStore } from './lack.ts'
import { loginLacks } from './login.ts'

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

function lacking(cluster: Cluster, model: Model): Lack[] {
  return [
    ...identity(cluster, model),
    ...boundary(cluster),
    ...pipelines(cluster),
    ...loginLacks(cluster),
    ...addonLacks(cluster)
  ]
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
  if (cluster.machines) {
    return [{ field, because: '`machines: true`', path: ['identity', 'machines'], help }]
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
  if (pipelines.env === 'default') return []
  const because = '`env: aws`'
  const path = ['pipelines', 'env']
  const database: Lack = {
    field: 'pipelines.database',
    because,
    path,
    help: 'write its host, engine and secret, or `env: default`'
  }
  const bucket: Lack = {
    field: 'pipelines.buckets.default',
    because,
    path,
    help: 'write the bucket of those that name none, or `env: default`'
  }
  return [
    ...(file.pipelines?.database ? [] : [database]),
    ...(pipelines.bucket === '' ? [bucket] : []),
    ...(secrets ? [] : store(file.pipelines))
  ]
}

function store(file: Cluster['file']['pipelines']): Lack[] {
  if (file?.credentials === 'static') {
    const help = 'write where the keys are, or `credentials: keyless`'
    return [{ ...lackOfStore('`credentials: static`', 'pipelines', 'credentials'), help }]
  }
  if (!file?.database) return []
  return [lackOfStore("the database's `secret`", 'pipelines', 'database', 'secret')]
}
