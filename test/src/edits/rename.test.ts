import { expect, test } from 'vitest'
import { renamePerson } from '../../../src/edits/rename.ts'
import { rootsOf, shown } from '../../support/revision.ts'

const [old, next] = ['old@example.com', 'new@example.com']

const files = {
  'tenants/fraud.yaml': `\
# old@example.com asked for it
owner: old@example.com # for now
members:
  - user: 'old@example.com'
    role: edit
clusters:
  staging: {members: [{user: "old@example.com", role: view}]}
`,
  'platform/common.yaml': 'admins: [{user: old@example.com}, {group: old@example.com}]\n',
  'platform/directory.yaml': `\
people:
  old@example.com: {name: Robin}
groups:
  one: [old@example.com, group:two]
teams:
  ds: {members: ["old@example.com"], channel: old@example.com}
`,
  'platform/clusters/production.yaml':
    'identity: {provider: {dex: {users: [{email: old@example.com, id: "1"}]}}}\n'
}

test('replaces the old e-mail everywhere', () => {
  const { files: after, done, left } = shown(renamePerson(rootsOf(files), old, next))
  expect(after).toEqual({
    'tenants/fraud.yaml': `\
# old@example.com asked for it
owner: new@example.com # for now
members:
  - user: 'new@example.com'
    role: edit
clusters:
  staging: {members: [{user: "new@example.com", role: view}]}
`,
    'platform/common.yaml': 'admins: [{user: new@example.com}, {group: old@example.com}]\n',
    'platform/directory.yaml': `\
people:
  new@example.com: {name: Robin}
groups:
  one: [new@example.com, group:two]
teams:
  ds: {members: ["new@example.com"], channel: old@example.com}
`,
    'platform/clusters/production.yaml':
      'identity: {provider: {dex: {users: [{email: new@example.com, id: "1"}]}}}\n'
  })
  expect(done).toContain('tenants/fraud.yaml:2: `old@example.com` is now `new@example.com`')
  expect(done).toHaveLength(8)
  expect(left).toEqual([])
})

test('does nothing the second time', () => {
  const once = shown(renamePerson(rootsOf(files), old, next)).files
  expect(renamePerson(rootsOf(once), old, next)).toEqual({ edits: [], done: [], left: [] })
})

test('lists nobody twice', () => {
  const directory =
    'people: {new@example.com: {name: R}, old@example.com: {name: R}}\ngroups:\n  one:\n    - new@example.com\n    - old@example.com\n'
  const tenant =
    'members:\n- {role: edit, user: old@example.com}\n- {user: new@example.com, role: edit}\n'
  const both = { 'tenants/a.yaml': tenant, 'platform/directory.yaml': directory }
  expect(shown(renamePerson(rootsOf(both), old, next))).toEqual({
    files: {
      'tenants/a.yaml': 'members:\n- {user: new@example.com, role: edit}\n',
      'platform/directory.yaml':
        'people: {new@example.com: {name: R}}\ngroups:\n  one:\n    - new@example.com\n'
    },
    done: [
      'tenants/a.yaml:2: removed `old@example.com`, which is already listed as `new@example.com`',
      'platform/directory.yaml:1: removed `old@example.com`, which is already listed as `new@example.com`',
      'platform/directory.yaml:5: removed `old@example.com`, which is already listed as `new@example.com`'
    ],
    left: []
  })
})

test.each([
  [
    'tenants/a.yaml',
    'members: [{user: new@example.com, role: view}, {user: old@example.com, role: edit}]'
  ],
  [
    'tenants/a.yaml',
    'members: [{user: old@example.com, role: view}, {user: old@example.com, role: edit}]'
  ],
  ['platform/directory.yaml', 'people: {old@example.com: {name: A}, new@example.com: {name: B}}'],
  [
    'platform/clusters/a.yaml',
    'identity: {provider: {dex: {users: [{email: old@example.com, id: a}, {email: new@example.com, id: b}]}}}'
  ]
])('never merges two entries that differ: %s, %s', (path, text) => {
  const { edits, done, left } = renamePerson(rootsOf({ ...files, [path]: text }), old, next)
  expect([edits, done]).toEqual([[], []])
  expect(left.map(({ message }) => message)).toEqual([
    expect.stringMatching(/^`old@example.com` would be in `\w+` twice/)
  ])
})

test('compares case as the platform does', () => {
  const lower = {
    'platform/common.yaml': 'emails: {lowercase: true}\nadmins: [{user: Old@Example.com}]\n'
  }
  const { files: after } = shown(renamePerson(rootsOf(lower), 'OLD@example.com', 'NEW@example.com'))
  expect(after['platform/common.yaml']).toContain('[{user: new@example.com}]')
  const exact = { 'platform/common.yaml': 'admins: [{user: Old@Example.com}]\n' }
  expect(renamePerson(rootsOf(exact), old, next).edits).toEqual([])
  const { files: cased } = shown(renamePerson(rootsOf(exact), 'Old@Example.com', old))
  expect(cased['platform/common.yaml']).toContain(`[{user: ${old}}]`)
})
