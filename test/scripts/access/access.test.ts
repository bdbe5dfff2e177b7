import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import { expect, onTestFinished, test } from 'vitest'
import { acme } from '../../support/acme.ts'
import { call, commitStart, example, git } from '../../support/command.ts'

const ask = (...words: string[]) => call(['access', ...words, '--root', acme])

const ajv = new Ajv({ strict: false })

const meets = (name: string) =>
  ajv.compile(JSON.parse(readFileSync(`schemas/${name}.json`, 'utf8')))

const isRight = { access: meets('access'), show: meets('show') }

/** What a command says to machines, which has to meet its schema. */
async function answer(command: 'access' | 'show', ...words: string[]) {
  const { stdout } = await call([command, ...words, '--root', acme, '--format', 'json'])
  const said = JSON.parse(stdout)
  expect(isRight[command](said), ajv.errorsText(isRight[command].errors)).toBe(true)
  return said
}

test.each([
  ['of', 'carol@example.com'],
  ['of', 'dan@example.com'],
  ['of', 'root@example.com'],
  ['of', 'grace@example.com'],
  ['of', 'ci/deployer'],
  ['of', 'group:fraud-analysts'],
  ['of', 'group:fraud-seniors'],
  ['of', 'group:ml-platform'],
  ['of', 'team:ds-delta', '--cluster', 'production'],
  ['in', 'fraud', '--cluster', 'production'],
  ['in', 'forecast'],
  ['in', 'pricing', '--cluster', 'staging'],
  ['who-can', 'get', 'secrets', 'fraud'],
  ['who-can', 'get', 'secrets', 'forecast'],
  ['who-can', 'create', 'rolebindings', 'fraud', '--cluster', 'production'],
  ['who-can', 'delete', 'horizontalpodautoscalers/status', 'fraud']
])('access %s %s %s', async (...words) => {
  const { status, stdout, stderr } = await ask(...words)
  expect([status, stderr]).toEqual([0, ''])
  const name = words.filter(word => !word.startsWith('--')).join('-')
  await expect(stdout).toMatchFileSnapshot(`${name.replace(/[^a-z-]+/g, '-')}.txt`)
  const { rights } = await answer('access', ...words)
  expect(rights.length > 0).toBe(!stdout.startsWith('nobody'))
})

test('the page for platform engineers shows an answer as it is', () => {
  const shown = readFileSync('test/scripts/access/who-can-get-secrets-fraud.txt', 'utf8')
  expect(readFileSync('docs/platform.md', 'utf8')).toContain(shown)
})

test.each([
  [
    ['of', 'carrol@example.com'],
    'no file names `carrol@example.com`; did you mean `carol@example.com`?'
  ],
  [['of', 'fraud-analysts'], '`fraud-analysts` is a group: ask about `group:fraud-analysts`'],
  [['of', 'ds-delta'], '`ds-delta` is a team: ask about `team:ds-delta`'],
  [
    ['of', 'pricing'],
    '`pricing` is a tenant: ask `access in pricing`, or about an account of it, such as `pricing/default-editor`'
  ],
  [
    ['of', 'group:fraud-analyst'],
    'there is no group `fraud-analyst`; did you mean `fraud-analysts`?'
  ],
  [['of', 'team:x'], 'there is no team `x`; the known ones are `commerce` and `ds-delta`'],
  [['in', 'fruad'], 'there is no tenant `fruad`; did you mean `fraud`?'],
  [['in', 'carol', '--cluster', 'production'], 'tenant `carol` is on none of these clusters'],
  [
    ['who-can', 'get', 'secret', 'fraud'],
    'no role here knows a resource `secret`; did you mean `secrets`?'
  ],
  [['who-can', 'gett', 'secrets', 'fraud'], 'no role here knows a verb `gett`; did you mean `get`?']
])('a name that nobody has is a mistake: %j', async (words, sentence) => {
  const { status, stdout, stderr } = await ask(...words)
  expect([status, stdout, stderr]).toEqual([1, '', `error: ${sentence}\n`])
})

test.each([
  [['off', 'carol'], '`access` answers no question `off`; did you mean `of`?'],
  [['in'], '`access in` needs <tenant>'],
  [['who-can', 'get', 'secrets'], '`access who-can` needs <tenant>'],
  [['in', 'fraud', 'pricing'], '`access in` does not take `pricing`'],
  [['in', 'fraud', '--at', 'nowhere'], `\`nowhere\` is not a commit in \`${acme}\``]
])('a call that cannot be read: %j', async (words, sentence) => {
  const { status, stderr } = await ask(...words)
  expect([status, stderr.split('\n')[0]]).toEqual([2, `error: ${sentence}`])
})

