import { describe, expect, test } from 'vitest'
import { compileTexts, diagnose } from '../../support/compile-texts.ts'

type Texts = Readonly<Record<string, string>>

const fraud = (...members: readonly string[]) => ({
  'tenants/fraud.yaml': `owner: alice@example.com\nmembers:\n${members.map(member => `  - {${member}}\n`).join('')}`
})
const pricing = (text = '') => ({ 'tenants/pricing.yaml': `owner: bob@example.com\n${text}` })
const common = (text: string) => ({ 'platform/common.yaml': `version: 1\n${text}` })
const directory = (text: string) => ({ 'platform/directory.yaml': text })
/** Grants workloads as well. */
const lenient = { 'platform/policy.yaml': '- tenants: ["*"]\n  egress: [open]\n  workloads: ["*"]' }
const long = `${'a'.repeat(60)}@${`${'b'.repeat(55)}.`.repeat(3)}com`

describe('accepts', () => {
  test.each<[string, Texts]>([
    ['an owner who is in a team that is let in', fraud('team: ds-delta, role: edit')],
    [
      'somebody with two grants',
      fraud('user: bob@example.com, role: view', 'team: ds-delta, role: edit')
    ],
    [
      'a stronger role for some days',
      fraud(
        'user: bob@example.com, role: view',
        'user: bob@example.com, role: admin, until: 2026-07-01'
      )
    ],
    [
      'a stronger role that ends before the weaker one',
      fraud(
        'group: fraud-seniors, role: edit, until: 2026-07-01',
        'group: fraud-seniors, role: view, until: 2026-08-01'
      )
    ],
    [
      'a tenant and a service account of another one',
      {
        ...fraud('tenant: pricing, role: view', 'serviceAccount: ci/deployer, role: edit'),
        ...pricing()
      }
    ],
    [
      'a tenant as member, neighbour and caller at once',
      {
        'tenants/fraud.yaml': `owner: alice@example.com
members: [{tenant: pricing, role: view}]
network: {from: [{tenant: pricing}]}
serving: {callers: [{tenant: pricing}]}
`,
        ...pricing()
      }
    ],
    [
      'a group and a team of one name',
      {
        ...fraud('group: ds, role: view', 'team: ds, role: edit'),
        ...directory(`groups: {ds: [bob@example.com], ml-platform: [root@example.com]}
teams: {ds: {members: [bob@example.com]}}`)
      }
    ],
    [
      'groups that differ only in case',
      {
        ...fraud('group: DS, role: view', 'group: ds, role: edit'),
        ...directory(
          'groups: {ds: [bob@example.com], DS: [bob@example.com], ml-platform: [root@example.com]}'
        )
      }
    ],
    [
      'service accounts whose names are alike but for the slash',
      {
        ...fraud('serviceAccount: a/b-c, role: edit', 'serviceAccount: a-b/c, role: edit'),
        ...lenient
      }
    ],
    [
      'two people whose bindings have one name but for the role',
      fraud('user: carol.chen@example.com, role: edit', 'user: carol-chen@example.com, role: view')
    ],
    ['somebody with the binding name of the owner', fraud('user: al.ice@example.com, role: admin')],
    [
      'two people whose bindings have one name, in two tenants',
      {
        ...fraud('user: carol.chen@example.com, role: edit'),
        ...pricing('members: [{user: carol-chen@example.com, role: edit}]')
      }
    ],
    ['two spellings, where the platform drops case', fraud('user: BOB@example.com, role: edit')],
    [
      'an empty group that nobody lets in',
      directory('groups: {empty: [], ml-platform: [root@example.com]}')
    ],
    [
      'an empty team that owns',
      {
        'tenants/fraud.yaml': 'owner: alice@example.com\nteam: new',
        ...directory('groups: {ml-platform: [root@example.com]}\nteams: {new: {}}')
      }
    ],
    [
      'a stranger in a group that nobody lets in',
      directory('groups: {all: [eve@example.org], ml-platform: [root@example.com]}')
    ],
    [
      'anybody, where no domains are named',
      { ...fraud('user: eve@example.org, role: view'), ...common('') }
    ],
    ['a domain in other case', fraud('user: bob@EXAMPLE.com, role: view')],
    ['a last day that is today', fraud('user: bob@example.com, role: edit, until: 2026-06-15')],
    ['a long e-mail of an owner', { 'tenants/fraud.yaml': `owner: ${long}`, ...common('') }],
    [
      'an alias with the same meaning as the role',
      common('roles: {edit: edit, constructor: view}')
    ],
    [
      'a group with the name of a person in the directory',
      {
        ...fraud('user: bob@example.com, role: edit'),
        ...directory(`people: {bob@example.com: {}}
groups: {bob@example.com: [carol@example.com], ml-platform: [root@example.com]}`)
      }
    ]
  ])('%s', (_, texts) => {
    expect(diagnose(texts)).toEqual([])
  })
})

