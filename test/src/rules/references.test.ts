import { describe, expect, test } from 'vitest'
import { compileTexts, diagnose } from '../../support/compile-texts.ts'

const fraud = (text: string) => ({ 'tenants/fraud.yaml': `owner: alice@example.com\n${text}` })
const pricing = { 'tenants/pricing.yaml': 'owner: bob@example.com' }
const staging = (rest: string) => ({
  'platform/clusters/staging.yaml': `kubeflow: "26.03"
domain: staging.example.com
aws: {account: "444455556666", region: eu-central-1, eks: kubeflow-staging}
identity: {provider: {external: {issuer: https://login.example.com, clientId: kubeflow}}}
gitops: {repository: https://github.com/example/tenants}
${rest}`
})
const common = (text: string) => ({ 'platform/common.yaml': `version: 1\n${text}` })
const directory = (text: string) => ({ 'platform/directory.yaml': text })
const policy = (text: string) => ({ 'platform/policy.yaml': `- tenants: ["*"]\n${text}` })

type Texts = Readonly<Record<string, string>>

describe('accepts', () => {
  test.each<[string, Texts]>([
    [
      'a tenant that lets in a later one',
      { ...fraud('network: {from: [{tenant: pricing}]}'), ...pricing }
    ],
    ['`team` as the template, if none is defined', { ...fraud(''), ...common('presets: {}') }],
    ['amounts without a preset', fraud('quota: {cpu: 4, memory: 16Gi}')],
    ['a role by its alias', fraud('members: [{user: bob@example.com, role: datascience}]')],
    [
      'a folder that is not a team, if the file names one',
      {
        'tenants/nobody/fraud.yaml': 'owner: alice@example.com\nteam: ds-delta'
      }
    ],
    ['a folder that is a team', { 'tenants/ds-delta/fraud.yaml': 'owner: alice@example.com' }],
    [
      'a team and a group with the same name',
      {
        ...fraud('members: [{team: ds, role: view}, {group: ds, role: view}]'),
        ...directory(
          'groups: {ds: [bob@example.com], ml-platform: [root@example.com]}\nteams: {ds: {members: [bob@example.com]}}'
        )
      }
    ],
    [
      'two ways to one group',
      directory(`groups:
  ml-platform: [group:left, group:right]
  left: [group:both]
  right: [group:both]
  both: [root@example.com]
`)
    ],
    ['a policy for clusters to come', policy('  clusters: [production, "prod-*", "test-?"]')],
    [
      'a pool that only one cluster has, asked for there alone',
      {
        ...fraud('clusters: {production: {pools: [gpu-spot]}, staging: }'),
        ...staging('')
      }
    ],
    [
      'a bucket that nobody needs, since Kubeflow brings its own storage',
      {
        ...fraud('clusters: [staging]'),
        ...staging('pipelines: {env: default}')
      }
    ],
    [
      'a volume for an environment, however it is written',
      fraud(`volumes: [{name: data, size: 1Gi}]
environment:
  - {name: one, volumes: [data]}
  - {name: two, volumes: [{name: data, mount: /mnt/data}]}
`)
    ],
    [
      'somebody who left, in a directory that is not complete',
      fraud('members: [{user: zoe@example.com, role: view}]')
    ],
    [
      'case, where the platform drops it',
      {
        ...fraud('members: [{user: ZOE@example.com, role: view}]'),
        ...directory(
          'complete: true\npeople: {Alice@example.com: {}, zoe@Example.com: {}}\ngroups: {ml-platform: [alice@example.com]}'
        )
      }
    ]
  ])('%s', (_, texts) => {
    expect(diagnose(texts)).toEqual([])
  })
})

