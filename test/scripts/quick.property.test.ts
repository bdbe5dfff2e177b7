import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeEach, expect, test } from 'vitest'
import type { Settings } from '../../scripts/cli/settings.ts'
import { quick } from '../../scripts/output/incremental/incremental.ts'
import { generate } from '../../scripts/output/write-output.ts'
import { filesIn, write } from '../support/command.ts'
import { summary } from '../support/compile-texts.ts'
import { lasting, slow } from '../support/runs.ts'

const place = mkdtempSync(join(tmpdir(), 'tenantry quick '))
const [warm, cold] = [join(place, 'warm'), join(place, 'cold')]
afterAll(() => rmSync(place, { recursive: true }))

const names = ['ants', 'bees', 'cats', 'dogs', 'elks']
const name = fc.constantFrom(...names)

/** Random lines of a tenant's file that are mostly valid together. */
const line = fc.oneof(
  name.map(tenant => `members: [{tenant: ${tenant}, role: edit}]`),
  name.map(
    tenant => `members: [{tenant: ${tenant}, role: view}, {user: bob@example.com, role: edit}]`
  ),
  name.map(tenant => `network: {from: [{tenant: ${tenant}}]}`),
  name.map(tenant => `serving: {callers: [{tenant: ${tenant}}]}`),
  fc.constantFrom(
    'members: [{user: bob@example.com, role: view, until: 2020-02-02}]',
    'members: [{tenant: "c\\u0061ts", role: edit}]',
    'aws: {serviceAccounts: [trainer]}',
    'aws: {role: shared}',
    'clusters: [production]',
    'clusters: []',
    'state: suspended',
    'state: released',
    'volumes: [{name: data, share: shared, size: 1Gi}]',
    'volumes: [{name: scratch, size: 1Gi}]',
    'secrets: [{name: key, from: key}]',
    'quota: small',
    'team: ds-delta',
    'ownr: x'
  )
)
const text = fc
  .tuple(
    fc.constantFrom('alice@example.com', 'alice@example.com', 'Alice@example.com'),
    fc.uniqueArray(line, { maxLength: 3, selector: written => written.split(':')[0] })
  )
  .map(([owner, lines]) => [`owner: ${owner}`, ...lines, ''].join('\n'))

type Change = readonly [path: string, change: (text: string) => string]

/** Changes that the platform team makes. */
const changes: Readonly<Record<string, Change>> = {
  domain: [cluster(), text => text.replace(/^domain: .*/m, 'domain: ml.example.com')],
  shards: [cluster(), text => text.replace(/shards: \d/, 'shards: 3')],
  monitoring: [cluster(), text => text.replace(/^monitoring: .*\n/m, '')],
  share: [cluster(), text => text.replace('shares: {shared: "', 'shares: {other: "')],
  another: [cluster('other'), () => readFileSync(join(place, cluster()), 'utf8')],
  people: ['platform/directory.yaml', text => text.replace(/^complete: .*/m, 'complete: true')],
  gone: ['platform/directory.yaml', text => text.replace(/^ {2}bob@.*\n/m, '')],
  source: ['platform/directory/ldap.yaml', () => 'people: {bob@example.com: {name: B}}\n'],
  strict: ['platform/policy.yaml', text => text.replace('shares: [shared], ', '')],
  quota: ['platform/policy.yaml', text => text.replace('cpu: 99', 'cpu: 9')],
  notes: ['platform/notes.txt', () => 'of no use\n']
}

function cluster(name = 'production'): string {
  return `platform/clusters/${name}.yaml`
}

/** An event between two runs, with a name for readable failures. */
const event = fc.oneof(
  { weight: 9, arbitrary: fc.tuple(fc.constant('write'), name, text) },
  fc.tuple(fc.constantFrom('remove', 'rewrite', 'spoil', 'lose'), name, fc.constant('')),
  fc.tuple(
    fc.constantFrom('relabel', 'again', 'forget', 'garble', 'upgrade', 'move', 'stray', 'unlist'),
    name,
    fc.constant('')
  ),
  fc.tuple(fc.constant('platform'), fc.constantFrom(...Object.keys(changes)), fc.constant(''))
)

const state = join(warm, '.cache/tenantry/state')
let key = 0
let skipped = 0

