import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { load } from 'js-yaml'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Outcome, run as tenantry } from '../support/command.ts'
import { type Aws, awsAt, root, type Token } from './aws/ask.ts'
import {
  account,
  adapt,
  artifacts,
  cluster,
  fileOf,
  issuer,
  lay,
  namesIn,
  outputsOf,
  type Places,
  pointTo,
  secrets,
  things
} from './aws/company.ts'
import { identities, make } from './aws/controllers.ts'
import { type Emulator, startEmulator } from './aws/emulator.ts'
import { asksOf, everybody, type Reach, reaches } from './aws/expected.ts'
import type { Credentials } from './aws/sign.ts'
import {
  lackOfTerraform,
  type Outcome as Planned,
  type Terraform,
  terraformAt
} from './aws/terraform.ts'
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
const again = new Map<string, Planned>()

beforeAll(async () => {
  if (!isHere) return
  emulator = await startEmulator(folder, account)
  run = terraformAt(emulator.url, folder)
  aws = awsAt(emulator.url)
  places = lay(folder)
  example = places.example
  await Promise.all([
    makeRoot(places.state, '-var=region=eu-central-1', '-var=bucket=example-terraform'),
    makeRoot(places.foundation)
  ])
  await writeCluster()
  pointTo(places, places.company)
  adapt(places, await namesIn(run, places))
  await Promise.all([makeRoot(example), makeRoot(places.facts)])
  await takeFacts()
  pointTo(places, places.acme)
  await makeRoot(example)
  // The foundation has made that of artifacts.
  const others = things.map(({ bucket }) => bucket).filter(bucket => bucket !== artifacts)
  for (const bucket of new Set(others)) await aws.makeBucket(bucket)
  for (const secret of secrets) await aws.makeSecret(secret)
  const written = await forEach(things, ({ bucket, key }) =>
    aws.s3(root, 'PUT', `/${bucket}/${key}`)
  )
  expect(written).not.toContain(false)
}, 3_600_000)

/** Applies a root, and plans it once more. */
async function makeRoot(place: string, ...values: readonly string[]): Promise<void> {
  for (const step of ['init', 'apply']) await succeeds(place, step, values)
  const flags = ['-input=false', '-no-color', '-detailed-exitcode']
  again.set(`${place} ${again.size}`, await run(place, 'plan', ...flags, ...values))
}

/** Makes a cluster's file of the foundation's outputs, and generates, as docs/terraform.md says. */
async function writeCluster(): Promise<void> {
  await importFrom(places.foundation)
  for (const command of ['validate', 'generate']) await say([command], places.company)
}

/** What the file of the new cluster says before and after what AWS knows is imported, too. */
const files: string[] = []

async function takeFacts(): Promise<void> {
  files.push(clusterFile())
  await importFrom(places.facts)
  files.push(clusterFile())
}

async function importFrom(root: string): Promise<void> {
  const output = await outputsOf(run, root)
  await say(['import', 'settings', output, '--cluster', cluster], places.company)
}

async function say([command = '', ...args]: readonly string[], root: string): Promise<void> {
  const outcome = await tenantry([command, ...args, '--root', root])
  said.set(command, outcome)
  if (outcome.status !== 0) throw new Error(`${command}: ${outcome.stdout}${outcome.stderr}`)
}

const clusterFile = () => fileOf(places, `platform/clusters/${cluster}.yaml`)

afterAll(async () => {
  await emulator?.stop()
  rmSync(folder, { recursive: true })
})

async function succeeds(
  place: string,
  step: string,
  values: readonly string[] = []
): Promise<void> {
  const flags = step === 'apply' ? ['-auto-approve', ...values] : []
  const { status, text } = await run(place, step, '-input=false', '-no-color', ...flags)
  if (status !== 0) throw new Error(`terraform ${step}: ${text.slice(-3_000)}`)
}

test('a second plan of each root changes nothing', () => {
  asked(again.size)
  expect(again.size).toBe(5)
  for (const [place, { status, text }] of again)
    expect([place, status, status === 0 ? '' : text]).toEqual([place, 0, ''])
})

describe("the foundation's outputs make a cluster's file", () => {
  test('that is accepted as it is', () => {
    asked(said.size)
    expect(said.get('validate')?.stdout).toBe('0 tenants on 1 cluster, no mistakes\n')
  })

  test('that has every field which the foundation knows', () => {
    asked()
    expect(load(files[0] ?? '')).toEqual(known)
  })

  test('that stays as it is when what AWS knows is imported, too', () => {
    asked()
    expect(files[1]).toBe(files[0])
  })
})

