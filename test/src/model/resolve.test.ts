import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compile } from '../../../src/compile.ts'
import type { Span } from '../../../src/diagnostics/source.ts'
import type { Tenant } from '../../../src/model/tenant.ts'
import { filesOf, modelOf, summary } from '../../support/compile-texts.ts'

const staging = `kubeflow: "26.03"
domain: staging.example.com
aws: {account: "444455556666", region: eu-central-1, eks: kubeflow-staging}
identity: {provider: {external: {issuer: https://login.example.com, clientId: kubeflow}}}
gitops: {repository: https://github.com/example/tenants}
`

type Texts = Readonly<Record<string, string>>

/** The tenant `fraud` on a cluster. */
function fraud(text: string, { on = 'production', ...others }: Texts = {}): Tenant {
  const { tenants } = modelOf({ 'tenants/fraud.yaml': text, ...others })
  const found = tenants.find(({ name, cluster }) => name === 'fraud' && cluster.name === on)
  if (!found) throw new Error(`fraud is not on ${on}`)
  return found
}

function quotaOf({ quota }: Tenant) {
  return Object.fromEntries(quota.map(({ resource, amount }) => [resource, amount]))
}

function shown({ source, start, end }: Span): string {
  return `${source.path}: ${source.text.slice(start, end)}`
}

/** Each person's role and how it was granted. */
function peopleOf({ people }: Tenant) {
  return people.map(({ email, role, ways }) => `${email} ${role} ${ways.map(way => way.through)}`)
}

// Otherwise granted but unused resources would show up in the quota.
const unlimited = { 'platform/policy.yaml': '- tenants: ["*"]' }
const common = (rest: string) => ({ 'platform/common.yaml': `version: 1\n${rest}` })
const directory = (text: string) => ({ 'platform/directory.yaml': text })

test('a file of one line is a complete tenant', () => {
  const tenant = fraud('owner: alice@example.com')
  expect(tenant).toMatchObject({
    owner: 'alice@example.com',
    template: 'team',
    team: null,
    folder: null,
    state: 'active',
    podSecurity: 'baseline',
    people: [],
    preset: 'medium',
    network: { from: [], open: true, ranges: [] },
    limits: { default: { cpu: '1', memory: '2Gi' }, max: { cpu: '16', memory: '64Gi' } }
  })
  expect(quotaOf(tenant)).toMatchObject({ 'requests.cpu': '32', 'requests.nvidia.com/gpu': '1' })
})

describe('nearer settings take precedence', () => {
  const platform = {
    ...unlimited,
    ...common(`presets:
  small: {cpu: 1, memory: 1Gi, pods: 1, limits: {max: {cpu: 1, memory: 1Gi}}}
  large: {cpu: 4, memory: 4Gi, pods: 4, limits: {max: {cpu: 4, memory: 4Gi}}}
templates:
  team:
    quota: {preset: small, memory: 2Gi, gpu: 1}
    limits: {max: {memory: 2Gi}}
    labels: {from: template, kept: template}
    pools: [gpu-spot]
    network: {egress: open}
`)
  }

  test('maps are merged key by key', () => {
    const tenant = fraud('owner: a@example.com\nquota: {gpu: 3}\nlabels: {from: tenant}', platform)
    expect(quotaOf(tenant)).toEqual({
      pods: '1',
      'requests.cpu': '1',
      'requests.memory': '2Gi',
      'requests.nvidia.com/gpu': '3'
    })
    expect(tenant.labels).toEqual([
      { key: 'from', value: 'tenant' },
      { key: 'kept', value: 'template' }
    ])
    expect(tenant.limits.max).toEqual({ cpu: '1', memory: '2Gi' })
  })

  test('the name of a preset changes the preset, and nothing written next to it', () => {
    const tenant = fraud('owner: a@example.com\nquota: large', platform)
    expect(quotaOf(tenant)).toMatchObject({ 'requests.cpu': '4', 'requests.memory': '2Gi' })
    expect(tenant.limits.max).toEqual({ cpu: '4', memory: '2Gi' })
  })

  test('lists and scalars are replaced', () => {
    expect(fraud('owner: a@example.com', platform).pools.map(({ name }) => name)).toEqual([
      'gpu-spot'
    ])
    const tenant = fraud('owner: a@example.com\npools: []\nnetwork: {egress: cluster}', platform)
    expect(tenant.pools).toEqual([])
    expect(tenant.network.open).toBe(false)
  })

  test('a cluster entry comes before everything else', () => {
    const text = `owner: a@example.com
quota: {preset: large, cpu: 9}
members: [{user: bob@example.com, role: edit}]
clusters:
  staging: {quota: {cpu: 2}, members: [], state: suspended}
  production: {quota: small}
`
    const files = { ...platform, 'platform/clusters/staging.yaml': staging }
    const there = fraud(text, { ...files, on: 'staging' })
    expect(quotaOf(there)).toMatchObject({ 'requests.cpu': '2', pods: '4' })
    expect(there).toMatchObject({ state: 'suspended', people: [] })
    const here = fraud(text, files)
    expect(quotaOf(here)).toMatchObject({ 'requests.cpu': '9', pods: '1' })
    expect(here.state).toBe('active')
    expect(peopleOf(here)).toEqual(['bob@example.com edit user'])
  })
})

