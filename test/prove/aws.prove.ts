import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { load } from 'js-yaml'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Outcome, run as tenantry } from '../support/command.ts'
import { type Aws, awsAt, root, type Token } from './aws/ask.ts'
import {
  account,
  adapt,
  cluster,
  fileOf,
  issuer,
  lay,
  namesIn,
  outputsOf,
  type Places,
  secrets,
  things
} from './aws/company.ts'
import { identities, make } from './aws/controllers.ts'
import { type Emulator, startEmulator } from './aws/emulator.ts'
import { asksOf, everybody, type Reach, reaches } from './aws/expected.ts'
import type { Credentials } from './aws/sign.ts'
import { lackOfTerraform, type Terraform, terraformAt } from './aws/terraform.ts'
import { forEach } from './support/crowd.ts'
import { asked, need } from './table/tally.ts'

const isHere = need({ programs: ['control-plane'], tools: ['ministack'], lack: lackOfTerraform() })

const folder = mkdtempSync(join(tmpdir(), 'aws-'))
const all = reaches('kubeflow-staging')
let emulator: Emulator | undefined
let run: Terraform
let places: Places
let example: string
let aws: Aws

/** What Tenantry said of the foundation's outputs, by command. */
const said = new Map<string, Outcome>()

/** What a second plan of each root says. */
const again = new Map<string, ReturnType<Terraform>>()

beforeAll(async () => {
  if (!isHere) return
  emulator = await startEmulator(folder, account)
  run = terraformAt(emulator.url, folder)
  aws = awsAt(emulator.url)
  places = lay(folder)
  example = places.example
  makeRoot(places.state, '-var=region=eu-central-1', '-var=bucket=example-terraform')
  makeRoot(places.foundation)
  await writeCluster()
  const names = namesIn(run, places)
  adapt(places, names, join(places.company, 'generated', cluster))
  makeRoot(example)
  adapt(places, names)
  makeRoot(example)
  for (const bucket of new Set(things.map(({ bucket }) => bucket))) await aws.makeBucket(bucket)
  for (const secret of secrets) await aws.makeSecret(secret)
  const written = await forEach(things, ({ bucket, key }) =>
    aws.s3(root, 'PUT', `/${bucket}/${key}`)
  )
  expect(written).not.toContain(false)
}, 900_000)

/** Applies a root, and plans it once more. */
function makeRoot(place: string, ...values: readonly string[]): void {
  for (const step of ['init', 'apply']) succeeds(place, step, values)
  const flags = ['-input=false', '-no-color', '-detailed-exitcode']
  again.set(`${place} ${again.size}`, run(place, 'plan', ...flags, ...values))
}

/** Makes a cluster's file of the foundation's outputs, and generates, as docs/terraform.md says. */
async function writeCluster(): Promise<void> {
  const output = outputsOf(run, places.foundation)
  const commands = [
    ['import', 'settings', output, '--cluster', cluster],
    ['validate'],
    ['generate']
  ]
  for (const command of commands) {
    const outcome = await tenantry([...command, '--root', places.company])
    said.set(command[0] ?? '', outcome)
    if (outcome.status !== 0) throw new Error(`${command[0]}: ${outcome.stdout}${outcome.stderr}`)
  }
}

afterAll(async () => {
  await emulator?.stop()
  rmSync(folder, { recursive: true })
})

function succeeds(place: string, step: string, values: readonly string[] = []): void {
  const flags = step === 'apply' ? ['-auto-approve', ...values] : []
  const { status, text } = run(place, step, '-input=false', '-no-color', ...flags)
  if (status !== 0) throw new Error(`terraform ${step}: ${text.slice(-3_000)}`)
}

test('a second plan of each root changes nothing', () => {
  asked(again.size)
  expect(again.size).toBe(4)
  for (const [place, { status, text }] of again)
    expect([place, status, status === 0 ? '' : text]).toEqual([place, 0, ''])
})

describe("the foundation's outputs make a cluster's file", () => {
  test('that is accepted as it is', () => {
    asked(said.size)
    expect(said.get('validate')?.stdout).toBe('0 tenants on 1 cluster, no mistakes\n')
  })

  test('that has every field which the foundation knows', () => {
    const file = load(fileOf(places, `platform/clusters/${cluster}.yaml`))
    asked()
    expect(file).toEqual(known)
  })
})

test('makes each role and user that the files name, and no other', () => {
  const { text } = run(example, 'state', 'list')
  const made = [...text.matchAll(/aws_iam_(role|user)\.this\["(.+)"\]/g)].map(
    ([, kind, name]) => `${kind} ${name}`
  )
  asked(made.length)
  expect(made.sort()).toEqual(all.map(called).sort())
})

describe('a role is given', () => {
  test('to its accounts and to nobody else', async () => {
    expect(await strangers(all)).toEqual([])
  })

  test('by no token for somebody else, or of another issuer, and to nobody without one', async () => {
    const tokens = { ...token('fraud/default-editor') }
    const role = arnOf('kubeflow-staging.tenant.fraud')
    asked(4)
    expect(await aws.assume(role, tokens)).toBeDefined()
    expect(await aws.assume(role, { ...tokens, aud: 'elsewhere' })).toBeUndefined()
    expect(await aws.assume(role, { ...tokens, iss: `${issuer.slice(0, -1)}1` })).toBeUndefined()
    expect(await aws.assumeAlone(role)).toBe(false)
  })
})

