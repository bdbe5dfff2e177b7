import { describe, expect, test } from 'vitest'
import { successorAmong } from '../../../src/edits/gone.ts'
import { offboard } from '../../../src/edits/offboard.ts'
import { modelOf } from '../../support/compile-texts.ts'
import { rootsOf, shown } from '../../support/revision.ts'

const files = {
  'tenants/fraud.yaml':
    'owner: alice@example.com\nmembers:\n  - user: bob@example.com # leaves soon\n    role: edit\n  - group: bob@example.com\n    role: view\n',
  'tenants/ds/churn.yaml':
    'description: of bob@example.com\nowner: "bob@example.com"\nclusters:\n  staging: {members: [{user: bob@example.com, role: view}]}\n',
  'platform/common.yaml':
    'templates:\n  team:\n    members: [{user: Bob@example.com, role: view}, {user: c@example.com, role: view}]\nadmins:\n  - user: bob@example.com\n  - group: ops\n',
  'platform/directory.yaml':
    'people:\n  alice@example.com: {name: Alice}\n  bob@example.com:\n    name: Bob # the builder\n    slack: bob\ngroups:\n  one: [bob@example.com, group:two]\n  two:\n    - bob@example.com\nteams:\n  ds: {members: [alice@example.com, bob@example.com]}\n',
  'platform/clusters/production.yaml':
    'identity:\n  provider:\n    dex:\n      users:\n        - {email: bob@example.com, id: "1"}\n        - {email: root@example.com, id: "2"}\n',
  'platform/policy.yaml': '- tenants: [bob@example.com]\n'
}

test('removes a person from every list, but keeps them as an owner', () => {
  expect(shown(offboard(rootsOf(files), ['bob@example.com']))).toEqual({
    files: {
      'tenants/fraud.yaml':
        'owner: alice@example.com\nmembers:\n  - group: bob@example.com\n    role: view\n',
      'tenants/ds/churn.yaml':
        'description: of bob@example.com\nowner: "bob@example.com"\nclusters:\n  staging: {members: []}\n',
      'platform/common.yaml':
        'templates:\n  team:\n    members: [{user: Bob@example.com, role: view}, {user: c@example.com, role: view}]\nadmins:\n  - group: ops\n',
      'platform/directory.yaml':
        'people:\n  alice@example.com: {name: Alice}\ngroups:\n  one: [group:two]\n  two: []\nteams:\n  ds: {members: [alice@example.com]}\n',
      'platform/clusters/production.yaml':
        'identity:\n  provider:\n    dex:\n      users:\n        - {email: root@example.com, id: "2"}\n'
    },
    done: [
      'tenants/fraud.yaml:3: removed `bob@example.com` from `members`',
      'tenants/ds/churn.yaml:4: removed `bob@example.com` from `members`',
      'platform/common.yaml:5: removed `bob@example.com` from `admins`',
      'platform/directory.yaml:3: removed `bob@example.com` from `people`',
      'platform/directory.yaml:7: removed `bob@example.com` from `one`',
      'platform/directory.yaml:9: removed `bob@example.com` from `two`',
      'platform/directory.yaml:11: removed `bob@example.com` from `members`',
      'platform/clusters/production.yaml:5: removed `bob@example.com` from `users`'
    ],
    left: [
      'tenants/ds/churn.yaml:2: `bob@example.com` owns this tenant, which needs a new `owner`: use `--to` or `--suspend`'
    ]
  })
})

test('removes a person from the file of each source', () => {
  const path = 'platform/directory/ldap.yaml'
  const sources = { [path]: 'people:\n  bob@example.com: {}\ngroups: {one: [bob@example.com]}\n' }
  expect(shown(offboard(rootsOf(sources), ['bob@example.com'])).files).toEqual({
    [path]: 'people: {}\ngroups: {one: []}\n'
  })
})

test('compares case as the platform does', () => {
  const lower = {
    ...files,
    'platform/common.yaml': `${files['platform/common.yaml']}emails: {lowercase: true}\n`
  }
  const { edits, done } = offboard(rootsOf(lower), ['BOB@example.com'])
  expect(edits).toHaveLength(10)
  expect(done).toHaveLength(9)
})

