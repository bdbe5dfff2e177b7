import { type ExecFileException, execFile } from 'node:child_process'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { versions } from '../../src/kubeflow/versions.ts'
import { editorSchemas } from '../../src/reference/editor-schemas.ts'
import { andList } from '../../src/text/prose.ts'
import { acme, copyAcme } from '../support/acme.ts'
import { call, inherited, type Outcome } from '../support/command.ts'

// Two copies of the example, one with a mistake, in a path that needs quoting.
const place = mkdtempSync(join(tmpdir(), "tenantry's tests "))
const good = join(place, 'good')
const broken = join(place, 'broken')

beforeAll(() => {
  for (const root of [good, broken]) copyAcme(root)
  writeFileSync(join(broken, 'tenants/slip.yaml'), 'ownr: alice@example.com\n')
})

afterAll(() => rmSync(place, { recursive: true }))

function run(
  args: readonly string[],
  env: Record<string, string> = {},
  cwd = '.'
): Promise<Outcome> {
  const script = join(process.cwd(), 'scripts/run.mjs')
  return new Promise(resolve => {
    const done = (error: ExecFileException | null, stdout: string, stderr: string) =>
      resolve({ status: Number(error?.code ?? 0), stdout, stderr })
    execFile(process.execPath, [script, ...args], { cwd, env: { ...inherited(), ...env } }, done)
  })
}

const beginning =
  'where a new company begins: `npx tenantry init` writes one to change, or write `platform/common.yaml` with the line `version: 1` and then `platform/clusters/<name>.yaml`; `--root` names another folder'

describe('validate', () => {
  test('prints one line if there are no mistakes', async () => {
    const { status, stdout, stderr } = await call(['validate', '--root', good])
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(stdout).toMatch(/^\d+ tenants on 2 clusters, no mistakes\n$/)
  })

  test('draws mistakes on stderr, without color in a pipe, and exits with 1', async () => {
    const { status, stdout, stderr } = await call(['validate', '--root', broken])
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
    expect(stderr).toContain('error[unknown-field]: unknown field `ownr`\n')
    expect(stderr).toContain(' --> tenants/slip.yaml:1:1\n')
    expect(stderr).toMatch(/\nmore may show once these are mended, because .*\n$/)
    expect(stderr).not.toContain('\x1b')
  })

  test('uses color on request, but not against NO_COLOR', async () => {
    const forced = await run(['validate', '--root', broken], { FORCE_COLOR: '1' })
    expect(forced.stderr).toContain('\x1b[')
    const refused = await run(['validate', '--root', broken], { FORCE_COLOR: '1', NO_COLOR: '1' })
    expect(refused.stderr).not.toContain('\x1b')
  })

  test('finds the files in its working directory, whatever the locale and time zone', async () => {
    const plain = await call(['validate', '--root', broken])
    const env = { LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8', TZ: 'Pacific/Kiritimati' }
    expect(await run(['validate'], env, broken)).toEqual(plain)
  })

  test('prints the same mistakes as JSON that matches its schema', async () => {
    const { status, stdout, stderr } = await call([
      'validate',
      '--root',
      broken,
      '--format',
      'json'
    ])
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' })
    const report = JSON.parse(stdout)
    const schema = JSON.parse(readFileSync('schemas/report.json', 'utf8'))
    const ajv = new Ajv({ strict: false })
    expect(ajv.validate(schema, report), ajv.errorsText()).toBe(true)
    expect(report.diagnostics[0]).toMatchObject({ file: 'tenants/slip.yaml', severity: 'error' })
  })

  test('prints JSON even if there are no mistakes', async () => {
    const { status, stdout } = await call(['validate', '--root', good, '--format', 'json'])
    expect(status).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ version: 1, diagnostics: [] })
  })

  test('annotates a pull request', async () => {
    const { status, stdout } = await call(['validate', '--root', broken, '--format=github'])
    expect(status).toBe(1)
    expect(stdout).toMatch(/^::error file=tenants\/slip\.yaml,line=1,/m)
  })

  test('checks only the given cluster', async () => {
    const { stdout } = await call(['validate', '--root', good, '--cluster', 'staging'])
    expect(stdout).toMatch(/ on 1 cluster, no mistakes\n$/)
  })

  test.each([
    [['--rot', 'x'], 'there is no flag `--rot`; did you mean `--root`?'],
    [['--root'], '`--root` needs a value: `--root <folder>`'],
    [['--root', 'nowhere'], 'there is no folder `nowhere`'],
    [['--today', '2027-02-30'], '`2027-02-30` is not a calendar date such as `2027-03-31`'],
    [['--format', 'jsno'], 'there is no format `jsno`; did you mean `json`?'],
    [
      ['--root', acme, '--cluster', 'stagin'],
      'there is no cluster `stagin`; did you mean `staging`?'
    ],
    [['all', '--root', acme], '`all` is not there; name a tenant, a file or a folder']
  ])('reports %j in one line with its usage, and exits with 2', async (args, sentence) => {
    const { status, stdout, stderr } = await call(['validate', ...args])
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    const [first, second] = stderr.split('\n')
    expect([first, second]).toEqual([
      `error: ${sentence}`,
      'usage: tenantry validate [file...] [flags]'
    ])
  })

  test.each([
    ['validate'],
    ['generate'],
    ['check'],
    ['roots'],
    ['conform'],
    ['expire'],
    ['new', 'fraud', '--owner', 'alice@example.com'],
    ['adopt', 'fraud'],
    ['offboard', 'alice@example.com'],
    ['remove', 'fraud', '--reason', 'over'],
    ['rename-person', 'alice@example.com', 'alicia@example.com']
  ])('in an empty folder, %s says what to write first, and exits with 2', async (...args) => {
    const root = mkdtempSync(join(tmpdir(), 'tenantry-'))
    onTestFinished(() => rmSync(root, { recursive: true }))
    const { status, stdout, stderr } = await call([...args, '--root', root])
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr).toBe(`error: \`${root}\` is ${beginning}\n`)
    mkdirSync(join(root, 'platform'))
    writeFileSync(join(root, 'platform/common.yaml'), 'version: 1\n')
    const next = await call([...args, '--root', root])
    expect(next.status).toBeGreaterThan(0)
    expect(next.stderr + next.stdout).toContain('write `platform/clusters/<name>.yaml`')
  })

  test.each([
    ['vendor', '26.03'],
    ['import', 'settings', 'package.json', '--cluster', 'production']
  ])('in an empty folder, %s says the same', async (...args) => {
    const root = mkdtempSync(join(tmpdir(), 'tenantry-'))
    onTestFinished(() => rmSync(root, { recursive: true }))
    const { status, stderr } = await call([...args, '--root', root])
    expect(status).toBe(2)
    expect(stderr).toContain(`error: \`${root}\` is ${beginning}\n`)
  })

  test('prints its usage on request', async () => {
    const { status, stdout, stderr } = await call(['validate', '--help'])
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(stdout).toMatch(/^usage: tenantry validate \[file\.\.\.\] \[flags\]\n/)
    expect(stdout).toContain('--today <YYYY-MM-DD>')
  })
})

