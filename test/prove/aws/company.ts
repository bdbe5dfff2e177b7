import { execFileSync } from 'node:child_process'
import { copyFileSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { findTool } from '../../../scripts/system/tool.ts'
import { acme, copyAcme } from '../../support/acme.ts'
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

/** Where the roots of Terraform are, and the folders of two companies: one that has no cluster yet, and the example. */
export interface Places {
  readonly state: string
  readonly foundation: string
  readonly facts: string
  readonly example: string
  readonly company: string
  readonly acme: string
}

/** Lays the modules, the roots that call them, and two companies as they are in a repository. */
export function lay(folder: string): Places {
  cpSync('terraform', join(folder, 'terraform'), { recursive: true })
  const places = {
    ...placesIn(join(folder, 'terraform/examples')),
    company: join(folder, 'company'),
    acme: join(folder, acme)
  }
  copyAcme(places.acme, ['tenants', 'platform', 'generated'])
  mkdirSync(join(places.company, 'tenants'), { recursive: true })
  for (const file of ['common.yaml', 'directory.yaml', 'policy.yaml']) {
    cpSync(join('examples/tenants-only/platform', file), join(places.company, 'platform', file))
  }
  const { foundation, example, state } = places
  for (const root of [state, foundation, example]) override(root)
  for (const root of [foundation, example]) {
    copyFileSync(join(root, 'terraform.tfvars.example'), join(root, 'terraform.tfvars'))
  }
  writeFileSync(join(foundation, here), JSON.stringify(wanted(folder)))
  return places
}

function placesIn(examples: string): Pick<Places, 'state' | 'foundation' | 'facts' | 'example'> {
  const place = (root: string) => join(examples, root)
  return {
    state: place('state'),
    foundation: place('foundation'),
    facts: place('facts'),
    example: place('cluster')
  }
}

/** Values beside those of the example of values. */
const here = 'here.auto.tfvars.json'

/** What the example of values cannot know: there is no zone yet, and everything optional is wanted. */
function wanted(folder: string): object {
  return {
    zone: null,
    sign_in: 'page.login.staging.kubeflow.example.com',
    held: ['login.staging.kubeflow.example.com'],
    buckets: { default: artifacts },
    karpenter: 'al2023@v20260801',
    load_balancer_policy: loadBalancerPolicy(folder),
    groups: { file: zipped(folder), reserved: 5 }
  }
}

/** A file such as the one that the controller's release publishes. */
function loadBalancerPolicy(folder: string): string {
  const Statement = [{ Effect: 'Allow', Action: 'elasticloadbalancing:*', Resource: '*' }]
  const file = join(folder, 'load-balancer.json')
  writeFileSync(file, JSON.stringify({ Version: '2012-10-17', Statement }))
  return file
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

export async function namesIn(terraform: Terraform, { foundation }: Places): Promise<Names> {
  const { text } = await terraform(foundation, 'show', '-json')
  const state = JSON.parse(text) as State // as Terraform documents it
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

/** Puts what the foundation is called in place of the names in the root of facts and in the example's file of the cluster. */
export function adapt({ facts, acme }: Places, { subnets, fileSystem }: Names): void {
  override(facts, [`module "facts" {\n  subnets = ${JSON.stringify(subnets)}\n}`])
  const file = join(acme, 'platform/clusters', `${cluster}.yaml`)
  const text = readFileSync(file, 'utf8')
  writeFileSync(file, text.replace(/efs: \{fileSystem: \S+\}/, `efs: {fileSystem: ${fileSystem}}`))
}

/** Tells the root of the cluster where its repository is. */
export function pointTo({ example }: Places, repository: string): void {
  const shares = { 'fraud-datasets': {} }
  writeFileSync(join(example, here), JSON.stringify({ repository, shares }))
}

/** The outputs of a root, in a file as the pages say. */
export async function outputsOf(terraform: Terraform, root: string): Promise<string> {
  const file = join(root, 'terraform-output.json')
  writeFileSync(file, (await terraform(root, 'output', '-json')).text)
  return file
}

/** What a file of a company says. */
export function fileOf({ company }: Places, path: string): string {
  return readFileSync(join(company, path), 'utf8')
}
