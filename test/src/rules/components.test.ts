import { describe, expect, test } from 'vitest'
import { diagnose } from '../../support/compile-texts.ts'

const plain = [
  'kubeflow: "26.03"',
  'domain: kubeflow.example.com',
  'aws: {account: "111122223333", region: eu-central-1, eks: kubeflow-production}',
  'gitops: {flux: true, repository: "https://github.com/example/tenants"}'
]
const provider =
  'identity: {provider: {external: {issuer: "https://login.example.com", clientId: kubeflow}}}'

/** What is said about a cluster's file with these lines, and a tenant on it. */
function said(cluster: readonly string[], tenant: readonly string[] = []): string[] {
  return diagnose({
    'platform/clusters/production.yaml': `${[...plain, ...cluster].join('\n')}\n`,
    'tenants/fraud.yaml': `${['owner: alice@example.com', ...tenant].join('\n')}\n`
  })
}

describe('conflicting-components', () => {
  test.each([
    ['what tenants go by', 'pipelines: {env: aws, buckets: {default: artifacts}}'],
    ['the class of notebooks', 'notebooks: {workspace: {size: 20Gi}}'],
    ['the header', 'identity: {header: x-user, prefix: "accounts:"}'],
    ['tokens of service accounts', 'identity: {machines: true}'],
    ['an add-on', 'monitoring: {prometheus: true}']
  ])('lets through %s of a Kubeflow that somebody else installs', (_, line) => {
    expect(said(['components: external', line])).toEqual([])
  })

  test('lets the database of Katib through if somebody else installs pipelines', () => {
    const cluster = [
      provider,
      'secrets: {externalSecrets: {prefix: kubeflow}}',
      'pipelines: {env: aws, buckets: {default: artifacts}, database: {host: db.example.com, engine: "8.0", secret: rds}}'
    ]
    const needed = ['missing-setting platform/clusters/production.yaml {prefix: kubeflow}']
    expect(said([...cluster, 'components: {pipelines: external}'])).toEqual(needed)
    expect(said([...cluster, 'components: {pipelines: external, katib: off}'])).toEqual([
      ...needed,
      'conflicting-components platform/clusters/production.yaml database'
    ])
  })

  test('lets registration be set where one of its two pages is ours', () => {
    const cluster = [provider.replace('{provider', '{registration: closed, provider')]
    expect(said([...cluster, 'components: {dashboard: external}'])).toEqual([])
    expect(said([...cluster, 'components: {dashboard: off, profiles: external}'])).toEqual([
      'conflicting-components platform/clusters/production.yaml registration'
    ])
  })
})

describe('missing-component', () => {
  const off = [provider, 'components: {pipelines: off, notebooks: off, serving: off}']

  test.each([
    ['pipelines that are off', 'pipelines: {enabled: false, bucket: pricing}'],
    ['nothing to pick', 'environment: []'],
    ['nobody who calls', 'serving: {callers: [], public: []}']
  ])('lets through %s', (_, line) => {
    expect(said(off, [line])).toEqual([])
  })

  test('lets environments and pipelines through that somebody else installs', () => {
    const tenant = ['environment: [{name: warehouse, env: {A: b}, pipelines: true}]']
    const cluster = [provider, 'components: {notebooks: external, pipelines: external}']
    expect(said(cluster, tenant)).toEqual([])
  })
})

test('a provider of sign-in is needed by what asks for one, and by nothing else', () => {
  const missing = ['missing-setting platform/clusters/production.yaml "26.03"']
  expect(said([])).toEqual(missing)
  expect(said(['components: {auth: external, serving: external}'])).toEqual([])
  expect(said(['components: {auth: external}'])).toEqual(missing)
  expect(said(['components: external', 'identity: {kubectl: {clientId: kubectl}}'])).toEqual([
    'missing-setting platform/clusters/production.yaml {kubectl: {clientId: kubectl}}'
  ])
})