describe('a mistake is reported', () => {
  const unknown = (texts: Texts, touched: readonly string[] = []) =>
    diagnose(texts, { touched: new Set(touched) })

  test('once, however many clusters and tenants share it', () => {
    const texts = {
      ...staging(''),
      ...common(`templates: {team: {pools: [nowhere], members: [{group: nobody, role: nothing}]}}`),
      ...fraud(''),
      ...pricing
    }
    expect(unknown(texts)).toEqual([
      'unknown-pool platform/common.yaml nowhere',
      'unknown-group platform/common.yaml nobody',
      'unknown-role platform/common.yaml nothing'
    ])
  })

  test('without those that follow from it', () => {
    const text = 'members: [{group: nobody, role: edit}, {group: nobody, role: view}]'
    expect(unknown(fraud(text))).toEqual([
      'unknown-group tenants/fraud.yaml nobody',
      'unknown-group tenants/fraud.yaml nobody'
    ])
  })

  test('in a template that nobody uses', () => {
    const templates = 'templates: {mine: {quota: {preset: huge}, clusters: {nowhere: }}}'
    expect(unknown(common(templates))).toEqual([
      'unknown-preset platform/common.yaml huge',
      'unknown-cluster platform/common.yaml nowhere'
    ])
  })

  test('about a tenant that is therefore on no cluster', () => {
    expect(unknown(fraud('clusters: [nowhere]\ntemplate: none'))).toEqual([
      'unknown-cluster tenants/fraud.yaml nowhere',
      'unknown-template tenants/fraud.yaml none'
    ])
  })

  test('for each place where it occurs', () => {
    const texts = {
      ...fraud(`members: [{tenant: nobody, role: view}]
network: {from: [{tenant: nobody}]}
serving: {callers: [{tenant: nobody}]}
`)
    }
    expect(unknown(texts)).toEqual(Array(3).fill('unknown-tenant tenants/fraud.yaml nobody'))
  })

  test('if a neighbour does not exist, but not if its file is broken', () => {
    const text = 'network: {from: [{tenant: pricing}]}'
    const broken = { 'tenants/pricing.yaml': 'owner: bob@example.com\nquotta: small' }
    expect(unknown({ ...fraud(text), ...broken })).toEqual([
      'unknown-field tenants/pricing.yaml quotta'
    ])
  })

  test('if a neighbour is on other clusters, unless those are unknown', () => {
    const text = 'network: {from: [{tenant: pricing}]}'
    const neighbour = (clusters: string) => ({
      'tenants/pricing.yaml': `owner: bob@example.com\nclusters: ${clusters}`
    })
    expect(unknown({ ...fraud(text), ...neighbour('[]') })).toEqual([
      'unknown-tenant tenants/fraud.yaml pricing'
    ])
    expect(unknown({ ...fraud(text), ...neighbour('[nowhere]') })).toEqual([
      'unknown-cluster tenants/pricing.yaml nowhere'
    ])
    const { diagnostics } = compileTexts(
      { ...fraud(text), ...neighbour('[production]'), ...staging('') },
      { clusters: ['staging'] }
    )
    expect(diagnostics.map(({ message }) => message)).toEqual([
      'tenant `pricing` is not on cluster `staging`'
    ])
  })

  test('for each cycle, but not for groups that only lead to one', () => {
    const groups = directory(`groups:
  ml-platform: [root@example.com, group:a]
  a: [group:b]
  b: [group:c, group:b]
  c: [group:a, group:d]
  d: [group:ml-platform]
`)
    const messages = compileTexts(groups).diagnostics.map(({ message }) => message)
    expect(messages).toEqual([
      'group `b` contains itself: `b -> b`',
      'group `a` contains itself: `a -> b -> c -> a`',
      'group `ml-platform` contains itself: `ml-platform -> a -> b -> c -> d -> ml-platform`'
    ])
  })

  test('if somebody has left: as an error only in changed files', () => {
    const texts = {
      ...fraud('members: [{user: zoe@example.com, role: view}]'),
      ...common('admins: [{user: max@example.com}]'),
      ...directory(
        'complete: true\npeople: {alice@example.com: {}}\ngroups: {all: [zoe@example.com]}'
      )
    }
    const gone = [
      'expired-person platform/common.yaml max@example.com',
      'expired-person platform/directory.yaml zoe@example.com',
      'expired-person tenants/fraud.yaml zoe@example.com'
    ]
    expect(unknown(texts)).toEqual(gone)
    expect(unknown(texts, ['tenants/fraud.yaml', 'README.md'])).toEqual([
      ...gone.slice(0, 2),
      'unknown-person tenants/fraud.yaml zoe@example.com'
    ])
    expect(unknown(texts, ['platform/common.yaml'])).toEqual([
      'unknown-person platform/common.yaml max@example.com',
      ...gone.slice(1)
    ])
  })
})

const name = 'constructor'

test.each([
  [`members: [{group: ${name}, role: view}]`, 'unknown-group'],
  [`members: [{group: __proto__, role: view}]`, 'unknown-group', '__proto__'],
  [`members: [{team: ${name}, role: view}]`, 'unknown-team'],
  [`members: [{user: bob@example.com, role: ${name}}]`, 'unknown-role'],
  [`network: {from: [{tenant: ${name}}]}`, 'unknown-tenant'],
  [`team: ${name}`, 'unknown-team'],
  [`template: ${name}`, 'unknown-template'],
  [`quota: ${name}`, 'unknown-preset'],
  [`clusters: [${name}]`, 'unknown-cluster'],
  [`pools: [${name}]`, 'unknown-pool'],
  [`aws: {policies: [${name}]}`, 'unknown-policy'],
  [`aws: {role: ${name}}`, 'unknown-aws-role'],
  [`pipelines: {bucket: ${name}}`, 'unknown-bucket'],
  [`volumes: [{name: data, size: 1Gi, share: ${name}}]`, 'unknown-share'],
  [`volumes: [{name: data, size: 1Gi, class: ${name}}]`, 'unknown-class'],
  [`environment: [{name: one, secrets: [${name}]}]`, 'unknown-secret'],
  [`environment: [{name: one, volumes: [${name}]}]`, 'unknown-volume']
])('finds no file for a name that JavaScript objects inherit: %s', (text, code, at = name) => {
  expect(diagnose(fraud(text))).toEqual([`${code} tenants/fraud.yaml ${at}`])
})
