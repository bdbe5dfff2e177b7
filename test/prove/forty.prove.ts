import { cpSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { filesIn, git } from '../support/command.ts'
import { again, type Drift, lines, said, tidy } from './earlier/after.ts'
import { begin, dump, handsOf, ours, sh, unguarded } from './earlier/company.ts'
import { differences, gone, type State, stateOf } from './earlier/state.ts'
import { crowd, live, places } from './earlier/years.ts'
import { useWorld } from './support/cluster.ts'
import { bootstrap } from './support/flux.ts'
import { commit } from './support/life.ts'

const given = useWorld('staging', ['kubectl'])
const scope = { places, people: crowd }
const folder = mkdtempSync(join(tmpdir(), 'tenantry-forty-'))
const script = join(folder, 'adopt.sh')
let before: State
let report = ''

beforeAll(async () => {
  begin(given().repository)
  await unguarded(given(), () => live(handsOf(given())))
  before = await stateOf(given().api, scope)
}, 900_000)

const ask = (...args: readonly string[]) => ours(given(), [...args, '--root', given().repository])
const drift = async (): Promise<Drift> =>
  JSON.parse((await ask('drift', '--context', 'proof', '--format', 'json')).stdout)

/** What the report says that people gain: by a policy of their own, and by a group of the directory. */
const told = [
  'ada@example.com at people-bare',
  'finn@example.com at people-others',
  'finn@example.com in people-others'
]

describe('forty profiles of all ages', () => {
  test('are imported from a dump, or by a context, to the same files', async () => {
    const other = join(folder, 'other')
    cpSync(given().repository, other, { recursive: true })
    const dumped = await dump(given())
    const imported = await ask('import', 'profiles', dumped)
    expect(imported.status).toBe(0)
    report = imported.stdout
    const asked = await ours(given(), ['import', 'profiles', '--context', 'proof', '--root', other])
    expect(asked.stdout).toBe(report)
    for (const part of ['tenants', 'platform'])
      expect(filesIn(other, part)).toEqual(filesIn(given().repository, part))
    const second = await ask('import', 'profiles', dumped)
    expect(second.stderr).toContain('nothing changed')
  })

  test('are compared with the cluster, which loses nothing', async () => {
    expect(await ask('validate')).toMatchObject({ status: 0 })
    expect(await ask('generate')).toMatchObject({ status: 0 })
    const compared = await ask('diff', await dump(given()))
    expect(await ask('diff', '--context', 'proof')).toEqual(compared)
    const seen = await ask('doctor', '--cluster', 'staging', '--context', 'proof')
    expect(seen.stdout).toMatch(/ok {5}Kubernetes 1\.\d+\n.*ok {5}\d+ kinds of objects are known/s)
    expect(seen.stdout).toContain('WRONG  pods of `owner-label-gone` get no sidecar')
    const [, failing] = /^## The sync would fail\n\n((?:- .*\n)+)/m.exec(compared.stdout) ?? []
    expect(failing?.trim().split('\n')).toEqual([
      '- `owner-hangs`: its Profile is being deleted; `npx tenantry adopt` lets it go without what depends on it'
    ])
    expect(compared.stdout).not.toContain('## People would lose something')
  })

  test('are adopted by a script that is cut off, and run again', async () => {
    const adopt = await ask('adopt')
    expect(adopt.status).toBe(0)
    writeFileSync(script, adopt.stdout)
    expect((await sh(given(), [script, 'before'], 40)).status).toBeNaN()
    const whole = await sh(given(), [script, 'before'])
    expect(whole.status).toBe(0)
    await bootstrap(given())
    await commit(given(), {})
    const after = await sh(given(), [script, 'after'])
    expect(after.status).toBe(0)
  }, 900_000)

  test('give nobody more or less than the report says, and keep what is in them', async () => {
    const after = await stateOf(given().api, scope)
    const lines = differences(before, after).map(line => line.split(' may now ')[0])
    expect(lines).toEqual(told)
    expect(report).toContain('`people-bare`: `ada@example.com` can see what pipelines made')
    expect(report).toContain('`people-others`: people whom the directory has in group `analysts`')
    expect(gone(before, after)).toEqual(['Profile /owner-hangs'])
    expect(report).toContain('`owner-hangs`: its Profile was deleted and hangs')
  }, 900_000)

  test('differ from git in what the report says stays, and in nothing once that is gone', async () => {
    const found = await drift()
    for (const { tenant, message } of found.findings) {
      const [, name = ''] = /`([^`]+)`/.exec(message) ?? []
      const own = report
        .split('\n')
        .filter(line => line.includes(tenant) && line.includes(`\`${name}\``))
      expect([tenant, message, own.length > 0]).toEqual([tenant, message, true])
    }
    for (const finding of found.findings) await tidy(given().api, finding)
    const none = await ask('drift', '--context', 'proof')
    expect(none).toMatchObject({
      status: 0,
      stdout: 'nothing on the cluster is missing in git\n'
    })
  }, 900_000)

  test('then show exactly what is made by hand, and how their files would say it', async () => {
    await unguarded(given(), () => again(handsOf(given())))
    const found = await drift()
    expect(lines(found)).toEqual(said)
    const words = await ask('drift', await dump(given()))
    expect(words.status).toBe(1)
    expect(words.stdout).toContain('- `ada`: `zoe@example.com` has role `edit`; ')
    const change = join(folder, 'change.patch')
    writeFileSync(change, found.changes)
    git(given().repository, 'apply', change)
    await commit(given(), {})
    const [ada, ben, ...others] = said
    expect(ada && ben && lines(await drift())).toEqual(['ben: RoleBinding `by-hand`', ...others])
  }, 900_000)
})