describe('explain', () => {
  test('lists all codes, also if only the first line is read', async () => {
    const whole = await run(['explain'])
    expect(whole.stdout).toContain('\n  unknown-field ')
    const script = `"$0" scripts/run.mjs explain | head -n 1; exit "\${PIPESTATUS[0]}"`
    const outcome = await new Promise<Outcome>(resolve => {
      execFile('bash', ['-c', script, process.execPath], (error, stdout, stderr) =>
        resolve({ status: Number(error?.code ?? 0), stdout, stderr })
      )
    })
    expect(outcome).toEqual({ status: 0, stdout: 'Reading files\n', stderr: '' })
  })

  test('explains a code with an example', async () => {
    const { status, stdout } = await run(['explain', 'unknown-field'], {}, place)
    expect(status).toBe(0)
    expect(stdout).toMatch(/^error\[unknown-field\]: a field does not exist here\n/)
    const words = (text: string) => text.split(/\s+/).join(' ').trim()
    const about = words(readFileSync('test/cases/unknown-field/README.md', 'utf8'))
    expect(words(stdout)).toContain(about)
    expect(stdout).toMatch(/\n {4}error\[unknown-field\]: /)
  })

  test('explains a risk, and lists it', async () => {
    const { status, stdout } = await run(['explain', 'admin-granted'], {}, place)
    expect(status).toBe(0)
    expect(stdout).toMatch(/^admin-granted: a risk that `npx tenantry plan` tells\n/)
    expect(stdout).toMatch(/\n {4}high\[admin-granted\]: /)
    const list = await run(['explain'], {}, place)
    expect(list.stdout).toMatch(/\n {2}admin-granted +somebody becomes admin of a tenant\n/)
  })

  test('explains a field', async () => {
    const { status, stdout } = await run(['explain', 'members.until'], {}, place)
    expect(status).toBe(0)
    expect(stdout).toMatch(/^members\.until, in tenants\/<name>\.yaml\n/)
  })

  test('suggests the name that was meant', async () => {
    const { status, stderr } = await run(['explain', 'unknow-field'])
    expect(status).toBe(2)
    expect(stderr).toContain(
      'error: there is no code or field `unknow-field`; did you mean `unknown-field`?\n'
    )
    const role = await run(['explain', 'role'])
    expect(role.stderr).toContain('`role`; did you mean `members.role`, `aws.role`, ')
    expect((await run(['explain', 'xqzzgfgdfg'])).stderr).toContain(
      'error: there is no code or field `xqzzgfgdfg`, and none with a similar name\n'
    )
  })
})

