import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readTree } from '../../../src/files/disk.ts'
import { below, file, find, kindNames, nameOf } from '../../../src/reference/all-fields.ts'
import { editorSchemas } from '../../../src/reference/editor-schemas.ts'
import { asBlock, description, factsOf } from '../../../src/reference/facts.ts'
import type { Node } from '../../../src/yaml/node.ts'
import { parseYaml } from '../../../src/yaml/parse.ts'
import { copyAcme } from '../../support/acme.ts'
import { call } from '../../support/command.ts'
import { type Editor, editorFor } from '../../support/editor/language-server.ts'

const root = mkdtempSync(join(tmpdir(), 'tenantry-'))
let editor: Editor
let product: Editor

// What a company has: its schemas, and the settings that map its folders to them.
beforeAll(async () => {
  copyAcme(root)
  await call(['schemas', '--root', root])
  editor = await editorFor(root, { schemas: schemasOf('company/_vscode/settings.json') })
  product = await editorFor(process.cwd(), { schemas: schemasOf('.vscode/settings.json') })
})

afterAll(async () => {
  await Promise.all([editor.close(), product.close()])
  rmSync(root, { recursive: true })
})

function schemasOf(settings: string): object {
  return JSON.parse(readFileSync(settings, 'utf8'))['yaml.schemas']
}

const modeline = '# yaml-language-server: $schema=../schemas/tenant.json\n'

test('a valid file has no problems', async () => {
  const lines = [
    'owner: alice@example.com',
    'members:',
    '  - user: bob@example.com',
    '    role: edit',
    'quota: {preset: medium, gpu: 2}',
    'clusters: {production: , staging: {quota: small}}'
  ]
  expect(await editor.open('tenants/good.yaml', lines.join('\n'))).toEqual([])
  expect(await product.open('tenants/good.yaml', modeline + lines.join('\n'))).toEqual([])
})

test('every mistake in a broken file is reported at its place', async () => {
  const lines = [
    'ownr: alice@example.com',
    'members:',
    '  - user: bob@example.com',
    '    group: all',
    '    role: edit',
    '    until: tomorrow',
    'state: asleep',
    'volumes: none'
  ]
  expect(await product.open('tenants/broken.yaml', modeline + lines.join('\n'))).toEqual([
    '1:0 Missing property "owner".',
    '1:0 Property ownr is not allowed.',
    '3:4 Property user is not allowed.',
    '4:4 Property group is not allowed.',
    '6:11 Not a calendar date such as `2027-03-31`.',
    '7:7 Value is not accepted. Valid values: "active", "suspended", "released".',
    '8:9 Incorrect type. Expected "array".'
  ])
})

const named = [
  ['10:26', 'tenant', 'Each tenant has a file in tenants/.'],
  ['1:7', 'preset', 'Presets are in platform/common.yaml.'],
  ['2:8', 'node pool', 'Pools are in the files of platform/clusters/.'],
  ['3:10', 'template', 'Templates are in platform/common.yaml.'],
  ['4:6', 'team', 'Teams are in the directory of platform/.'],
  ['5:11', 'cluster', 'Each cluster has a file in platform/clusters/.'],
  ['5:37', 'preset', 'Presets are in platform/common.yaml.'],
  ['5:64', 'node pool', 'Pools are in the files of platform/clusters/.'],
  ['6:17', 'team', 'Teams are in the directory of platform/.'],
  ['6:26', 'role', 'Besides admin, edit and view, roles are in platform/common.yaml.'],
  ['6:38', 'group', 'Groups are in the directory of platform/.'],
  ['6:63', 'tenant', 'Each tenant has a file in tenants/.'],
  ['7:12', 'AWS role', 'Roles are in the files of platform/clusters/.'],
  ['7:29', 'AWS policy', 'Policies are in the files of platform/clusters/.'],
  ['8:20', 'bucket', 'Buckets are in the files of platform/clusters/.'],
  ['9:38', 'share', 'Shares are in the files of platform/clusters/.'],
  ['9:70', 'storage class', 'Classes are in the files of platform/clusters/.']
].map(([at, noun, place]) => `${at} There is no ${noun} of this name. ${place}`)

test('a name that the company does not have is a problem wherever it stands', async () => {
  const lines = [
    'owner: alice@example.com',
    'quota: xl',
    'pools: [nope]',
    'template: none',
    'team: ds-nobody',
    'clusters: {nowhere: {quota: {preset: xs}}, production: {pools: [gpu]}}',
    'members: [{team: a, role: b}, {group: a, role: view}, {tenant: c, role: view}]',
    'aws: {role: mine, policies: [all]}',
    'pipelines: {bucket: mine}',
    'volumes: [{name: a, size: 1Gi, share: b}, {name: c, size: 1Gi, class: slow}]',
    'network: {from: [{tenant: d}]}'
  ]
  expect(await editor.open('tenants/names.yaml', lines.join('\n'))).toEqual(named)
})

