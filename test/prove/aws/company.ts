import { execFileSync } from 'node:child_process'
import { copyFileSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { findTool } from '../../../scripts/system/tool.ts'
import { acme } from '../../support/acme.ts'
import type { Terraform } from './terraform.ts'

/** The cluster whose roles Terraform makes. */
export const cluster = 'staging'
export const account = '444455556666'
export const issuer = 'oidc.eks.eu-central-1.amazonaws.com/id/FEDCBA9876543210FEDCBA9876543210'
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

/** Where the roots of Terraform are, and the folder of a company that has no cluster yet. */
export interface Places {
  readonly state: string
  readonly foundation: string
  readonly example: string
  readonly company: string
}

/** Lays the modules, the examples that call them, and two companies as they are in a repository. */
export function lay(folder: string): Places {
  cpSync('terraform', join(folder, 'terraform'), { recursive: true })
  const generated = join(acme, 'generated', cluster)
  cpSync(generated, join(folder, generated), { recursive: true })
  const company = join(folder, 'company')
  mkdirSync(join(company, 'tenants'), { recursive: true })
  const written = ['common.yaml', 'directory.yaml', 'policy.yaml']
  for (const file of written) {
    cpSync(join('examples/tenants-only/platform', file), join(company, 'platform', file))
  }
  const [state = '', foundation = '', example = ''] = ['state', 'foundation', 'cluster'].map(root =>
    join(folder, 'terraform/examples', root)
  )
  for (const root of [state, foundation, example]) override(root)
  copyFileSync(join(foundation, 'terraform.tfvars.example'), join(foundation, 'terraform.tfvars'))
  writeFileSync(join(foundation, 'here.auto.tfvars.json'), JSON.stringify(here(folder)))
  return { state, foundation, example, company }
}

/** What the example of values cannot know: there is no zone yet, and everything optional is wanted. */
function here(folder: string): object {
  return {
    zone: null,
    buckets: { default: artifacts },
    karpenter: 'al2023@v20260801',
    load_balancer_policy: JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 'elasticloadbalancing:*', Resource: '*' }]
    }),
    groups: { file: zipped(folder), reserved: 5 }
  }
}

/** The function of groups with its map, as the README of its module says. */
function zipped(folder: string): string {
  const source = join(folder, 'terraform/modules/cognito/function')
  const map = join(acme, 'generated/production/platform/auth/group-map.json')
  copyFileSync(map, join(source, 'group-map.json'))
  const file = join(folder, 'groups.zip')
  const python = join(dirname(findTool('ministack').path), 'python')
  const files = ['index.mjs', 'group-map.json']
  execFileSync(python, ['-m', 'zipfile', '-c', file, ...files], { cwd: source })
  return file
}

/** Buckets of an emulator have no host names of their own. */
function override(root: string, lines: readonly string[] = []): void {
  const all = ['provider "aws" {\n  s3_use_path_style = true\n}', ...lines]
  writeFileSync(join(root, 'local_override.tf'), `${all.join('\n')}\n`)
}

/** What the foundation is called, which somebody writes into the root of the cluster. */
export interface Names {
  readonly subnets: readonly string[]
  readonly fileSystem: string
}

export function namesIn(terraform: Terraform, { foundation }: Places): Names {
  const state = JSON.parse(terraform(foundation, 'show', '-json').text) as State
  const all = state.values.root_module.child_modules.flatMap(({ resources }) => resources)
  const ids = (address: string) =>
    all.filter(each => each.address.startsWith(address)).map(({ values }) => values.id)
  const [fileSystem = ''] = ids('module.data.aws_efs_file_system.this')
  return { subnets: ids('module.network.aws_subnet.public'), fileSystem }
}

interface State {
  readonly values: {
    readonly root_module: { readonly child_modules: readonly { readonly resources: Resources }[] }
  }
}

type Resources = readonly { readonly address: string; readonly values: { readonly id: string } }[]

/** Puts what the foundation is called in place of the names in the root of the cluster. */
export function adapt({ example }: Places, { subnets, fileSystem }: Names, folder?: string): void {
  override(example, [
    `module "facts" {\n  subnets = ${JSON.stringify(subnets)}\n}`,
    `module "shares" {\n  file_system = ${JSON.stringify(fileSystem)}\n}`,
    ...(folder === undefined ? [] : [`locals {\n  folder = ${JSON.stringify(folder)}\n}`])
  ])
}

/** The outputs of a root, in a file as the pages say. */
export function outputsOf(terraform: Terraform, root: string): string {
  const file = join(root, 'terraform-output.json')
  writeFileSync(file, terraform(root, 'output', '-json').text)
  return file
}

/** What a file of a company says. */
export function fileOf({ company }: Places, path: string): string {
  return readFileSync(join(company, path), 'utf8')
}
