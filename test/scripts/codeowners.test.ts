import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  codeowners,
  codeownersPaths,
  reviewersOf,
  teamReviewersOf
} from '../../charts/owners/codeowners.ts'
import { call as command, example } from '../support/command.ts'
import { modelOf } from '../support/compile-texts.ts'

const directory = `people:
  Alice@example.com: {github: aahmed}
  bob@example.com: {github: bbrown}
  carol@example.com: {name: Carol}
  dan@example.com: {github: ddiaz}
groups:
  seniors: [dan@example.com]
teams:
  red: {members: [bob@example.com, group:seniors, carol@example.com]}
  blue: {members: [bob@example.com]}
  silent: {members: [carol@example.com]}
`
const cluster = readFileSync('test/platform/clusters/production.yaml', 'utf8')
const texts = {
  'platform/clusters/staging.yaml': cluster.replaceAll('production', 'staging'),
  'platform/directory.yaml': directory,
  'platform/common.yaml': 'version: 1\nemails: {lowercase: true}\ntemplates: {team: {}}\n'
}

function written(tenants: Readonly<Record<string, string>>): string {
  const files = Object.entries(tenants).map(([path, text]) => [`tenants/${path}.yaml`, text])
  const model = modelOf({ ...texts, ...Object.fromEntries(files) })
  return codeowners('@example/platform', teamReviewersOf(model), reviewersOf(model))
}

function ownersOf(tenants: Readonly<Record<string, string>>): string[] {
  return written(tenants)
    .split('\n')
    .filter(line => line.includes('/namespace/'))
}