describe('what is given reaches its own places, and no others', () => {
  test.each(all.map(each => [called(each), each] as const))('%s', async (_, reach) =>
    expect(await wrongOf(reach)).toEqual([])
  )
})

test('a trust policy that lets in an account more is found', async () => {
  const file = join(folder, 'examples/acme/generated', cluster, 'tenants/fraud/iam.json')
  const text = readFileSync(file, 'utf8')
  const line = '"system:serviceaccount:fraud:trainer"'
  writeFileSync(file, text.replace(line, `${line}, "system:serviceaccount:churn:default-editor"`))
  succeeds(example, 'apply')
  expect(await strangers(all)).toEqual(['churn/default-editor gets kubeflow-staging.tenant.fraud'])
})

test('what the controllers of AWS make instead is given and reaches the same', async () => {
  const prefix = 'kubeflow-ack'
  const same = reaches(prefix)
  const objects = identities(join(folder, 'controllers'), prefix)
  const names = objects.map(({ kind, spec }) => `${kind.toLowerCase()} ${spec?.name}`)
  expect(names.sort()).toEqual(same.map(called).sort())
  for (const each of objects) await make(aws, each)
  expect(await strangers(same)).toEqual([])
  const found = await forEach(same, async reach => {
    return (await wrongOf(reach)).map(line => `${called(reach)}: ${line}`)
  })
  expect(found.flat()).toEqual([])
})

const policy = (name: string) => `arn:aws:iam::${account}:policy/${name}`
const madeBy = (service: string, kind = '') =>
  expect.stringMatching(new RegExp(`^arn:aws:${service}:eu-central-1:${account}:${kind}`))

/** What the foundation knows of the cluster, by the fields of its file. */
const known = {
  kubeflow: expect.any(String),
  domain: 'staging.kubeflow.example.com',
  aws: {
    account,
    region: 'eu-central-1',
    partition: 'aws',
    eks: 'kubeflow-staging',
    oidcProvider: issuer,
    iam: 'terraform',
    boundary: policy('kubeflow-tenant-boundary'),
    platformBoundary: policy('kubeflow-platform-boundary'),
    key: madeBy('kms', 'key/')
  },
  identity: {
    provider: {
      cognito: {
        userPool: expect.stringMatching(/^eu-central-1_/),
        clientId: expect.any(String),
        domain: 'auth.staging.kubeflow.example.com',
        unverified: true
      }
    },
    kubectl: { clientId: expect.any(String) }
  },
  ingress: {
    alb: {
      certificate: madeBy('acm', 'certificate/'),
      scheme: 'internet-facing',
      subnets: ['10.1.224.0/22', '10.1.228.0/22']
    }
  },
  pipelines: {
    env: 'aws',
    database: {
      host: expect.any(String),
      port: expect.any(Number),
      engine: '8.4',
      nativePassword: true,
      secret: 'rds'
    },
    buckets: { default: 'kubeflow-staging-artifacts' }
  },
  storage: { efs: { fileSystem: expect.stringMatching(/^fs-/) } },
  secrets: { externalSecrets: { prefix: 'kubeflow/staging' } },
  autoscaling: { karpenter: { role: 'kubeflow-staging-node', image: 'al2023@v20260801' } },
  gitops: { flux: true, repository: 'https://github.com/example/kubeflow-tenants' }
}

function called({ isUser, name }: Reach): string {
  return `${isUser ? 'user' : 'role'} ${name}`
}

const arnOf = (name: string) => {
  const half = name.includes('.service.') ? 'platform' : 'tenants'
  return `arn:aws:iam::${account}:role/tenantry/${name.split('.')[0]}/${half}/${name}`
}

function token(who: string): Token {
  return {
    iss: issuer,
    aud: 'sts.amazonaws.com',
    sub: `system:serviceaccount:${who.replace('/', ':')}`
  }
}

/** Whoever gets a role that is not theirs, or does not get their own. */
async function strangers(reaches: readonly Reach[]): Promise<string[]> {
  const pairs = reaches
    .filter(({ isUser }) => !isUser)
    .flatMap(reach => everybody(reaches).map(who => ({ reach, who })))
  const found = await forEach(pairs, async ({ reach: { name, accounts }, who }) => {
    const gets = (await aws.assume(arnOf(name), token(who))) !== undefined
    return gets === accounts.includes(who)
      ? []
      : [`${who} ${gets ? 'gets' : 'does not get'} ${name}`]
  })
  asked(found.length, found.flat().length)
  return found.flat()
}

async function credentialsOf({ name, accounts, isUser }: Reach): Promise<Credentials | undefined> {
  if (isUser) return await aws.keyOf(name)
  const [who] = accounts
  return who === undefined ? undefined : await aws.assume(arnOf(name), token(who))
}

async function wrongOf(reach: Reach): Promise<string[]> {
  const by = await credentialsOf(reach)
  if (by) return await wrong(by, reach)
  return reach.accounts.map(who => `${who} gets nothing`)
}

/** Everything in S3 and among the secrets that answers although it must not, or does not although it must. */
async function wrong(by: Credentials, reach: Reach): Promise<string[]> {
  const found = await forEach(asksOf(reach), async ({ name, ask, may }) => {
    return (await ask(aws, by)) === may ? [] : [`${name} is ${may ? 'refused' : 'allowed'}`]
  })
  asked(found.length, found.flat().length)
  return found.flat()
}