/** Applies an event to both repositories. */
function happen(what: string, tenant: string, written: string): void {
  const path = `tenants/${tenant}.yaml`
  if (what === 'forget') rmSync(state, { force: true })
  if (what === 'garble' && existsSync(state))
    write(warm, '.cache/tenantry/state', readFileSync(state, 'utf8').slice(0, -9))
  if (what === 'upgrade') key++
  for (const root of [warm, cold]) {
    const output = join(root, `generated/production/tenants/${tenant}`)
    if (what === 'write') write(root, path, written)
    if (what === 'remove') rmSync(join(root, path), { force: true })
    if (what === 'rewrite' && existsSync(join(root, path)))
      write(root, path, readFileSync(join(root, path), 'utf8'))
    if (what === 'spoil' && existsSync(output)) writeFileSync(join(output, 'access.csv'), 'who\n')
    if (what === 'lose') rmSync(join(output, 'namespace'), { recursive: true, force: true })
    if (what === 'move' && existsSync(join(root, path)))
      renameSync(join(root, path), join(root, `tenants/ds-delta/${tenant}.yaml`))
    if (what === 'stray') write(root, `generated/production/tenants/${tenant}/notes.txt`, 'mine\n')
    if (what === 'unlist')
      rmSync(join(root, 'generated/production/shards/0'), { recursive: true, force: true })
    const [file, change] = (what === 'platform' && changes[tenant]) || []
    if (file !== undefined && change) {
      const there = existsSync(join(root, file)) ? readFileSync(join(root, file), 'utf8') : ''
      write(root, file, change(there))
    }
    if (what === 'relabel')
      write(root, 'platform/common.yaml', `${common}labels: {cost-center: ${tenant}}\n`)
  }
}

const common = readFileSync('test/platform/common.yaml', 'utf8').replace(
  /^(labels|emails):.*\n/gm,
  ''
)

beforeEach(() => {
  cpSync('test/platform', join(place, 'platform'), { recursive: true })
  const cluster = join(place, 'platform/clusters/production.yaml')
  const written = readFileSync(cluster, 'utf8')
    .replace('shares: {', 'shares: {shared: "fs-0123456789abcdef0::fsap-0123456789abcdef1", ')
    .replace(
      '  policies: {',
      '  roles: {shared: "arn:aws:iam::111122223333:role/shared"}\n  policies: {'
    )
  writeFileSync(cluster, written)
  write(place, 'platform/common.yaml', common)
  write(
    place,
    'platform/policy.yaml',
    '- {tenants: ["*"], quota: {cpu: 99, memory: 1Ti, storage: 9Ti}, shares: [shared], roles: [shared], egress: [open]}\n'
  )
})

const bot = 'notifications: {channel: "#platform", secret: slack}'

test.each([
  ['shards', bot],
  ['tenants', `perTenant: true, ${bot}`]
])('an incremental run gives the same result as a full one: %s', async (_, flux) => {
  skipped = 0
  const cluster = join(place, 'platform/clusters/production.yaml')
  const written = readFileSync(cluster, 'utf8').replace('flux: true', `flux: {${flux}}`)
  writeFileSync(cluster, written)
  await fc.assert(
    fc.asyncProperty(fc.array(event, { minLength: 4, maxLength: 8 }), async events => {
      for (const root of [warm, cold]) {
        rmSync(root, { recursive: true, force: true })
        cpSync(join(place, 'platform'), join(root, 'platform'), { recursive: true })
        mkdirSync(join(root, 'tenants/ds-delta'), { recursive: true })
        for (const tenant of names)
          write(root, `tenants/${tenant}.yaml`, 'owner: alice@example.com\n')
      }
      await runBoth()
      for (const [what, tenant, written] of events) {
        const before = sources()
        happen(what, tenant, written)
        if (await runBoth()) continue
        // Revert refused changes, or nothing would ever pass again.
        takeBack(before)
        expect(await runBoth()).toBe(true)
      }
    }),
    lasting(slow ? 15 : 2)
  )
  // With a random seed, the number of successful runs depends on chance.
  if (!slow) expect(skipped).toBeGreaterThan(5)
})

/** The source files, which must be equal in both. */
function sources(): Readonly<Record<string, string>> {
  const files = ['tenants', 'platform'].flatMap(folder =>
    Object.entries(filesIn(warm, folder)).map(([path, text]) => [`${folder}/${path}`, text])
  )
  return Object.fromEntries(files)
}

function takeBack(before: Readonly<Record<string, string>>): void {
  const now = sources()
  for (const root of [warm, cold]) {
    for (const path of Object.keys(now)) if (!(path in before)) rmSync(join(root, path))
    for (const [path, text] of Object.entries(before))
      if (now[path] !== text) write(root, path, text)
  }
}

/** Whether the run found no mistakes; both repositories must agree in any case. */
async function runBoth(): Promise<boolean> {
  const expected = await generate(settings(cold), { key: undefined })
  const found = await goOn()
  expect(found.diagnostics.map(summary)).toEqual(expected.diagnostics.map(summary))
  expect(found.done === undefined).toBe(expected.done === undefined)
  expect(found.extra).toEqual(expected.extra)
  expect(filesIn(warm)).toEqual(filesIn(cold))
  return found.done !== undefined
}

function settings(root: string): Settings {
  return { root, clusters: [], today: '2026-06-15', format: 'human' }
}

async function goOn() {
  const found = await quick(settings(warm), String(key))
  if (found) skipped++
  return found
    ? { diagnostics: found.diagnostics, done: 'some', extra: [] }
    : generate(settings(warm), { key: String(key) })
}
