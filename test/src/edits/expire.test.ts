import { expect, test } from 'vitest'
import { expire } from '../../../src/edits/expire.ts'
import { rootsOf, shown } from '../../support/revision.ts'

const tenant = `\
owner: alice@example.com
members:
  # for the audit
  - group: auditors
    role: view
    until: 2026-06-30 # extended once
  - user: bob@example.com
    role: edit
    until: "2026-07-01"
  - {user: carol@example.com, role: edit}
clusters:
  staging:
    members:
      - {serviceAccount: ci/deployer, role: edit, until: 2025-12-31}
    quota: small
  production:
`

test('removes members after their last day from every file', () => {
  const files = { 'tenants/fraud.yaml': tenant }
  expect(shown(expire(rootsOf(files), '2026-07-01'))).toEqual({
    files: {
      'tenants/fraud.yaml': `\
owner: alice@example.com
members:
  # for the audit
  - user: bob@example.com
    role: edit
    until: "2026-07-01"
  - {user: carol@example.com, role: edit}
clusters:
  staging:
    members: []
    quota: small
  production:
`
    },
    done: [
      'tenants/fraud.yaml:4: removed group `auditors`, whose last day was 2026-06-30',
      'tenants/fraud.yaml:14: removed serviceAccount `ci/deployer`, whose last day was 2025-12-31'
    ],
    left: []
  })
})

test('keeps members on their last day', () => {
  const files = {
    'tenants/fraud.yaml': 'owner: a\nmembers: [{user: b, role: view, until: 2026-07-01}]\n'
  }
  expect(expire(rootsOf(files), '2026-07-01').edits).toEqual([])
  expect(shown(expire(rootsOf(files), '2026-07-02')).files).toEqual({
    'tenants/fraud.yaml': 'owner: a\nmembers: []\n'
  })
})

test('does nothing the second time', () => {
  const once = shown(expire(rootsOf({ 'tenants/fraud.yaml': tenant }), '2030-01-01')).files
  expect(expire(rootsOf(once), '2030-01-01')).toEqual({ edits: [], done: [], left: [] })
})

test('removes members of templates too', () => {
  const common =
    'templates:\n  team:\n    members:\n    - {user: a, role: view, until: 2020-01-01}\n'
  expect(shown(expire(rootsOf({ 'platform/common.yaml': common }), '2026-07-01')).files).toEqual({
    'platform/common.yaml': 'templates:\n  team:\n    members: []\n'
  })
})

test.each(['soon', '2026-02-30', '[2020-01-01]', 'null', '{}'])(
  'keeps an invalid day, which `validate` explains: %s',
  until => {
    const files = { 'tenants/a.yaml': `members: [{user: b, until: ${until}}, c, [d], {}]\n` }
    expect(expire(rootsOf(files), '2030-01-01').edits).toEqual([])
  }
)

test.each([
  'members: x',
  'members:',
  'members: {a: {until: 2020-01-01}}',
  'clusters: [a]',
  '[a]',
  ''
])('leaves other kinds of files alone: %s', text => {
  const files = { 'tenants/a.yaml': text, 'platform/common.yaml': text }
  expect(expire(rootsOf(files), '2030-01-01').edits).toEqual([])
})