test('so is one where the company has none of its kind, and nothing is offered', async () => {
  const place = mkdtempSync(join(tmpdir(), 'tenantry-'))
  cpSync('examples/tenants-only', place, { recursive: true })
  await call(['schemas', '--root', place])
  const other = await editorFor(place, { schemas: schemasOf('company/_vscode/settings.json') })
  const text =
    'owner: alice@example.com\npools: [nope]\nteam: a\nvolumes: [{name: a, size: 1Gi, share: b}]\n'
  expect(await other.open('tenants/names.yaml', text)).toEqual([
    '1:8 There is no node pool of this name. Pools are in the files of platform/clusters/.',
    '2:6 There is no team of this name. Teams are in the directory of platform/.',
    '3:38 There is no share of this name. Shares are in the files of platform/clusters/.'
  ])
  await other.open('tenants/team.yaml', 'owner: alice@example.com\nteam: \n')
  expect(await other.complete('tenants/team.yaml', [1, 6])).toEqual([])
  await other.close()
  rmSync(place, { recursive: true })
})

test('the same holds for the platform, where we find it in a template that nobody uses', async () => {
  const common =
    'version: 1\ntemplates:\n  spare: {quota: xl, clusters: [nowhere], pools: [nope]}\nadmins: [{group: ml-platform}]\n'
  expect(await editor.open('platform/common.yaml', common)).toEqual([
    '2:17 There is no preset of this name. Presets are in platform/common.yaml.',
    '2:32 There is no cluster of this name. Each cluster has a file in platform/clusters/.'
  ])
  const policy = '- tenants: ["*", "team:ds-*"]\n  pools: ["gpu-*", gone]\n  clusters: ["*"]\n'
  expect(await editor.open('platform/policy.yaml', policy)).toEqual([])
})

/** The same text, where the cursor is at `|`. */
async function offered(path: string, text: string): Promise<readonly string[]> {
  const before = text.slice(0, text.indexOf('|')).split('\n')
  await editor.open(path, text.replace('|', ''))
  const labels = await editor.complete(path, [before.length - 1, before.at(-1)?.length ?? 0])
  return [...labels].sort()
}

test.each([
  ['quota: |', ['large', 'medium', 'small']],
  ['quota:\n  preset: |', ['large', 'medium', 'small']],
  ['template: |', ['personal', 'team']],
  ['team: |', ['commerce', 'ds-delta']],
  ['pools:\n  - |', ['gpu-spot']],
  ['members:\n  - role: |', ['admin', 'datascience', 'edit', 'validator', 'view']],
  ['members:\n  - group: |', ['fraud-analysts', 'fraud-seniors', 'ml-platform']],
  ['members:\n  - team: |', ['commerce', 'ds-delta']],
  ['clusters:\n  - |', ['production', 'staging']],
  ['clusters:\n  |', ['production', 'staging']],
  ['clusters:\n  production:\n    quota: |', ['large', 'medium', 'small']],
  ['volumes:\n  - share: |', ['fraud-datasets']],
  ['aws:\n  policies:\n    - |', ['sagemaker']],
  ['aws:\n  role: |', ['pricing-legacy']],
  ['pipelines:\n  bucket: |', ['default', 'pricing']],
  ['state: |', ['active', 'released', 'suspended']]
])('%j is completed with the names that there are', async (text, labels) => {
  const path = `tenants/complete${text.replace(/\W+/g, '-')}.yaml`
  expect(await offered(path, `owner: alice@example.com\n${text}\n`)).toEqual(labels)
})

test('other tenants are completed too, and nothing that stands for them in examples', async () => {
  const text = 'owner: alice@example.com\nserving:\n  callers:\n    - tenant: |\n'
  const names = [...readTree(root).keys()].flatMap(
    path => /^tenants.*\/(.*)\.yaml$/.exec(path)?.[1] ?? []
  )
  expect(await offered('tenants/others.yaml', text)).toEqual(names.sort())
})

test.each([
  ['policy', '- tenants: ["*"]\n  pools:\n    - |\n', 'gpu-spot'],
  ['policy', '- tenants: ["*"]\n  shares:\n    - |\n', 'fraud-datasets'],
  ['common', 'version: 1\ntemplates:\n  team:\n    quota: |\n', 'medium'],
  ['common', 'version: 1\nadmins:\n  - group: |\n', 'ml-platform']
])('names are completed in %s.yaml', async (name, text, label) => {
  expect(await offered(`platform/${name}.yaml`, text)).toContain(label)
})

