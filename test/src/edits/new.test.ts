import { expect, test } from 'vitest'
import { assignNames, draft, nameOf } from '../../../src/edits/new.ts'

test('a draft contains only what was asked for', () => {
  const [path, text] = draft('fraud', { owner: 'alice@example.com' })
  expect(path).toBe('tenants/fraud.yaml')
  expect(text).toBe(
    '# yaml-language-server: $schema=../schemas/tenant.json\nowner: alice@example.com\n'
  )
})

test('a team becomes the folder, and the path of the schema fits it', () => {
  const wish = { owner: 'a@example.com', team: 'ds', template: 'personal', preset: 'small' }
  const [path, text] = draft('fraud', wish)
  expect(path).toBe('tenants/ds/fraud.yaml')
  expect(text.split('\n')).toEqual([
    '# yaml-language-server: $schema=../../schemas/tenant.json',
    'owner: a@example.com',
    'template: personal',
    'quota: small',
    ''
  ])
})

test.each(['true', 'NULL', '007', '*', '@', "'o'@example.com", 'a: b', ''])(
  'quotes what YAML could misread: %j',
  preset => {
    expect(draft('x', { owner: 'a@example.com', preset })[1]).toContain(
      `quota: ${JSON.stringify(preset)}\n`
    )
  }
)

test('each person gets a name that is a DNS label', () => {
  const people = ['Zo\u00eb.Quinn+ml@example.com', 'bob@example.com', '_under_@example.com']
  const { names, collisions } = assignNames(people, 'ds-{user}', [])
  expect([...names.keys()]).toEqual(['ds-zoe-quinn-ml', 'ds-bob', 'ds-under'])
  expect(collisions).toEqual([])
})

test('makes what is missing, and says who has one already and who cannot get one', () => {
  const people = [
    'a.b@example.com',
    'a-b@example.com',
    'carol@example.com',
    'dan@example.com',
    'erin@example.com'
  ]
  const files = [
    { path: 'tenants/ds/carol.yaml', owner: 'mallory@example.com' },
    { path: 'tenants/erin.yaml', owner: 'erin@example.com' }
  ]
  const { names, there, collisions } = assignNames(people, '{user}', files)
  expect([...names]).toEqual([['dan', 'dan@example.com']])
  expect(there).toEqual(['`erin@example.com` has `erin` already: tenants/erin.yaml'])
  expect(collisions).toEqual([
    '`a.b@example.com` and `a-b@example.com` would all get `a-b`; write their files by hand',
    '`carol@example.com` would get `carol`, which already exists: tenants/ds/carol.yaml'
  ])
})

test.each([
  ['tenants/fraud.yaml', 'fraud'],
  ['tenants/ds/fraud.yaml', 'fraud'],
  ['tenants/ds/deep/fraud.yaml', ''],
  ['tenants/fraud.yml', ''],
  ['platform/clusters/production.yaml', '']
])('%s is the file of %j', (path, name) => {
  expect(nameOf(path)).toBe(name)
})
