import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Aws, awsAt, root, type Token } from './aws/ask.ts'
import { account, adapt, cluster, issuer, lay, things } from './aws/company.ts'
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
let example: string
let aws: Aws

beforeAll(async () => {
  if (!isHere) return
  emulator = await startEmulator(folder, account)
  run = terraformAt(emulator.url, folder)
  aws = awsAt(emulator.url)
  const places = lay(folder)
  example = places.example
  for (const step of ['init', 'apply']) succeeds(places.foundation, step)
  adapt(run, places.foundation, example)
  for (const step of ['init', 'validate', 'apply']) succeeds(example, step)
  const written = await forEach(things, ({ bucket, key }) =>
    aws.s3(root, 'PUT', `/${bucket}/${key}`)
  )
  expect(written).not.toContain(false)
}, 600_000)

afterAll(async () => {
  await emulator?.stop()
  rmSync(folder, { recursive: true })
})

function succeeds(place: string, step: string): void {
  const flags = step === 'apply' ? ['-auto-approve'] : []
  const input = step === 'validate' ? [] : ['-input=false']
  const { status, text } = run(place, step, ...input, '-no-color', ...flags)
  if (status !== 0) throw new Error(`terraform ${step}: ${text.slice(-3_000)}`)
}

test('a second plan changes nothing', () => {
  const { status, text } = run(example, 'plan', '-input=false', '-no-color', '-detailed-exitcode')
  asked()
  expect([status, status === 0 ? '' : text]).toEqual([0, ''])
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