test('mistakes of tenants do not keep the names from editors, and those of the platform are told', async () => {
  const place = mkdtempSync(join(tmpdir(), 'tenantry-'))
  copyAcme(place)
  writeFileSync(join(place, 'tenants/broken.yaml'), 'ownr: [')
  expect(await call(['schemas', '--root', place])).toMatchObject({ status: 0, stderr: '' })
  rmSync(join(place, 'schemas'), { recursive: true })
  writeFileSync(join(place, 'platform/common.yaml'), 'versoin: 1\n')
  const { status, stderr } = await call(['schemas', '--root', place])
  expect(status).toBe(1)
  expect(stderr).toMatch(/^error\[[\s\S]* platform\/common.yaml:1[\s\S]*\nnothing was written\n$/)
  expect(existsSync(join(place, 'schemas'))).toBe(false)
  rmSync(place, { recursive: true })
})

test('fields are completed, also in a list', async () => {
  const at = 'owner: alice@example.com\n'
  const top = await offered('tenants/top.yaml', `${at}|\nmembers: []\n`)
  expect(top).toEqual(expect.arrayContaining(['template', 'quota', 'clusters']))
  const inside = await offered('tenants/inside.yaml', `${at}members:\n  - |\n`)
  expect(inside).toEqual(expect.arrayContaining(['user', 'group', 'role', 'until']))
})

/** The path of fields and the place of each key in a file. */
function keys(node: Node, path: readonly string[] = []): (readonly [string, number])[] {
  if (node.kind === 'sequence') return node.items.flatMap(item => keys(item, path))
  if (node.kind !== 'mapping') return []
  return [...node.entries].flatMap(([name, { key, value }]) => {
    const inner = [...path, name]
    return [[inner.join('.'), key.start] as const, ...keys(value, inner)]
  })
}

test('the field under the pointer is explained as in the reference', async () => {
  const path = 'tenants/ds-delta/fraud.yaml'
  const text = readFileSync(join('test/golden/everything', path), 'utf8')
  await product.open(path, text)
  const parsed = parseYaml({ path, text }, () => undefined)
  if (!parsed) throw new Error('this is valid YAML')
  const fields = keys(parsed).flatMap(([name, start]) => {
    const [field] = find(`tenant/${name}`)
    return field ? [{ field, start }] : []
  })
  const shown = await Promise.all(
    fields.map(({ start }) => {
      const before = text.slice(0, start).split('\n')
      return product.hover(path, [before.length - 1, (before.at(-1)?.length ?? 0) + 1])
    })
  )
  const silent = fields.flatMap(({ field }, index) => {
    const { form, grantedBy } = factsOf(field)
    const said = [description(field), form, grantedBy && `\`${grantedBy}\` of platform/policy.yaml`]
    const missing = said.filter(part => part && !shown[index]?.includes(part))
    return missing.length > 0 ? [`${field.path}: ${missing.join('; ')}`] : []
  })
  expect(fields.length).toBeGreaterThan(60)
  expect(silent).toEqual([])
})

test('every field of every file has the words of the reference', () => {
  const schemas = editorSchemas()
  const silent = kindNames.flatMap(kind => {
    const text = schemas.get(`${kind}.json`) ?? ''
    return below(file(kind)).filter(field => {
      const words = JSON.stringify(description(field)).slice(0, -1)
      return !text.includes(`"markdownDescription": ${words}`)
    })
  })
  expect(silent.map(nameOf)).toEqual([])
})

test('an example of a list or a map is shown as YAML', async () => {
  await product.open('tenants/hover.yaml', `${modeline}members: []\n`)
  const [field] = find('tenant/members')
  const [example] = field ? factsOf(field).examples : []
  const text = field && example !== undefined ? asBlock(field, example) : 'none'
  expect(await product.hover('tenants/hover.yaml', [1, 2])).toContain(`\`\`\`yaml\n${text}\n\`\`\``)
})

test('the settings of this repository know the files of all its companies', async () => {
  const places = ['tenants/x.yaml', 'examples/acme/tenants/ds-delta/x.yaml']
  for (const path of places) expect(await product.open(path, 'ownr: a\n')).toHaveLength(2)
  const [policy] = await product.open('examples/acme/platform/policy.yaml', '- tenant: "*"\n')
  expect(policy).toBe('0:2 Missing property "tenants".')
})