describe('objects', () => {
  const folders = [...versions.map(each => `kubeflow-${each}`), 'crds', 'kubernetes-openapi']
  const parts = andList(folders)

  test('says what it needs if no folder is given', async () => {
    const { status, stderr } = await run(['objects'], { UPSTREAM: '' })
    expect(status).toBe(2)
    expect(stderr).toContain(`error: set UPSTREAM or \`--from\` to a folder with ${parts}\n`)
  })

  test('says what it needs if the folder contains something else', async () => {
    const { status, stderr } = await run(['objects', '--from', good])
    expect(status).toBe(2)
    expect(stderr).toContain(`error: \`${good}\` does not contain ${parts}\n`)
  })
})

describe('new', () => {
  let root = ''

  beforeAll(() => {
    root = join(place, 'new')
    cpSync(good, root, { recursive: true })
  })

  test('writes a file that validate accepts', async () => {
    const args = [
      'new',
      'fresh',
      '--owner',
      'alice@example.com',
      '--preset',
      'small',
      '--root',
      root
    ]
    expect(await call(args)).toEqual({
      status: 0,
      stdout: expect.stringMatching(
        /^wrote tenants\/fresh.yaml\n\n`fresh` gets on `production` and `staging`:\n {2}owner {6}alice@example.com\n {2}members {4}nobody [^\n]*\n {2}template {3}\w+\n {2}quota {6}at most cpu 8, memory 32Gi, [\s\S]*\n {2}pipelines {2}yes\n[\s\S]*\nnext:\n {2}1 {2}look at [\s\S]*`npx tenantry generate`[\s\S]* open a pull request\n$/
      ),
      stderr: ''
    })
    expect(readFileSync(join(root, 'tenants/fresh.yaml'), 'utf8')).toContain('quota: small\n')
    expect(await call(['validate', '--root', root])).toMatchObject({ status: 0 })
  })

  test('never overwrites a file in any folder', async () => {
    const before = readFileSync(join(root, 'tenants/fresh.yaml'), 'utf8')
    const args = [
      'new',
      'fresh',
      '--owner',
      'bob@example.com',
      '--team',
      'ds-delta',
      '--root',
      root
    ]
    const { status, stdout, stderr } = await call(args)
    expect({ status, stdout }).toEqual({ status: 1, stdout: 'nothing to write\n' })
    expect(stderr).toContain('which already exists: tenants/fresh.yaml')
    expect(readFileSync(join(root, 'tenants/fresh.yaml'), 'utf8')).toBe(before)
  })

  test.each([
    [['Bad_Name', '--owner', 'alice@example.com'], 1, 'error[invalid-name]'],
    [['kube-system', '--owner', 'alice@example.com'], 1, 'error[forbidden-namespace]'],
    [['next', '--owner', 'alice'], 1, 'error[invalid-email]'],
    [['next', '--owner', 'alice@example.com', '--preset', 'smal'], 1, 'error[unknown-preset]'],
    [['next', '--owner', 'alice@example.com', '--team', '..'], 2, 'is a path, not a name'],
    [['../next', '--owner', 'alice@example.com'], 2, 'is a path, not a name'],
    [['next'], 2, '`new` needs `--owner <e-mail>`'],
    [[], 2, '`new` needs a name'],
    [['--group', 'nobody', '--name', '{user}'], 2, 'there is no group `nobody`'],
    [['--group', 'fraud-analyst', '--name', '{user}'], 2, 'did you mean `fraud-analysts`?'],
    [
      ['--group', 'ds-delta', '--name', '{user}'],
      2,
      '`ds-delta` is a team, not a group; the known '
    ],
    [['next', '--owner', 'alice@example.com', '--team', 'ds-delt'], 2, 'did you mean `ds-delta`?'],
    [['--group', 'fraud-analysts', '--name', 'all'], 2, 'needs `--name` with `{user}` in it'],
    [['next', '--group', 'fraud-analysts', '--name', '{user}'], 2, '`--group` replaces']
  ])('rejects %j and writes nothing', async (args, code, sentence) => {
    const { status, stdout, stderr } = await call(['new', ...args, '--root', root])
    expect({ status, stdout }).toEqual({ status: code, stdout: '' })
    expect(stderr).toContain(sentence)
    expect(readdirSync(join(root, 'tenants'))).not.toContain('next.yaml')
  })

  test('says that nothing was written where a mistake of others is in the way', async () => {
    const other = join(root, 'tenants/other.yaml')
    writeFileSync(other, 'ownr: alice@example.com\n')
    const args = ['new', 'next', '--owner', 'alice@example.com', '--root', root]
    const { status, stdout, stderr } = await call(args)
    rmSync(other)
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
    expect(stderr).toMatch(/tenants\/other\.yaml[\s\S]*\nnothing was written, because .* mistakes/)
    expect(readdirSync(join(root, 'tenants'))).not.toContain('next.yaml')
  })

  test('says what to do without a team where there is none', async () => {
    const args = ['new', 'next', '--owner', 'erin@example.com', '--team', 'ds-delta']
    const { status, stderr } = await call([...args, '--root', 'examples/tenants-only'])
    expect(status).toBe(2)
    expect(stderr).toContain(
      'error: there is no team `ds-delta`; the directory has none, so leave out `--team`\n'
    )
  })

  test('creates a tenant for each member of a group, and again for those who have none', async () => {
    const args = ['new', '--group', 'fraud-analysts', '--name', 'my-{user}', '--root', root]
    const { status, stdout } = await call(args)
    expect(status).toBe(0)
    const wrote = [...stdout.matchAll(/^wrote (.*)$/gm)].map(([, path = '']) => path)
    expect(wrote).toContain('tenants/my-dan.yaml')
    for (const path of wrote)
      expect(readFileSync(join(root, path), 'utf8')).toContain('template: personal')
    rmSync(join(root, 'tenants/my-dan.yaml'))
    const again = await call(args)
    expect(again).toMatchObject({ status: 0, stderr: '' })
    expect(again.stdout).toMatch(
      /^wrote tenants\/my-dan.yaml\n(`\S+` has `my-\w+` already: tenants\/my-\w+.yaml\n)+\n`my-dan` gets on /
    )
    writeFileSync(join(root, 'tenants/my-dan.yaml'), 'owner: alice@example.com\n')
    const taken = await call(args)
    expect(taken.status).toBe(1)
    expect(taken.stdout).toMatch(/already: tenants\/my-\w+.yaml\nnothing to write\n$/)
    expect(taken.stderr).toBe(
      'error: `dan@example.com` would get `my-dan`, which already exists: tenants/my-dan.yaml\n'
    )
  })

  test('reports an error of the operating system in one line', async () => {
    writeFileSync(join(root, 'tenants', 'ds-echo'), '')
    const args = [
      'new',
      'next',
      '--owner',
      'alice@example.com',
      '--root',
      join(root, 'tenants', 'ds-echo')
    ]
    expect(await call(args)).toMatchObject({ status: 2, stdout: '' })
    rmSync(join(root, 'tenants', 'ds-echo'))
  })
})