test('every module is called by one of the roots', () => {
  const roots = [places.state, places.foundation, places.facts, example]
  const texts = roots.map(root => readFileSync(join(root, 'main.tf'), 'utf8'))
  const called = texts.flatMap(text =>
    [...text.matchAll(/modules\/(\w+)"/g)].map(([, name]) => name)
  )
  const modules = readdirSync('terraform/modules')
  expect([...new Set(called)].sort()).toEqual(modules.sort())
})

test('makes each role and user that the files name, and no other', async () => {
  asked(all.length)
  expect(await made()).toEqual(all.map(called).sort())
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
  const file = join(places.acme, 'generated', cluster, 'tenants/fraud/iam.json')
  const text = readFileSync(file, 'utf8')
  const line = '"system:serviceaccount:fraud:trainer"'
  writeFileSync(file, text.replace(line, `${line}, "system:serviceaccount:churn:default-editor"`))
  await succeeds(example, 'apply')
  expect(await strangers(all)).toEqual(['churn/default-editor gets kubeflow-staging.tenant.fraud'])
  writeFileSync(file, text)
})

describe('what becomes of roles and users in the life of their tenant', () => {
  const fraud = all.filter(({ name }) => name.endsWith('.fraud'))
  const file = 'tenants/ds-delta/fraud.yaml'
  const edit = (change: (text: string) => string) =>
    writeFileSync(join(places.acme, file), change(readFileSync(join(places.acme, file), 'utf8')))

  test('a suspended one keeps them, but nobody gets the roles, and the user may do nothing', async () => {
    const user = fraud.find(({ isUser }) => isUser) ?? expect.fail('fraud has no user')
    const key = await keyOf(user.name)
    expect(await wrong(key, user)).toEqual([])
    edit(text => `${text}state: suspended\n`)
    await reach()
    expect((await made()).filter(each => each.endsWith('.fraud'))).toEqual(fraud.map(called).sort())
    const closed = fraud.map(reach => ({ ...reach, accounts: [] }))
    expect(await strangers(closed, everybody(all))).toEqual([])
    expect(await wrong(key, { ...user, read: [], write: [] })).toEqual([])
  })

  test('one that comes back has all again', async () => {
    edit(text => text.replace('state: suspended\n', ''))
    await reach()
    expect(await strangers(all)).toEqual([])
    for (const each of fraud) expect([each.name, await wrongOf(each)]).toEqual([each.name, []])
  })

  test('a removed one has none, and its key opens nothing', async () => {
    const [gone, left] = [all.filter(isOfSmallest), all.filter(reach => !isOfSmallest(reach))]
    const key = await keyOf('kubeflow-staging.tenant.smallest')
    rmSync(join(places.acme, 'tenants/smallest.yaml'))
    const removals = join(places.acme, 'platform/removals.yaml')
    writeFileSync(removals, 'tenants: {smallest: {reason: A test, unprotected: true}}\n')
    await reach()
    expect(gone.length).toBeGreaterThan(0)
    expect(await made()).toEqual(left.map(called).sort())
    expect(await aws.s3(key, 'GET', `/${artifacts}/private-artifacts/smallest/run/model`)).toBe(
      false
    )
  })

  const isOfSmallest = ({ name }: Reach) => name.endsWith('.smallest')

  /** Brings the tenants' files to AWS, as a merge does. */
  async function reach(): Promise<void> {
    await say(['generate', '--today', '2026-06-15'], places.acme)
    await succeeds(example, 'apply')
  }
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
        domain: 'page.login.staging.kubeflow.example.com',
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

/** The roles and users that Terraform keeps. */
async function made(): Promise<string[]> {
  const { text } = await run(example, 'state', 'list')
  const found = [...text.matchAll(/aws_iam_(role|user)\.this\["(.+)"\]/g)]
  return found.map(([, kind, name]) => `${kind} ${name}`).sort()
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
async function strangers(
  reaches: readonly Reach[],
  people = everybody(reaches)
): Promise<string[]> {
  const pairs = reaches
    .filter(({ isUser }) => !isUser)
    .flatMap(reach => people.map(who => ({ reach, who })))
  const found = await forEach(pairs, async ({ reach: { name, accounts }, who }) => {
    const gets = (await aws.assume(arnOf(name), token(who))) !== undefined
    return gets === accounts.includes(who)
      ? []
      : [`${who} ${gets ? 'gets' : 'does not get'} ${name}`]
  })
  asked(found.length, found.flat().length)
  return found.flat()
}

/** A user has two keys at most. */
const keys = new Map<string, Credentials>()

async function keyOf(user: string): Promise<Credentials> {
  const key = keys.get(user) ?? (await aws.keyOf(user))
  keys.set(user, key)
  return key
}

async function credentialsOf({ name, accounts, isUser }: Reach): Promise<Credentials | undefined> {
  if (isUser) return await keyOf(name)
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
