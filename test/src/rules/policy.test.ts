import { describe, expect, test } from 'vitest'
import { diagnose, modelOf } from '../../support/compile-texts.ts'

const owner = 'owner: alice@example.com\n'
const common = `version: 1
presets: {small: {cpu: 8, pods: 50}}
templates: {team: {quota: small, labels: {tier: gold}}, open: {network: {egress: open}}}
roles: {datascience: edit}
emails: {lowercase: true}
labels: {cost-center: ml}
`
const directory = `groups:
  seniors: [dan@example.com, erin@example.com]
  juniors: [dan@example.com]
teams:
  ds-delta: {members: ["group:seniors"]}
`

/** Judges one tenant against its rules, apart from what is unused in them. */
function told(tenant: string, policy: string, path = 'tenants/fraud.yaml'): string[] {
  const found = diagnose({
    [path]: tenant,
    'platform/common.yaml': common,
    'platform/directory.yaml': directory,
    'platform/policy.yaml': `- {tenants: ["*"], quota: {cpu: 64}}\n${policy}`
  })
  return found.filter(line => !line.startsWith('unused-'))
}

describe('accepts what is granted', () => {
  test.each([
    ['as much, written in another way', `${owner}quota: {cpu: 64000m}`, ''],
    [
      'a resource by its long name',
      `${owner}quota: {requests.memory: 8Gi}`,
      '- {tenants: ["*"], quota: {memory: 9Gi}}'
    ],
    [
      'a container that may use more than it asks for',
      `${owner}limits: {max: {cpu: 100}}`,
      '- {tenants: ["*"], quota: {limits.cpu: 128}}'
    ],
    ['what no rule names, from a preset', `${owner}quota: small`, ''],
    ['the largest of several', `${owner}quota: {cpu: 99}`, '- {tenants: [f*], quota: {cpu: 100}}'],
    [
      'either of two patterns',
      owner,
      '- {tenants: ["*"], names: ^x}\n- {tenants: ["*"], names: d$}'
    ],
    [
      'a name with a rule, in a team that grants nothing',
      `${owner}team: ds-delta\npools: [gpu-spot]`,
      '- {tenants: ["team:ds-*"], pools: [x]}\n- {tenants: [fraud], pools: [gpu-*]}'
    ],
    [
      'a smaller range',
      `${owner}network: {egress: [10.1.0.0/16]}`,
      '- {tenants: ["*"], egress: [10.0.0.0/8]}'
    ],
    [
      'a range where all is open',
      `${owner}network: {egress: [10.1.0.0/16]}`,
      '- {tenants: ["*"], egress: [open]}'
    ],
    [
      "a node's own address that a rule spells out",
      `${owner}network: {egress: [169.254.170.23/32]}`,
      '- {tenants: ["*"], egress: [169.254.170.23/32]}'
    ],
    [
      'egress in the cluster, which needs no grant',
      `${owner}network: {egress: cluster}`,
      '- {tenants: ["*"], egress: []}'
    ],
    ['less than the usual pods', `${owner}podSecurity: restricted`, ''],
    ["a template's and the platform's labels", owner, ''],
    [
      'a label below a domain',
      `${owner}labels: {example.com/shop: x}`,
      '- {tenants: ["*"], labels: [example.com/*]}'
    ],
    [
      'a service account of its own',
      `${owner}members: [{serviceAccount: fraud/trainer, role: edit}]`,
      ''
    ],
    [
      'one person in two groups, besides the owner',
      'owner: erin@example.com\nmembers: [{group: seniors, role: edit}, {group: juniors, role: view}]',
      '- {tenants: ["*"], members: {most: 1}}'
    ],
    [
      'a role by an alias',
      `${owner}members: [{group: seniors, role: datascience}]`,
      '- {tenants: ["*"], members: {groups: edit}}'
    ],
    [
      'a larger role for a person',
      `${owner}members: [{user: bob@example.com, role: admin}]`,
      '- {tenants: ["*"], members: {groups: view}}'
    ],
    [
      'a toleration of a pool that is granted',
      `${owner}environment: [{name: spot, tolerations: [{key: dedicated, value: gpu-spot}]}]`,
      '- {tenants: ["*"], pools: [gpu-spot], environments: [tolerations]}'
    ],
    [
      'secrets of its own, though a rule names others',
      `${owner}secrets: [{name: s, from: deep/down}]`,
      '- {tenants: [pricing], secrets: [shared/*, pricing/*]}'
    ],
    [
      'a secret that is shared',
      `${owner}secrets: [{name: s, from: /shared/license}]`,
      '- {tenants: [fraud], secrets: [shared/*]}'
    ]
  ])('%s', (_, tenant, policy) => {
    expect(told(tenant, policy)).toEqual([])
  })

  const everybody =
    '- {tenants: ["*"], buckets: ["s3://{tenant}-*", "s3://datasets/{tenant}", s3://public]}'

  test.each([
    ['a bucket by the name', 's3://fraud-exports', everybody],
    ['a folder by the name, and what is below', 's3://datasets/fraud/2026', everybody],
    ['a place for all', 's3://public/prices', everybody],
    [
      "a bucket that begins as another tenant's name, and goes on otherwise",
      's3://fraud-labs',
      everybody
    ],
    [
      'a folder that fits two names but is named explicitly',
      's3://fraud-labs-data',
      '- {tenants: [fraud], buckets: ["s3://fraud-labs-*"]}'
    ]
  ])('%s', (_, place, policy) => {
    const files = { 'tenants/fraud-labs.yaml': owner, 'tenants/data.yaml': owner }
    const asks = { 'tenants/fraud.yaml': `${owner}aws: {read: [${place}]}` }
    const rules = `- {tenants: ["*"], quota: {cpu: 64, memory: 256Gi, gpu: 1, storage: 2Ti}, egress: [open]}\n${policy}`
    expect(diagnose({ ...files, ...asks, 'platform/policy.yaml': rules })).toEqual([])
  })
})

