import fc from 'fast-check'
import { load } from 'js-yaml'
import { expect, test } from 'vitest'
import { manifests } from '../../../charts/tenant/compile-tenant.ts'
import { compile } from '../../../src/compile.ts'
import { tenantSchema } from '../../../src/documents/tenant.ts'
import type { Fact } from '../../../src/facts/fact.ts'
import { factsOf } from '../../../src/facts/tenant-facts.ts'
import { writtenFor } from '../../../src/facts/value-origin.ts'
import { readTree } from '../../../src/files/disk.ts'
import type { Model } from '../../../src/model/model.ts'
import { canonicalOf } from '../../../src/model/quota.ts'
import { acme } from '../../support/acme.ts'
import { modelOf } from '../../support/compile-texts.ts'

function facts(model: Model, cluster: string): readonly Fact[] {
  const there = model.tenants.filter(tenant => tenant.cluster.name === cluster)
  return there.flatMap(tenant => factsOf(writtenFor(model, tenant)).flat())
}

function told({ value, from, at }: Fact): (string | undefined)[] {
  return [value, from, at ? at.source.text.slice(at.start, at.end) : undefined]
}

const levels = ['cluster entry', 'tenant', 'template', 'preset', 'policy'] as const

/** Writes a number of its own for the cores on each chosen level. */
function textsWith(chosen: readonly string[]): Record<string, string> {
  const cpu = (level: (typeof levels)[number]) =>
    chosen.includes(level) ? { cpu: levels.indexOf(level) + 1 } : {}
  const quota = { ...cpu('tenant'), preset: 'small' }
  return {
    'platform/common.yaml': JSON.stringify({
      version: 1,
      presets: { small: { pods: 7, ...cpu('preset') } },
      templates: { team: { quota: { memory: '1Gi', ...cpu('template') } } }
    }),
    'platform/policy.yaml': JSON.stringify([
      { tenants: ['*'], quota: { pods: 10, memory: '2Gi' } },
      { tenants: ['*'], quota: cpu('policy') }
    ]),
    'tenants/fraud.yaml': JSON.stringify({
      owner: 'alice@example.com',
      quota,
      clusters: { production: { quota: cpu('cluster entry') } }
    })
  }
}

test('the nearest level that writes an amount is said to be where it comes from', () => {
  fc.assert(
    fc.property(fc.subarray([...levels]), chosen => {
      const all = facts(modelOf(textsWith(chosen)), 'production')
      const found = all.find(({ field }) => field === 'quota.cpu')
      const nearest = levels.find(level => chosen.includes(level))
      const names: Record<string, string> = { template: 'template team', preset: 'preset small' }
      const amount = nearest && String(levels.indexOf(nearest) + 1)
      const expected = nearest && [amount, names[nearest] ?? nearest, amount]
      expect(found && told(found)).toEqual(expected)
    })
  )
})

const example = () =>
  compile(readTree(acme), { today: '2026-06-15', touched: new Set() }).model ??
  expect.fail('the example does not compile')

test('what stands at the place of an amount or a word is the value', () => {
  const model = example()
  const plain =
    /^(quota\.(?!preset)|limits\.|state|podSecurity|owner|template|description|labels|network\.egress)/
  const all = model.clusters.flatMap(({ name }) => facts(model, name))
  // The pods of a suspended tenant follow from its state.
  const isPlain = ({ field, value }: Fact) =>
    plain.test(field) && `${field} ${value}` !== 'quota.pods 0'
  const placed = all.filter(each => each.at && isPlain(each))
  expect(placed.length).toBeGreaterThan(50)
  for (const { field, value, at } of placed) {
    const text = at?.source.text.slice(at.start, at.end) ?? ''
    const written = load(text) as string | number | string[]
    const isAmount = /^(quota|limits)\./.test(field)
    const said = Array.isArray(written) ? ['cluster', ...written].join(', ') : String(written)
    expect([field, value]).toEqual([field, isAmount ? canonicalOf(said) : said])
  }
})

test('every field that a tenant may write is told', () => {
  const model = example()
  const all = model.clusters.flatMap(({ name }) => facts(model, name))
  const told = new Set(all.map(({ field }) => field.replace(/\..*/, '')))
  const fields = Object.keys(tenantSchema.properties).filter(name => name !== 'clusters')
  expect(fields.filter(name => !told.has(name))).toEqual([])
  expect([...told].filter(name => !fields.includes(name))).toEqual(['notebooks'])
})

const platform = {
  'platform/common.yaml': 'version: 1\nlabels: {a: common}\nroles: {reader: view}\n'
}

test.each([
  ['owner', { owner: 'alice@example.com' }, ['alice@example.com', 'tenant', '"alice@example.com"']],
  ['state', {}, ['active', 'default', undefined]],
  ['labels.a', {}, ['common', 'common', 'common']],
  ['labels.a', { labels: { a: 'own' } }, ['own', 'tenant', '"own"']],
  [
    'members',
    { members: [{ user: 'bob@example.com', role: 'reader', until: '2031-01-01' }] },
    [
      'bob@example.com, reader (view), until 2031-01-01',
      'tenant',
      '{"user":"bob@example.com","role":"reader","until":"2031-01-01"}'
    ]
  ],
  ['limits.request.cpu', { limits: { default: { cpu: 2 } } }, ['2', 'tenant', '2']],
  ['limits.default.cpu', { quota: { cpu: 4 } }, ['500m', 'default', undefined]],
  [
    'network.egress',
    { network: { egress: ['10.1.0.0/16'] } },
    ['cluster, 10.1.0.0/16', 'tenant', '["10.1.0.0/16"]']
  ]
])('%s of %j', (field, file, expected) => {
  const text = JSON.stringify({ owner: 'alice@example.com', ...file })
  const all = facts(modelOf({ ...platform, 'tenants/fraud.yaml': text }), 'production')
  const found = all.find(fact => fact.field === field)
  expect(found && told(found)).toEqual(expected)
})

test('a team by the folder of the file has no line', () => {
  const model = modelOf({
    'platform/directory.yaml': 'teams: {red: {members: [alice@example.com]}}\n',
    'tenants/red/fraud.yaml': 'owner: alice@example.com\n'
  })
  const found = facts(model, 'production').find(({ field }) => field === 'team')
  expect(found && told(found)).toEqual(['red', 'folder', undefined])
})

test('an amount is that of the Profile', () => {
  const model = example()
  for (const tenant of model.tenants) {
    const { bootstrap } = manifests(tenant, { givers: [] })
    const profile = bootstrap.find(({ kind }) => kind === 'Profile')
    const said = factsOf(writtenFor(model, tenant)).flat()
    const amounts = tenant.quota.map(({ field, resource }) => [
      resource,
      said.find(each => each.field === `quota.${field}`)?.value
    ])
    expect(profile, tenant.name).toMatchObject({
      spec: { resourceQuotaSpec: { hard: Object.fromEntries(amounts) } }
    })
  }
})