describe('clusters', () => {
  const on = (text: string, platform: Texts = {}) => {
    const files = { 'tenants/fraud.yaml': text, 'platform/clusters/staging.yaml': staging }
    return modelOf({ ...files, ...platform }).tenants.map(({ cluster }) => cluster.name)
  }

  test.each([
    ['owner: a@example.com', ['production', 'staging']],
    ['owner: a@example.com\nclusters: [staging]', ['staging']],
    ['owner: a@example.com\nclusters: {production: }', ['production']],
    [
      'owner: a@example.com\nclusters: {production: {quota: small}, staging: {}}',
      ['production', 'staging']
    ],
    ['owner: a@example.com\nclusters: []', []]
  ])('are chosen by %j', (text, names) => {
    expect(on(text).sort()).toEqual(names)
  })

  test('default to those of the template', () => {
    const platform = common('templates: {team: {clusters: [staging]}}')
    expect(on('owner: a@example.com', platform)).toEqual(['staging'])
    expect(on('owner: a@example.com\nclusters: [production]', platform)).toEqual(['production'])
  })

  test("in a template come after the tenant's own settings", () => {
    const template = '{podSecurity: baseline, clusters: {production: {podSecurity: restricted}}}'
    const platform = common(`templates: {team: ${template}}`)
    expect(fraud('owner: a@example.com', platform).podSecurity).toBe('restricted')
    const own = 'owner: a@example.com\npodSecurity: baseline'
    expect(fraud(own, platform).podSecurity).toBe('baseline')
  })
})