test('does not match a pattern for names against teams', () => {
  const tenant = 'owner: erin@example.com\npools: [gpu-spot]'
  const path = 'tenants/ds-delta/fraud.yaml'
  expect(told(tenant, '- {tenants: ["*-delta"], pools: [gpu-spot]}', path)).toEqual([
    `forbidden-pool ${path} gpu-spot`
  ])
})

describe('a rule for a team', () => {
  const tenant = 'owner: Dan@Example.com\npools: [gpu-spot]'
  const policy = '- {tenants: ["team:ds-*"], pools: [gpu-spot]}'

  test('counts for a file in its folder, whose owner is in it through a group', () => {
    expect(told(tenant, policy, 'tenants/ds-delta/fraud.yaml')).toEqual([])
  })

  test('counts for no file that only names the team', () => {
    expect(told(`${tenant}\nteam: ds-delta`, policy)).toEqual([
      'forbidden-pool tenants/fraud.yaml gpu-spot'
    ])
  })
})

describe('the default of a field applies while no rule sets it', () => {
  test('and no longer once a rule does', () => {
    const secret = `${owner}secrets: [{name: s, from: own}]`
    expect(told(secret, '- {tenants: ["*"], secrets: [shared/*]}')).toEqual([
      'forbidden-secret tenants/fraud.yaml own'
    ])
    expect(told(owner, '- {tenants: ["*"], podSecurity: restricted}')).toEqual([
      'forbidden-pod-security tenants/fraud.yaml owner'
    ])
  })
})

test('limits resources that a quota omits to what is granted', () => {
  const [tenant] = modelOf({
    'tenants/fraud.yaml': owner,
    'platform/common.yaml': common,
    'platform/policy.yaml': `
- {tenants: ["*"], quota: {cpu: 64, memory: 256Gi, gpu: 0, claims: 10}}
- {tenants: [fraud], quota: {cpu: 4, memory: 1Ti}}
- {tenants: [pricing], quota: {gpu: 8, claims: 100}}
`
  }).tenants
  const quota = tenant?.quota.map(({ resource, amount }) => `${resource}: ${amount}`)
  expect(quota).toEqual([
    'persistentvolumeclaims: 10',
    'pods: 50',
    'requests.cpu: 8',
    'requests.memory: 1Ti',
    'requests.nvidia.com/gpu: 0'
  ])
})

describe('what one rule limits must be limited for all', () => {
  const pricing = '- {tenants: [pricing], quota: {claims: 9, memory: 1Gi}}'

  test.each([
    ['in a rule of its own', '- {tenants: ["*"], quota: {claims: 5, memory: 8Gi}}'],
    [
      'under other names',
      '- {tenants: [x, "*"], quota: {persistentvolumeclaims: 5, requests.memory: 8Gi}}'
    ]
  ])('%s', (_, rule) => {
    expect(told(owner, `${pricing}\n${rule}`)).toEqual([])
  })

  test.each([
    ['a rule for some', '- {tenants: [f*], quota: {claims: 9, memory: 2Gi}}'],
    ['a rule for all that says something else', '- {tenants: ["*"], quota: {storage: 1Ti}}']
  ])('not by %s', (_, rule) => {
    expect(told(owner, `${pricing}\n${rule}`)).toEqual([
      'missing-limit platform/policy.yaml claims',
      'missing-limit platform/policy.yaml memory'
    ])
  })
})