/** The owners of a path by GitHub's rule: the last matching line counts. */
function ownerOf(text: string, path: string): string | undefined {
  const lines = text.split('\n').filter(line => line !== '' && !line.startsWith('#'))
  const rules = lines.map(line => {
    const [pattern = '', ...owners] = line.split(' ')
    const body = pattern.replace(/^\//, '').replaceAll('.', '\\.').replaceAll('*', '[^/]*')
    const isFolder = pattern.endsWith('/')
    const regex = pattern === '*' ? /./ : new RegExp(`^${body}${isFolder ? '' : '(/|$)'}`)
    return [regex, owners.join(' ')] as const
  })
  return rules.findLast(([pattern]) => pattern.test(path))?.[1]
}

test('a tenant belongs to its owner and team by their GitHub names, without duplicates', () => {
  expect(
    ownersOf({ 'red/fraud': 'owner: alice@example.com\n', churn: 'owner: ALICE@example.com\n' })
  ).toEqual([
    '/generated/*/tenants/churn/namespace/ @aahmed',
    '/generated/*/tenants/fraud/namespace/ @aahmed @bbrown @ddiaz'
  ])
})

test('a tenant without known GitHub names belongs to the platform team', () => {
  expect(ownersOf({ churn: 'owner: carol@example.com\n' })).toEqual([
    '/generated/*/tenants/churn/namespace/ @example/platform'
  ])
})

test('a team that a file names from outside of its folder approves nothing', () => {
  expect(ownersOf({ churn: 'owner: alice@example.com\nteam: red\n' })).toEqual([
    '/generated/*/tenants/churn/namespace/ @aahmed'
  ])
})

test('each team approves what is put into its folder, also the first file', () => {
  const text = written({ churn: 'owner: alice@example.com\n' })
  const owners = (path: string) => ownerOf(text, path)
  expect(owners('tenants/red/fraud.yaml')).toBe('@bbrown @ddiaz')
  expect(owners('tenants/blue/fraud.yaml')).toBe('@bbrown')
  expect(owners('tenants/silent/fraud.yaml')).toBe('@example/platform')
  expect(owners('tenants/churn.yaml')).toBe('')
})

test('a new tenant adds one line and changes no other', () => {
  const before = ownersOf({ a: 'owner: alice@example.com\n', c: 'owner: bob@example.com\n' })
  const after = ownersOf({
    c: 'owner: bob@example.com\n',
    b: 'owner: dan@example.com\n',
    a: 'owner: alice@example.com\n'
  })
  expect(after.filter(line => !before.includes(line))).toEqual([
    '/generated/*/tenants/b/namespace/ @ddiaz'
  ])
  expect(after.filter(line => before.includes(line))).toEqual(before)
})

test('the approvers of a change follow from the files that it changes', () => {
  const text = codeowners('@example/platform', new Map(), new Map([['fraud', ['aahmed']]]))
  const owners = (path: string) => ownerOf(text, path)
  expect(owners('generated/production/tenants/fraud/namespace/objects.yaml')).toBe('@aahmed')
  // Nothing but this table changes with the last day of a grant.
  expect(owners('generated/production/tenants/fraud/access.csv')).toBe('@aahmed')
  expect(owners('generated/production/tenants/new/access.csv')).toBe('@example/platform')
  for (const path of [
    'generated/production/tenants/fraud/bootstrap/objects.yaml',
    'generated/production/tenants/fraud/iam.json',
    'generated/production/tenants/fraud-2/namespace/objects.yaml',
    'generated/production/shards/0/namespace/kustomization.yaml',
    'generated/production/flux/tenants.yaml',
    'generated/production/argocd/projects.yaml',
    'platform/policy.yaml',
    'platform/removals.yaml',
    'kustomize/clusters/production/kustomization.yaml',
    'src/rules/run-rules.ts',
    '.github/CODEOWNERS'
  ]) {
    expect([path, owners(path)]).toEqual([path, '@example/platform'])
  }
  expect(owners('tenants/ds-delta/fraud.yaml')).toBe('')
})

test('a file that is too big for GitHub is replaced by one that requires the platform team for everything', () => {
  const names = Array.from({ length: 200 }, (_, at) => `somebody-with-a-long-name-${at}`)
  const many = new Map(Array.from({ length: 600 }, (_, at) => [`tenant-${at}`, names] as const))
  const text = codeowners('@example/platform', new Map([['red', ['bbrown']]]), many)
  expect(ownerOf(text, 'tenants/red/fraud.yaml')).toBe('@example/platform')
  expect(text.length).toBeLessThan(3_000_000)
  expect(ownerOf(text, 'generated/production/tenants/tenant-1/namespace/objects.yaml')).toBe(
    '@example/platform'
  )
})

test('on GitLab, the names there count, with groups of several levels', () => {
  const model = modelOf({
    ...texts,
    'platform/common.yaml': `${texts['platform/common.yaml']}forge: gitlab\n`,
    'platform/directory.yaml':
      'people:\n  alice@example.com: {github: aahmed, gitlab: alice.ahmed}\n  bob@example.com: {github: bbrown}\n',
    'tenants/churn.yaml': 'owner: alice@example.com\n',
    'tenants/fraud.yaml': 'owner: bob@example.com\n'
  })
  const text = codeowners('@acme/data/platform', teamReviewersOf(model), reviewersOf(model))
  const owner = (name: string) =>
    ownerOf(text, `generated/production/tenants/${name}/namespace/objects.yaml`)
  expect([owner('churn'), owner('fraud')]).toEqual(['@alice.ahmed', '@acme/data/platform'])
})

describe('the file on disk', () => {
  let root = ''
  const file = () => join(root, codeownersPaths.github)

  beforeAll(() => {
    root = example()
    edit('platform/common.yaml', text => `${text.replace(/^owners: .*\n/m, '')}owners: "@a/b"\n`)
  })

  afterAll(() => rmSync(root, { recursive: true }))

  function edit(path: string, change: (text: string) => string): void {
    writeFileSync(join(root, path), change(readFileSync(join(root, path), 'utf8')))
  }

  const run = (...args: readonly string[]) => command([...args, '--root', root])

  test('is written, follows a change of owner, and is removed if nobody is named', async () => {
    expect(await run('generate')).toMatchObject({ status: 0 })
    const line = /tenants\/smallest\/namespace\/ (.*)/
    expect(readFileSync(file(), 'utf8')).toMatch(line)
    edit('tenants/smallest.yaml', text => text.replace(/owner: .*/, 'owner: erin@example.com'))
    expect((await run('check')).stderr).toContain('changed  .github/CODEOWNERS')
    expect(await run('generate')).toMatchObject({ status: 0 })
    expect(line.exec(readFileSync(file(), 'utf8'))?.[1]).toBe('@eevans')
    expect((await run('check')).stderr).not.toContain('CODEOWNERS')
    edit('platform/common.yaml', text => text.replace('owners: "@a/b"\n', ''))
    expect(await run('generate')).toMatchObject({ status: 0 })
    expect(existsSync(file())).toBe(false)
  })

  test('is where the forge looks first, and nowhere else', async () => {
    edit('platform/common.yaml', text => `${text}owners: "@a/b"\nforge: gitlab\n`)
    expect(await run('generate')).toMatchObject({ status: 0 })
    expect([existsSync(file()), existsSync(join(root, 'CODEOWNERS'))]).toEqual([false, true])
    edit('platform/common.yaml', text => text.replace('forge: gitlab\n', ''))
    expect(await run('generate')).toMatchObject({ status: 0 })
    expect([existsSync(file()), existsSync(join(root, 'CODEOWNERS'))]).toEqual([true, false])
    edit('platform/common.yaml', text => text.replace('owners: "@a/b"\n', ''))
    expect(await run('generate')).toMatchObject({ status: 0 })
  })

  test('is left alone if a person wrote it', async () => {
    const text = '* @somebody\n'
    mkdirSync(dirname(file()), { recursive: true })
    writeFileSync(file(), text)
    expect(await run('generate')).toMatchObject({ status: 0, stderr: '' })
    edit('platform/common.yaml', text => `${text}owners: "@a/b"\n`)
    const { stderr } = await run('generate')
    expect(stderr).toContain('`.github/CODEOWNERS` was not written by Tenantry, and was left alone')
    expect(readFileSync(file(), 'utf8')).toBe(text)
  })

  test('is not compared for a single cluster', async () => {
    rmSync(file())
    expect(await run('generate', '--cluster', 'staging')).toMatchObject({ status: 0 })
    expect(existsSync(file())).toBe(false)
  })
})