test('schemas writes exactly what is committed', async () => {
  const files = [...editorSchemas()]
  const there = () => files.map(([name]) => [name, readFileSync(join('schemas', name), 'utf8')])
  expect(there()).toEqual(files)
  const before = statSync('schemas/tenant.json').mtimeMs
  expect(await call(['schemas'])).toMatchObject({ status: 0, stderr: '' })
  expect(statSync('schemas/tenant.json').mtimeMs).toBeGreaterThan(before)
  expect(there()).toEqual(files)
})

test('a hostile file with very many mistakes is reported quickly, with a full count', async () => {
  const root = join(place, 'hostile')
  cpSync(good, root, { recursive: true })
  // All on one line, unlike any editor's output.
  writeFileSync(
    join(root, 'tenants/hostile.yaml'),
    `owner: alice@example.com\nmembers: [${'1,'.repeat(20_000)}]\n`
  )
  const { status, stderr } = await call(['validate', '--root', root])
  expect(status).toBe(1)
  expect(stderr.length).toBeLessThan(100_000)
  expect(stderr).toContain('... and 19950 other mistakes in tenants/hostile.yaml\n')
  expect(stderr).toMatch(
    /\n20000 errors in 1 file\nfor more about .*: npx tenantry explain .*\nmore may show .*\n$/
  )
  const github = await call(['validate', '--root', root, '--format', 'github'])
  expect(github.status).toBe(1)
  expect(github.stdout.split('\n')).toHaveLength(50 + 1 + 1)
})