describe('members', () => {
  const twice = (a: string, b: string) =>
    diagnose({ ...fraud(a, b), ...pricing('aws: {serviceAccounts: [trainer]}'), ...lenient })

  test.each([
    ['user: bob@example.com, role: edit', 'user: BOB@example.com, role: edit', 'BOB@example.com'],
    [
      'user: bob@example.com, role: edit',
      'user: bob@example.com, role: datascience',
      'bob@example.com'
    ],
    [
      'user: bob@example.com, role: edit',
      'user: bob@example.com, role: edit, until: 2027-01-01',
      'bob@example.com'
    ],
    [
      'user: bob@example.com, role: view',
      'user: bob@example.com, role: view, notebooks: true',
      'bob@example.com'
    ],
    ['group: fraud-seniors, role: view', 'group: fraud-seniors, role: view', 'fraud-seniors'],
    ['team: ds-delta, role: view', 'team: ds-delta, role: validator', 'ds-delta'],
    ['tenant: pricing, role: view', 'tenant: pricing, role: view', 'pricing']
  ])('%s and %s are duplicates', (a, b, at) => {
    expect(twice(a, b)).toEqual([`duplicate-member tenants/fraud.yaml ${at}`])
  })

  test.each([
    ['user: bob@example.com, role: edit', 'user: BOB@example.com, role: view', 'view'],
    [
      'user: bob@example.com, role: edit, until: 2027-01-01',
      'user: bob@example.com, role: view, until: 2026-12-01',
      'view'
    ],
    [
      'user: bob@example.com, role: edit, until: 2027-01-01',
      'user: bob@example.com, role: view, until: 2027-01-01',
      'view'
    ],
    [
      'user: bob@example.com, role: view, until: 2027-01-01',
      'user: bob@example.com, role: admin',
      'admin'
    ],
    ['tenant: pricing, role: view', 'tenant: pricing, role: datascience', 'datascience'],
    ['serviceAccount: ci/deployer, role: edit', 'serviceAccount: ci/deployer, role: view', 'view'],
    ['tenant: pricing, role: view', 'tenant: pricing, role: edit, until: 2026-07-01', 'edit']
  ])('%s and %s contradict each other', (a, b, at) => {
    expect(twice(a, b)).toEqual([`conflicting-grants tenants/fraud.yaml ${at}`])
  })

  test('compare a third entry with all before it', () => {
    const weak = 'user: bob@example.com, role: view'
    const strong = 'user: bob@example.com, role: edit, until: 2026-07-01'
    expect(diagnose(fraud(weak, strong, strong))).toEqual([
      'duplicate-member tenants/fraud.yaml bob@example.com'
    ])
  })
})

describe('people', () => {
  test('in the directory decide the spelling of an e-mail', () => {
    const texts = {
      ...common('admins: [{user: ROOT@example.com}]'),
      ...directory(
        'people: {Zoe@example.com: {}}\ngroups: {all: [zoe@example.com, root@example.com]}'
      ),
      ...fraud(
        'user: zoe@example.com, role: view',
        'user: Zoe@example.com, role: view',
        'user: ZOE@example.com, role: view'
      )
    }
    const { diagnostics } = compileTexts(texts)
    expect(diagnostics.map(({ message }) => message.split(' differ')[0])).toEqual([
      '`ROOT@example.com` and `root@example.com`',
      '`zoe@example.com` and `Zoe@example.com`',
      '`ZOE@example.com` and `Zoe@example.com`'
    ])
  })

  test('with too long a name come in by a group', () => {
    const texts = {
      ...fraud('group: all, role: view'),
      ...common(''),
      ...directory(`groups: {all: [${long}]}`)
    }
    expect(diagnose(texts)).toEqual(['invalid-binding tenants/fraud.yaml all'])
  })

  test('who are platform admins must have an allowed domain too', () => {
    const texts = {
      ...common(
        'emails: {domains: [example.com]}\nadmins: [{user: eve@example.org}, {group: all}]'
      ),
      ...directory('groups: {all: [mallory@sub.example.com]}')
    }
    expect(diagnose(texts)).toEqual([
      'forbidden-domain platform/common.yaml eve@example.org',
      'forbidden-domain platform/common.yaml all'
    ])
  })

  test('are reported as missing once, if the directory is otherwise correct', () => {
    const groups = 'ml-platform: [root@example.com], empty: [], hollow: ["group:empty"]'
    const texts = fraud('group: hollow, role: view', 'team: none, role: edit')
    const teams = 'teams: {none: {members: ["group:hollow"]}}'
    const files = { ...texts, ...directory(`groups: {${groups}}\n${teams}`) }
    expect(diagnose(files, { touched: new Set(['tenants/fraud.yaml']) })).toEqual([
      'missing-people tenants/fraud.yaml hollow',
      'missing-people tenants/fraud.yaml none'
    ])
    const later = compileTexts(files)
    expect(later.diagnostics.map(({ code }) => code)).toEqual(['expired-people', 'expired-people'])
    expect(later.model).toBeDefined()
    const broken = directory(`groups: {${groups}, lost: ["group:nobody"]}\n${teams}`)
    expect(diagnose({ ...texts, ...broken })).toEqual([
      'unknown-group platform/directory.yaml "group:nobody"'
    ])
  })

  test('must not be groups in any place', () => {
    const team = 'ds@example.com'
    const texts = {
      ...common(`admins: [{user: ${team}}]`),
      ...directory(
        `groups: {${team}: [alice@example.com], all: [${team}]}\nteams: {ds: {members: [${team}]}}`
      ),
      ...fraud(`user: ${team}, role: view`),
      'tenants/pricing.yaml': `owner: ${team}`
    }
    expect(diagnose(texts)).toEqual([
      `invalid-person platform/common.yaml ${team}`,
      `invalid-person platform/directory.yaml ${team}`,
      `invalid-person platform/directory.yaml ${team}`,
      `invalid-person tenants/fraud.yaml ${team}`,
      `invalid-person tenants/pricing.yaml ${team}`
    ])
  })

  test.each([
    ['2026-06-14', true],
    ['2025-12-31', true],
    ['2026-06-15', false],
    ['2027-01-01', false]
  ])('let in until %s are out on 15 June 2026: %s', (until, over) => {
    const told = diagnose(fraud(`group: fraud-seniors, role: edit, until: ${until}`))
    expect(told).toEqual(over ? [`expired-grant tenants/fraud.yaml ${until}`] : [])
  })
})
