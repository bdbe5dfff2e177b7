import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { at, type Thing } from '../overlay/thing.ts'
import { acme } from '../support/acme.ts'
import { type Aws, awsAt, root, type Tags } from './aws/ask.ts'
import { account, artifacts, things } from './aws/company.ts'
import { identities, make } from './aws/controllers.ts'
import { type Emulator, startEmulator } from './aws/emulator.ts'
import { asksOf, type Reach } from './aws/expected.ts'
import type { Credentials } from './aws/sign.ts'
import { forEach } from './support/crowd.ts'
import { asked, need } from './table/tally.ts'

const isHere = need({ programs: ['control-plane'], tools: ['ministack'] })

const folder = mkdtempSync(join(tmpdir(), 'aws-tags-'))
const prefix = 'kubeflow-shared'
const name = `${prefix}.tenants`
const role = `arn:aws:iam::${account}:role/tenantry/${prefix}/tenants/${name}`
let emulator: Emulator | undefined
let aws: Aws

beforeAll(async () => {
  if (!isHere) return
  emulator = await startEmulator(folder, account)
  aws = awsAt(emulator.url)
  for (const bucket of new Set(things.map(({ bucket }) => bucket))) await aws.makeBucket(bucket)
  await forEach(things, ({ bucket, key }) => aws.s3(root, 'PUT', `/${bucket}/${key}`))
  const limits = readFileSync(join(acme, 'generated/staging/platform/boundaries.json'), 'utf8')
  await aws.create('CreatePolicy', {
    PolicyName: 'kubeflow-tenant-boundary',
    PolicyDocument: JSON.stringify(JSON.parse(limits).tenants)
  })
  await make(aws, shared())
}, 300_000)

afterAll(async () => {
  await emulator?.stop()
  rmSync(folder, { recursive: true })
})

/** The role as an object for the controllers of AWS. */
function shared(): Thing {
  const share = (text: string) =>
    text
      .replace('identity: irsa', 'identity: podIdentity\n  tenantRoles: shared')
      .replace('  credentials: static\n', '')
  const objects = identities(join(folder, 'company'), prefix, share)
  const found = objects.find(({ spec }) => at(spec, 'name') === name)
  return found ?? expect.fail('tenants share no role')
}

/** The tags that EKS gives the session of a pod. */
function tagsOf(namespace: string): Tags {
  return {
    'eks-cluster-arn': `arn:aws:eks:eu-central-1:${account}:cluster/kubeflow-staging`,
    'eks-cluster-name': 'kubeflow-staging',
    'kubernetes-namespace': namespace,
    'kubernetes-service-account': 'default-editor',
    'kubernetes-pod-name': 'run-1',
    'kubernetes-pod-uid': '6fd33a5b-ab7d-4c3e-9c63-2a6b3ad3a2f1'
  }
}

async function sessionOf(tags: Tags): Promise<Credentials> {
  return (await aws.assumeFor(role, tags)) ?? expect.fail('the role is not given')
}

/** What answers although it must not, or does not although it must. */
async function wrong(tags: Tags, folders: Reach['read']): Promise<string[]> {
  const by = await sessionOf(tags)
  const reach = { name, accounts: [], secrets: [], isUser: false, read: folders, write: folders }
  const found = await forEach(asksOf(reach), async ({ name, ask, may }) => {
    // There are no secrets here, and no permission to read any.
    if (name.startsWith('secret ')) return []
    return (await ask(aws, by)) === may ? [] : [`${name} is ${may ? 'refused' : 'allowed'}`]
  })
  asked(found.length, found.flat().length)
  return found.flat()
}

function folderOf(namespace: string): Reach['read'] {
  return [{ bucket: artifacts, prefix: `private-artifacts/${namespace}` }]
}

test.each(['fraud', 'fraud-two'])(
  'a role that tenants share reaches the folder of the namespace of the session alone: %s',
  async name => expect(await wrong(tagsOf(name), folderOf(name))).toEqual([])
)

test('it reaches nothing by a session that names no namespace', async () => {
  const { 'kubernetes-namespace': _, ...others } = tagsOf('fraud')
  expect(await wrong(others, [])).toEqual([])
})

test.each<[string, Tags]>([
  ['without tags, as an association can ask for', {}],
  ['of another cluster', { ...tagsOf('fraud'), 'eks-cluster-arn': 'arn:aws:eks:x:1:cluster/a' }],
  ['of another account', { ...tagsOf('fraud'), 'kubernetes-service-account': 'default' }]
])('it is given to no session %s', async (_, tags) => {
  asked()
  expect(await aws.assumeFor(role, tags)).toBeUndefined()
})

test('a policy that names the folders of all is found', async () => {
  const document = String(at(shared().spec, 'inlinePolicies', 'tenantry'))
  await aws.create('PutRolePolicy', {
    RoleName: name,
    PolicyName: 'tenantry',
    PolicyDocument: document.replaceAll(/\$\{[^}]*\}/g, '*')
  })
  const limited = await wrong(tagsOf('fraud'), folderOf('fraud'))
  // The boundary still keeps the things of others; it lets names be listed.
  expect(limited.filter(line => !line.startsWith(`list /${artifacts}/`))).toEqual([])
  await aws.create('DeleteRolePermissionsBoundary', { RoleName: name })
  const found = await wrong(tagsOf('fraud'), folderOf('fraud'))
  expect(found).toContain(`GET /${artifacts}/private-artifacts/churn/run/model is allowed`)
})