describe('people', () => {
  const groups = directory(`groups:
  analysts: [carol@example.com, group:seniors, group:juniors]
  seniors: [dan@example.com, group:chiefs]
  juniors: [carol@example.com, group:chiefs]
  chiefs: [erin@example.com]
teams:
  ds: {members: [alice@example.com, bob@example.com, group:seniors]}
`)
  const members = (...lines: readonly string[]) =>
    `owner: alice@example.com\nmembers:\n${lines.map(line => `  - {${line}}\n`).join('')}`

  test('include members of groups, without duplicates', () => {
    expect(peopleOf(fraud(members('group: analysts, role: view'), groups))).toEqual([
      'carol@example.com view group:analysts',
      'dan@example.com view group:analysts',
      'erin@example.com view group:analysts'
    ])
  })

  test('never include the owner as a member', () => {
    const text = members('team: ds, role: edit', 'user: Alice@example.com, role: view')
    expect(peopleOf(fraud(text, groups))).toEqual([
      'bob@example.com edit team:ds',
      'dan@example.com edit team:ds',
      'erin@example.com edit team:ds'
    ])
  })

  test('have their strongest grant first, and keep all others', () => {
    const text = members(
      'group: analysts, role: view, notebooks: true',
      'team: ds, role: edit, notebooks: false, until: 2027-03-31',
      'user: erin@example.com, role: admin',
      'group: chiefs, role: edit'
    )
    const tenant = fraud(text, groups)
    expect(peopleOf(tenant)).toEqual([
      'bob@example.com edit team:ds',
      'carol@example.com view group:analysts',
      'dan@example.com edit team:ds,group:analysts',
      'erin@example.com admin user,team:ds,group:chiefs,group:analysts'
    ])
    const dan = tenant.people[2]
    expect(dan?.ways.map(({ until, role, at }) => [until, role, shown(at)])).toEqual([
      ['2027-03-31', 'edit', 'tenants/fraud.yaml: ds'],
      [null, 'view', 'tenants/fraud.yaml: analysts']
    ])
    expect(tenant.people.map(({ notebooks }) => notebooks)).toEqual([false, true, true, true])
  })

  test.each([
    ['admin', true],
    ['edit', true],
    ['view', false]
  ])('with the role %s enter notebooks: %s', (role, enters) => {
    const { people } = fraud(members(`user: bob@example.com, role: ${role}`))
    expect(people).toMatchObject([{ role, notebooks: enters }])
  })

  test('get the role that an alias stands for', () => {
    const text = members(
      'user: bob@example.com, role: datascience',
      'user: carol@example.com, role: validator'
    )
    const tenant = fraud(text)
    expect(peopleOf(tenant)).toEqual(['bob@example.com edit user', 'carol@example.com view user'])
    expect(tenant.members.map(({ role }) => role)).toEqual(['datascience', 'validator'])
  })

  test('get the weakest role if theirs is unknown', () => {
    const tenant = fraud(members('user: bob@example.com, role: constructor'))
    expect(peopleOf(tenant)).toEqual(['bob@example.com view user'])
  })

  test('are compared without case only if the platform says so', () => {
    const files = {
      'tenants/fraud.yaml': members('user: BOB@example.com, role: edit', 'group: all, role: view'),
      ...directory('groups: {all: [Bob@Example.com, ALICE@example.com], ml-platform: [R@x.io]}')
    }
    const lower = modelOf(files)
    expect(lower.tenants.map(peopleOf)).toEqual([['bob@example.com edit user,group:all']])
    expect(lower.admins).toEqual(['r@x.io'])
    const asWritten = modelOf({ ...files, ...common('admins: [{group: ml-platform}]') })
    expect(asWritten.admins).toEqual(['R@x.io'])
    expect(asWritten.tenants.map(peopleOf)).toEqual([
      [
        'ALICE@example.com view group:all',
        'BOB@example.com edit user',
        'Bob@Example.com view group:all'
      ]
    ])
  })

  test('are expanded only once from circular groups and groups with many paths', () => {
    const lattice = Array.from({ length: 60 }, (_, step) => {
      const next = step === 59 ? 'zoe@example.com' : `group:g${step + 1}`
      return `  g${step}: [${next}, "${next}", group:g0]\n`
    })
    const files = directory(`groups:\n${lattice.join('')}`)
    expect(peopleOf(fraud(members('group: g0, role: view'), files))).toEqual([
      'zoe@example.com view group:g0'
    ])
  })

  test('are found in groups nested more deeply than any stack', () => {
    const last = 20_000
    const chain = Array.from({ length: last }, (_, step) => `  g${step}: [group:g${step + 1}]\n`)
    const files = directory(`groups:\n${chain.join('')}  g${last}: [zoe@example.com]\n`)
    expect(peopleOf(fraud(members('group: g0, role: view'), files))).toEqual([
      'zoe@example.com view group:g0'
    ])
  })

  test('include each admin once', () => {
    const platform = common(`admins:
  - user: erin@example.com
  - group: seniors
`)
    expect(modelOf({ ...groups, ...platform }).admins).toEqual([
      'dan@example.com',
      'erin@example.com'
    ])
  })

  test('do not include workloads and tenants', () => {
    const tenant = fraud(
      members('serviceAccount: ci/deployer, role: edit', 'tenant: pricing, role: view'),
      {
        'tenants/pricing.yaml': 'owner: bob@example.com\naws: {serviceAccounts: [trainer]}'
      }
    )
    expect(tenant.people).toEqual([])
    expect(tenant.workloads).toMatchObject([{ namespace: 'ci', account: 'deployer', role: 'edit' }])
    expect(tenant.neighbours).toMatchObject([
      { tenant: 'pricing', accounts: ['default-editor', 'trainer'], role: 'view' }
    ])
  })
})

describe('each value has its place', () => {
  const files = {
    'platform/clusters/staging.yaml': staging,
    ...common(`presets:
  small: {cpu: 1, memory: 1Gi}
templates:
  team:
    quota: {preset: small, gpu: 5}
    network: {egress: open}
`)
  }
  const text = `owner: alice@example.com
quota: {pods: 7}
pools: [gpu-spot]
clusters:
  production: {quota: {claims: 3}}
  staging:
`
  const tenant = fraud(text, files)

  test.each<[readonly (string | number)[], string, string]>([
    [['quota', 'claims'], 'tenants/fraud.yaml: 3', 'tenants/fraud.yaml: 3'],
    [['quota', 'pods'], 'tenants/fraud.yaml: 7', 'tenants/fraud.yaml: 7'],
    [['quota', 'gpu'], 'platform/common.yaml: 5', 'tenants/fraud.yaml: {claims: 3}'],
    [['quota', 'cpu'], 'platform/common.yaml: 1', 'tenants/fraud.yaml: {claims: 3}'],
    [['quota', 'preset'], 'platform/common.yaml: small', 'tenants/fraud.yaml: {claims: 3}'],
    [['network', 'egress'], 'platform/common.yaml: open', 'platform/common.yaml: open'],
    [['pools', 0], 'tenants/fraud.yaml: gpu-spot', 'tenants/fraud.yaml: gpu-spot'],
    [['pools', 4], 'tenants/fraud.yaml: [gpu-spot]', 'tenants/fraud.yaml: [gpu-spot]'],
    [['podSecurity'], 'tenants/fraud.yaml: owner', 'tenants/fraud.yaml: owner'],
    [['constructor'], 'tenants/fraud.yaml: owner', 'tenants/fraud.yaml: owner']
  ])('%j', (path, at, asked) => {
    expect(shown(tenant.at(...path))).toBe(at)
    expect(shown(tenant.asked(...path))).toBe(asked)
  })

  test('also on the other cluster', () => {
    const there = fraud(text, { ...files, on: 'staging' })
    expect(quotaOf(there)).not.toHaveProperty('persistentvolumeclaims')
    expect(shown(there.asked('quota', 'gpu'))).toBe('tenants/fraud.yaml: {pods: 7}')
  })
})

