import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { copyAcme } from '../../support/acme.ts'
import { call, type Outcome, run as start } from '../../support/command.ts'

let root = ''

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'tenantry importing '))
  copyAcme(root)
})

afterEach(() => rmSync(root, { recursive: true }))

const place = (file: string) => join(root, file)
const read = (file: string) => readFileSync(place(file), 'utf8')
const directory = 'platform/directory.yaml'

/** Only a process has an input of its own. */
function run(args: readonly string[], input?: string): Promise<Outcome> {
  const all = [...args, '--root', root]
  return input === undefined ? call(all) : start(all, {}, child => void child.stdin?.end(input))
}

const everybody = ['alice', 'bob', 'carol', 'dan', 'erin', 'frank', 'grace', 'root']
const table = (names: readonly string[]) =>
  `email,groups\n${names.map(name => `${name}@example.com,fraud-analysts\n`).join('')}`

test('directory writes the file of one source, which validate joins with the others', async () => {
  writeFileSync(place('people.csv'), table(['zoe']))
  const given = ['import', 'directory', '--from', 'csv', '--source', 'ldap', place('people.csv')]
  const args = [...given, '--complete']
  const wrote = 'wrote platform/directory/ldap.yaml; now run `npx tenantry validate`'
  expect((await run(args)).stdout).toContain(wrote)
  const { status, stdout, stderr } = await run(['validate'])
  expect(status).toBe(1)
  expect(stdout + stderr).toContain('conflicting-directory')
  writeFileSync(place('people.csv'), 'email,groups\nzoe@example.com,seniors\n')
  await run([...args, '--allow-losses'])
  expect((await run(['validate'])).status).toBe(0)
  const other = await run([...args.slice(0, 4), '--source', '../x', 'a.csv'])
  expect(other.stderr).toContain('`../x` is not a valid source name')
})

test('directory refuses to make a complete directory incomplete, unless told', async () => {
  const strange = 'owner: alice@example.com\nmembers: [{user: nobody@example.com, role: view}]\n'
  writeFileSync(place('tenants/stranger.yaml'), strange)
  writeFileSync(place('people.csv'), 'email,groups\nzoe@example.com,seniors\n')
  const args = ['import', 'directory', '--from', 'csv', '--source', 'cognito', place('people.csv')]
  const refused = await run(args)
  expect(refused).toMatchObject({ status: 1, stdout: '' })
  expect(refused.stderr).toContain('add `--complete`, else `--partial`')
  expect(existsSync(place('platform/directory/cognito.yaml'))).toBe(false)
  const both = await run([...args, '--complete', '--partial'])
  expect(both).toMatchObject({ status: 2 })
  expect((await run([...args, '--complete'])).status).toBe(0)
  expect(read('platform/directory/cognito.yaml')).toContain('json\ncomplete: true\npeople:\n  zoe')
  expect((await run(['validate'])).stderr).toContain('error[unknown-person]: `nobody@example.com`')
  expect((await run(args)).stdout).toContain('nothing changed')
  expect((await run([...args, '--partial'])).status).toBe(0)
  expect(read('platform/directory/cognito.yaml')).toContain('json\ncomplete: false\npeople:\n')
  expect((await run(['validate'])).stderr).not.toContain('nobody@example.com')
})

test('directory imports a table in UTF-16 from PowerShell, and names the columns that it leaves out', async () => {
  const lines = everybody.map(name => `"${name}@example.com";"True";"Fraud"\r\n`)
  const text = `"mail";"Enabled";"Department"\r\n${lines.join('')}"zoe@example.com";"False";""\r\n`
  writeFileSync(place('people.csv'), Buffer.from(`\ufeff${text}`, 'utf16le'))
  const args = ['import', 'directory', '--from', 'csv', place('people.csv')]
  expect(await run(args)).toMatchObject({
    status: 0,
    stderr: `${place('people.csv')}:1: left out the column \`Department\`
${place('people.csv')}:10: left out 1 account that may not sign in
`
  })
  expect(read(directory)).not.toContain('zoe')
})

test('directory imports an export that validate then accepts, and does nothing the second time', async () => {
  writeFileSync(place('people.csv'), `\ufeff${table([...everybody, 'zoe'])}`)
  chmodSync(place(directory), 0o640)
  const args = ['import', 'directory', '--from', 'csv', place('people.csv'), '--allow-losses']
  expect(await run(args)).toEqual({
    status: 0,
    stdout:
      'people: 9 (1 new, 0 changed, 0 gone)\ngroups: 1 (0 new, 1 changed, 2 gone)\n' +
      'wrote platform/directory.yaml; now run `npx tenantry validate`\n',
    stderr: ''
  })
  expect(read(directory)).toContain('  zoe@example.com: {}\n')
  expect(read(directory)).toContain('alice@example.com: {name: Alice Ahmed, github: aahmed,')
  expect(statSync(place(directory)).mode & 0o777).toBe(0o640)
  expect(await run(args)).toMatchObject({ status: 0, stderr: '' })
  expect((await run(args)).stdout).toContain('nothing changed\n')
})

test('directory refuses to off-board everybody without consent', async () => {
  const before = read(directory)
  writeFileSync(place('people.csv'), table(['alice']))
  const args = ['import', 'directory', '--from', 'csv', place('people.csv')]
  const refused = await run(args)
  expect(refused).toMatchObject({ status: 1, stdout: '' })
  expect(refused.stderr).toContain(
    'error: 7 of 8 people would be removed, more than a tenth: `bob@example.com`'
  )
  expect(read(directory)).toBe(before)
  const meant = await run([...args, '--allow-losses'])
  expect(meant.status).toBe(0)
  expect(meant.stdout).toContain('`bob@example.com` is gone; now run `npx tenantry offboard bob@')
  expect(read(directory)).not.toContain('carol')
})

