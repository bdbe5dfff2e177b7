import { cpSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { acme } from '../../support/acme.ts'
import type { Terraform } from './terraform.ts'

/** The cluster whose roles Terraform makes. */
export const cluster = 'staging'
export const account = '444455556666'
export const issuer = 'oidc.eks.eu-central-1.amazonaws.com/id/FEDCBA9876543210FEDCBA9876543210'
const eks = 'kubeflow-staging'
export const artifacts = 'kubeflow-staging-artifacts'

/** A place in S3 with one thing in it. */
export interface Thing {
  readonly bucket: string
  readonly key: string
}

/** What is there: of everybody, and beside it under names that look alike. */
export const things: readonly Thing[] = [
  ...['fraud', 'fraud-two', 'smallest', 'churn', 'forecast'].map(tenant => {
    return { bucket: artifacts, key: `private-artifacts/${tenant}/run/model` }
  }),
  { bucket: artifacts, key: 'pipelines/one.yaml' },
  { bucket: artifacts, key: 'root' },
  ...['fraud/a', 'fraud-two/a', 'fraudulent', 'churn/a', 'root'].map(key => {
    return { bucket: 'shared-datasets', key }
  }),
  { bucket: 'fraud-exports', key: 'out/a' },
  { bucket: 'fraud-exports-two', key: 'out/a' },
  { bucket: 'churn-exports', key: 'out/a' }
]

export const secrets: readonly string[] = [
  ...['fraud/snowflake', 'fraud-two/a', 'churn/a', 'shared/license', 'shared/other'].map(
    path => `kubeflow/staging/tenants/${path}`
  ),
  'kubeflow/staging/auth',
  'kubeflow/production/tenants/fraud/snowflake'
]

/** Lays the modules, the example that calls them and the generated files as they are in a repository. */
export function lay(folder: string): { readonly foundation: string; readonly example: string } {
  cpSync('terraform', join(folder, 'terraform'), { recursive: true })
  const generated = join(acme, 'generated', cluster)
  cpSync(generated, join(folder, generated), { recursive: true })
  cpSync('test/prove/aws/foundation', join(folder, 'foundation'), { recursive: true })
  const given = {
    eks,
    domain: 'staging.kubeflow.example.com',
    issuer,
    buckets: [...new Set(things.map(({ bucket }) => bucket))],
    secrets
  }
  const foundation = join(folder, 'foundation')
  writeFileSync(join(foundation, 'terraform.tfvars.json'), JSON.stringify(given))
  return { foundation, example: join(folder, 'terraform/examples/cluster') }
}

/** Puts what the foundation is called in place of the names in the example. */
export function adapt(terraform: Terraform, foundation: string, example: string): void {
  const { text } = terraform(foundation, 'output', '-json')
  const { subnets, file_system } = JSON.parse(text)
  const lines = [
    'provider "aws" {\n  s3_use_path_style = true\n}',
    `module "facts" {\n  subnets = ${JSON.stringify(subnets.value)}\n}`,
    `module "shares" {\n  file_system = ${JSON.stringify(file_system.value)}\n}`
  ]
  writeFileSync(join(example, 'local_override.tf'), `${lines.join('\n')}\n`)
}