test('for machines, each right says what it reaches and where it stands', async () => {
  const said = await answer('access', 'of', 'carol@example.com', '--cluster', 'production')
  expect(said).toEqual({
    version: 1,
    suspended: [
      {
        who: 'carol@example.com',
        kind: 'person',
        cluster: 'production',
        tenant: 'forecast',
        role: 'edit',
        notebooks: true,
        until: null,
        way: 'user',
        at: { file: 'tenants/forecast.yaml', line: 5 },
        through: []
      }
    ],
    rights: [
      {
        who: 'carol@example.com',
        kind: 'person',
        cluster: 'production',
        tenant: 'fraud',
        role: 'view',
        notebooks: false,
        until: '2027-03-31',
        way: 'group:fraud-analysts',
        reach: {
          kubernetes: {
            binding: 'user-carol-example-com-clusterrole-view',
            role: 'kubeflow-view'
          },
          mesh: [
            { policy: 'user-carol-example-com-clusterrole-view', to: 'pipelines' },
            { policy: 'models', to: 'models' }
          ],
          aws: []
        },
        at: { file: 'tenants/ds-delta/fraud.yaml', line: 7 },
        through: [{ file: 'platform/directory.yaml', line: 14 }]
      }
    ]
  })
})

test.each(['group:fraud-analysts', 'group:fraud-seniors', 'team:ds-delta'])(
  'somebody in %s may do what it says',
  async circle => {
    const all = await answer('access', 'of', circle)
    expect(all.rights.length).toBeGreaterThan(0)
    for (const right of all.rights) {
      expect((await answer('access', 'of', right.who)).rights).toContainEqual(right)
    }
  }
)

test('an earlier commit is asked without touching the files', async () => {
  const root = example()
  onTestFinished(() => rmSync(root, { recursive: true }))
  commitStart(root)
  const path = join(root, 'tenants/carol.yaml')
  writeFileSync(path, 'owner: dan@example.com\ntemplate: personal\nteam: ds-delta\n')
  const before = git(root, 'status', '--porcelain')
  const of = async (...more: string[]) => {
    const args = ['access', 'of', 'carol@example.com', '--root', root, '--format', 'json', ...more]
    const { rights } = JSON.parse((await call(args)).stdout) as { rights: { tenant: string }[] }
    return rights.map(({ tenant }) => tenant)
  }
  expect(await of()).not.toContain('carol')
  expect((await call(['access', 'of', 'carol@example.com', '--root', root])).status).toBe(0)
  expect(await of('--at', 'HEAD')).toContain('carol')
  expect(git(root, 'status', '--porcelain')).toBe(before)
  const unknown = await call([
    'access',
    'in',
    'carol',
    '--root',
    root,
    '--at',
    'HEAD',
    '--cluster',
    'x'
  ])
  expect(unknown.stderr).toMatch(/^error: there was no cluster `x` at `HEAD`; the known ones are /)
})

test('somebody whom a file names, and nobody lets in, has no rights', async () => {
  const root = example()
  onTestFinished(() => rmSync(root, { recursive: true }))
  appendFileSync(join(root, 'platform/directory.yaml'), '  idle: {members: [frank@example.com]}\n')
  for (const name of ['churn', 'ds-delta/reporting']) {
    writeFileSync(
      join(root, `tenants/${name}.yaml`),
      'owner: dan@example.com\ntemplate: personal\n'
    )
  }
  const { stdout } = await call(['access', 'of', 'frank@example.com', '--root', root])
  expect(stdout).toBe('frank@example.com may enter no tenant\n')
})

test.each([
  ['fraud', 'staging'],
  ['pricing', 'production'],
  ['forecast', 'production'],
  ['carol', 'staging']
])('show %s on %s', async (tenant, cluster) => {
  const { status, stdout } = await call(['show', tenant, '--cluster', cluster, '--root', acme])
  expect(status).toBe(0)
  await expect(stdout).toMatchFileSnapshot(`show-${tenant}-${cluster}.txt`)
  expect((await answer('show', tenant)).tenants.length).toBeGreaterThan(0)
})

test('show tells machines the same, also of an earlier commit, and reads no other tenant', async () => {
  const root = example()
  onTestFinished(() => rmSync(root, { recursive: true }))
  commitStart(root)
  writeFileSync(join(root, 'tenants/carol.yaml'), 'owner: dan@example.com\nclusters: [staging]\n')
  writeFileSync(join(root, 'tenants/churn.yaml'), 'owner: {\n')
  const ownerOf = async (...more: string[]) => {
    const { stdout } = await call(['show', 'carol', '--root', root, '--format', 'json', ...more])
    const { version, tenants } = JSON.parse(stdout)
    return [version, tenants.length, tenants[0].values[0]]
  }
  const owner = (value: string, line: number) => {
    const at = { file: 'tenants/carol.yaml', line }
    return [1, 1, { field: 'owner', value, from: 'tenant', at }]
  }
  expect(await ownerOf()).toEqual(owner('dan@example.com', 1))
  expect(await ownerOf('--at', 'HEAD')).toEqual(owner('carol@example.com', 2))
  expect((await call(['access', 'in', 'carol', '--root', root])).status).toBe(0)
  const broken = await call(['show', 'churn', '--root', root])
  expect([broken.status, broken.stderr.split('\n')[0]]).toEqual([
    2,
    'error: there are mistakes in the files; see `npx tenantry validate`'
  ])
})

test('show guesses who was meant', async () => {
  const { status, stderr } = await call(['show', 'fruad', '--root', acme])
  expect([status, stderr]).toEqual([
    1,
    'error: there is no tenant `fruad`; did you mean `fraud`?\n'
  ])
})