test('does nothing the second time', () => {
  const once = { ...files, ...shown(offboard(rootsOf(files), ['bob@example.com'])).files }
  const { edits, done, left } = offboard(rootsOf(once), ['bob@example.com'])
  expect([edits, done, left.length]).toEqual([[], [], 1])
})

test.each(['nobody@example.com', '__proto__', 'group:two', 'ops', ''])('%j is no person', name => {
  expect(offboard(rootsOf(files), [name])).toEqual({ edits: [], done: [], left: [] })
})

const churn = 'tenants/ds/churn.yaml'
const [bob, alice] = ['bob@example.com', 'alice@example.com']

test('gives the tenants of several people to another owner, who is no member any more', () => {
  const both = {
    'tenants/a.yaml': `owner: ${bob} # since 2024\nmembers:\n  - {user: ${alice}, role: admin}\n  - {user: d@example.com, role: view}\n`,
    'tenants/b.yaml': `owner: c@example.com\nmembers: [{user: ${bob}, role: edit}]\n`,
    'tenants/c.yaml': `owner: d@example.com\nmembers: [{user: ${alice}, role: view}]\n`
  }
  expect(shown(offboard(rootsOf(both), [bob, 'c@example.com'], () => ({ owner: alice })))).toEqual({
    files: {
      'tenants/a.yaml': `owner: ${alice} # since 2024\nmembers:\n  - {user: d@example.com, role: view}\n`,
      'tenants/b.yaml': `owner: ${alice}\nmembers: []\n`
    },
    done: [
      `tenants/b.yaml:2: removed \`${bob}\` from \`members\``,
      `tenants/a.yaml:3: removed \`${alice}\` from \`members\``,
      `tenants/a.yaml:1: \`${alice}\` is the owner instead of \`${bob}\``,
      `tenants/b.yaml:1: \`${alice}\` is the owner instead of \`c@example.com\``
    ],
    left: []
  })
})

test.each([
  ['', `owner: ${bob}\nstate: suspended\n`],
  ['state: active\n', `owner: ${bob}\nstate: suspended\n`],
  [`members: [{user: ${bob}, role: view}]\n`, `owner: ${bob}\nmembers: []\nstate: suspended\n`],
  [`members:\n  - user: ${bob}\n    role: view\n`, `owner: ${bob}\nmembers: []\nstate: suspended\n`]
])('suspends a tenant that nobody takes over: %j', (rest, text) => {
  const before = { [churn]: `owner: ${bob}\n${rest}` }
  const { files, left } = shown(offboard(rootsOf(before), [bob], () => 'suspended'))
  expect([files, left]).toEqual([{ [churn]: text }, []])
  const again = offboard(rootsOf({ ...before, ...files }), [bob], () => 'suspended')
  expect(again).toEqual({ edits: [], done: [], left: [] })
})

test('asks for no new owner of a tenant that ends', () => {
  const ends = { [churn]: `owner: ${bob}\nstate: released\n` }
  for (const fate of ['left', 'suspended'] as const)
    expect(offboard(rootsOf(ends), [bob], () => fate)).toEqual({ edits: [], done: [], left: [] })
})

describe('whoever is gone', () => {
  const successor = (members: string, path = 'tenants/churn.yaml') => {
    const model = modelOf({
      [path]: `owner: ${bob}\nmembers: [${members}]\n`,
      'platform/directory.yaml': `complete: true\npeople: {${alice}: {}, d@example.com: {}}\nteams: {ds: {members: [D@example.com]}}\n`
    })
    const root = model.documents[0]?.root
    return root && successorAmong(model)(root)
  }

  test('is followed by the first admin who is still there', () => {
    const members = `{user: d@example.com, role: edit}, {user: c@example.com, role: admin}, {user: ${alice}, role: admin}`
    expect(successor(members)).toEqual({ owner: alice })
  })

  test.each(['', '{user: d@example.com, role: edit}', '{group: ops, role: admin}'])(
    'leaves a suspended tenant behind if there is none: %j',
    members => {
      expect(successor(members)).toBe('suspended')
    }
  )

  test('is followed by an admin of the team in whose folder the file lies', () => {
    const both = `{user: ${alice}, role: admin}, {user: d@example.com, role: admin}`
    expect(successor(both, churn)).toEqual({ owner: 'd@example.com' })
    expect(successor(`{user: ${alice}, role: admin}`, churn)).toBe('suspended')
  })
})