test('names that JavaScript objects inherit are ordinary names', () => {
  const files = {
    ...unlimited,
    ...common(`presets: {constructor: {cpu: 1}, toString: {cpu: 2}}
templates: {valueOf: {quota: constructor}}
roles: {constructor: edit}
`),
    ...directory(`people: {constructor@example.com: {}}
groups:
  __proto__: [proto@example.com, group:constructor]
  constructor: [carol@example.com]
teams: {constructor: {organization: acme, members: ["group:__proto__"]}}
`),
    'platform/clusters/production.yaml': staging.replace(
      /^gitops/m,
      'pools: {constructor: {}}\ngitops'
    ),
    'platform/clusters/constructor.yaml': staging,
    'tenants/constructor.yaml': `owner: alice@example.com
template: valueOf
team: constructor
members:
  - {group: __proto__, role: constructor}
  - {team: constructor, role: view}
pools: [constructor]
environment: [{name: constructor, env: {__proto__: "1", constructor: "2"}}]
secrets: [{name: constructor, from: constructor, keys: [__proto__, constructor]}]
clusters: {constructor: {quota: toString}, production: }
`
  }
  const { tenants } = modelOf(files)
  const [there, here] = tenants
  expect(tenants.map(({ cluster }) => cluster.name)).toEqual(['constructor', 'production'])
  expect(there && quotaOf(there)).toEqual({ 'requests.cpu': '2' })
  expect(here && quotaOf(here)).toEqual({ 'requests.cpu': '1' })
  expect(here && peopleOf(here)).toEqual([
    'carol@example.com edit group:__proto__,team:constructor',
    'proto@example.com edit group:__proto__,team:constructor'
  ])
  expect(here).toMatchObject({
    team: { name: 'constructor', organization: 'acme' },
    pools: [{ name: 'constructor' }],
    environments: [{ variables: [{ key: '__proto__' }, { key: 'constructor' }] }],
    secrets: [{ keys: [{ key: '__proto__' }, { key: 'constructor' }] }]
  })
})

describe('inherited JavaScript properties are not found', () => {
  test.each(['constructor', 'toString', 'hasOwnProperty'])('%s', name => {
    const tenant = fraud(
      `owner: alice@example.com
template: ${name}
team: ${name}
quota: ${name}
members: [{group: ${name}, role: view}, {team: ${name}, role: edit}, {tenant: constructor, role: view}]
pools: [${name}]
aws: {policies: [${name}]}
volumes: [{name: data, size: 1Gi, share: ${name}}]
`,
      unlimited
    )
    expect(tenant).toMatchObject({
      team: null,
      people: [],
      pools: [],
      quota: [],
      aws: { policies: [] },
      volumes: [{ share: null }],
      neighbours: [{ accounts: [] }]
    })
  })
})

describe('the order of files does not matter', () => {
  const sound = {
    'platform/clusters/staging.yaml': staging,
    'tenants/fraud.yaml': 'owner: alice@example.com\nmembers: [{tenant: pricing, role: view}]',
    'tenants/pricing.yaml': 'owner: bob@example.com\nmembers: [{group: fraud-analysts, role: edit}]'
  }
  const broken = {
    'tenants/churn.yaml':
      'owner: bob@example.com\nteam: ds\nmembers: [{tenant: fraut, role: view}]',
    'tenants/fresh.yaml': 'owner: bob@example.com\naws: {policies: [none], role: none}'
  }

  test.each<[string, Texts, number]>([
    ['of the model', sound, 0],
    ['of the diagnostics', { ...sound, ...broken }, 4]
  ])('%s', (_, texts, mistakes) => {
    const files = filesOf(texts)
    const outcome = (order: typeof files) => {
      const { model, diagnostics } = compile(order, { today: '2026-06-15', touched: new Set() })
      const told = diagnostics.map(diagnostic => `${summary(diagnostic)} ${diagnostic.message}`)
      return { told, meant: JSON.stringify([model?.tenants, model?.clusters]) }
    }
    const expected = outcome(files)
    expect(expected.told).toHaveLength(mistakes)
    fc.assert(
      fc.property(fc.shuffledSubarray([...files], { minLength: files.size }), order => {
        expect(outcome(new Map(order))).toEqual(expected)
      }),
      { numRuns: 20 }
    )
  })
})