test('directory reports a broken export at its line, and ignores a broken tenant', async () => {
  writeFileSync(place('tenants/broken.yaml'), 'owner: [\n')
  const before = read(directory)
  const args = ['import', 'directory', '--from', 'csv', '-']
  const broken = await run(args, 'email,name\nalice@example.com\n')
  expect(broken).toMatchObject({ status: 1, stdout: '' })
  expect(broken.stderr).toMatch(
    /^error\[invalid-export\]: this line has 1 value,[\s\S]* --> -:2:1\n/
  )
  expect(read(directory)).toBe(before)
  const latin = Buffer.from('email,name\nalice@example.com,Zo\xeb\n', 'latin1').toString('latin1')
  writeFileSync(place('people.csv'), latin, 'latin1')
  const foreign = await run(['import', 'directory', '--from', 'csv', place('people.csv')])
  expect(foreign.stderr).toContain('error[invalid-encoding]: byte `0xeb` is not valid UTF-8')
  writeFileSync(place('people.csv'), table(everybody))
  const whole = [...args.slice(0, -1), place('people.csv')]
  expect((await run(whole)).status).toBe(1)
  expect((await run([...whole, '--allow-losses'])).status).toBe(0)
})

test('directory creates a missing file', async () => {
  rmSync(place(directory))
  expect(await run(['import', 'directory', '--from', 'csv', '-'], table(['alice']))).toMatchObject({
    status: 0
  })
  expect(read(directory)).toBe(
    '# yaml-language-server: $schema=../schemas/directory.json\npeople:\n  alice@example.com: {}\n' +
      'groups:\n  fraud-analysts:\n    - alice@example.com\n'
  )
})

test('platform fills in a file, and does nothing the second time', async () => {
  const output = { monitoring: { sensitive: false, value: { prometheus: true } } }
  writeFileSync(place('out.json'), JSON.stringify(output))
  const before = read('platform/clusters/staging.yaml')
  const args = ['import', 'settings', place('out.json'), '--cluster', 'staging']
  const { status, stdout, stderr } = await run(args)
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  const lines = before.split('\n').length
  expect(stdout).toBe(
    `platform/clusters/staging.yaml:${lines + 1}: \`monitoring.prometheus\` is \`true\`\n` +
      'wrote platform/clusters/staging.yaml; now run `npx tenantry validate`\n'
  )
  expect(read('platform/clusters/staging.yaml')).toBe(`${before}monitoring:\n  prometheus: true\n`)
  expect(await run(args)).toMatchObject({ status: 0, stdout: 'nothing changed\n' })
  expect(await run(['validate'])).toMatchObject({ status: 0 })
})

test('platform finds the cluster of the outputs by its EKS name', async () => {
  const output = { aws: { sensitive: false, value: { eks: 'kubeflow-staging', plugin: true } } }
  writeFileSync(place('out.json'), JSON.stringify(output))
  const { status, stdout } = await run(['import', 'settings', place('out.json')])
  expect(status).toBe(0)
  expect(stdout).toContain('wrote platform/clusters/staging.yaml; ')
})

test('platform imports what it can of an old overlay, and exits with 1 for its secrets', async () => {
  writeFileSync(place('params.env'), 'bucketName=acme-kfp\npassword=hunter2\nwhatever=1\n')
  const args = ['import', 'settings', place('params.env'), '--cluster', 'lab']
  const { status, stdout, stderr } = await run(args)
  expect(status).toBe(1)
  expect(stdout).toContain(
    'wrote platform/clusters/lab.yaml, which is new; now run `npx tenantry validate`\n'
  )
  expect(stderr).toContain('put it there as `password` of `kubeflow/lab/rds`')
  expect(stderr).toContain('`whatever` is left out')
  expect(stderr).not.toContain('hunter2')
  expect(read('platform/clusters/lab.yaml')).not.toContain('hunter2')
})

test.each([
  [['import', 'people', 'x'], '`import` takes no `people`; the known ones are `directory`'],
  [['import', 'directory', '--from', 'csv'], '`import directory` needs <file>'],
  [['import', 'directory', 'x'], '`import directory` needs `--from <format>`'],
  [['import', 'directory', 'x', '--from', 'csw'], 'there is no format `csw`; did you mean `csv`?'],
  [['import', 'directory', 'nowhere', '--from', 'csv'], 'there is no file `nowhere`'],
  [['import', 'settings', 'x', '--from', 'csv'], '`import settings` does not take `--from`'],
  [['import', 'settings', 'params.env'], 'there is no file `params.env`'],
  [
    ['import', 'settings', 'test/scripts/flags.test.ts'],
    '`import settings` needs `--cluster <name>`; there are `production` and `staging`'
  ],
  [
    ['import', 'settings', 'test/scripts/flags.test.ts', '--cluster', '../x'],
    /^expected a name of at most 63 lowercase letters/
  ],
  [
    ['import', 'settings', 'a.json', 'params.env', '--cluster', 'x'],
    'pass one file from Terraform, or any number of `params.env` files'
  ]
])('reports %j in one line, and exits with 2', async (args, sentence) => {
  const { status, stdout, stderr } = await run(args)
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
  expect(stderr.replace(/^error: /, '').split('\n')[0]).toMatch(sentence)
})
