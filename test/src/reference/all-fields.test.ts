import { Ajv } from 'ajv'
import { describe, expect, test } from 'vitest'
import { cases } from '../../../scripts/explain/cases.ts'
import { codes } from '../../../src/diagnostics/codes.ts'
import {
  below,
  type Field,
  file,
  find,
  inside,
  kindNames,
  mapsIn,
  nameOf
} from '../../../src/reference/all-fields.ts'
import { explainField, fieldNames, nearFields } from '../../../src/reference/explain-field.ts'
import { factsOf } from '../../../src/reference/facts.ts'
import { keywords } from '../../../src/schema/keywords.ts'
import { exampleOf } from '../../../src/schema/messages/describe.ts'
import { compileTexts } from '../../support/compile-texts.ts'

const ajv = new Ajv({
  strict: false,
  ownProperties: true,
  keywords: Object.entries(keywords).map(([keyword, validate]) => ({
    keyword,
    validate,
    ...(keyword !== 'form' && { type: 'object' as const })
  }))
})
const fields = kindNames.flatMap(kind => below(file(kind)))
const written = fields.filter(({ path }) => path !== '')
const leaves = fields.filter(field => inside(field).length === 0)

const named = (found: readonly Field[]) => found.map(nameOf)

/** The fields of a map of which exactly one has to be there. */
function alternativesIn(field: Field): readonly string[] {
  const names = mapsIn(field.schema).flatMap(({ exactlyOne = [] }) => exactlyOne)
  return named(inside(field).filter(({ name }) => names.includes(name)))
}

describe('each field', () => {
  test('has a description of some length', () => {
    const wordless = fields.filter(({ schema }) => {
      return String(schema.description ?? '').split(' ').length < 4
    })
    expect(named(wordless)).toEqual([])
  })

  test('is described in sentences', () => {
    const broken = fields.filter(({ schema }) => {
      return !/^[A-Z`].*[.]$/.test(String(schema.description))
    })
    expect(named(broken)).toEqual([])
  })

  test('shows what may be written', () => {
    const bare = leaves.filter(({ schema }) => {
      return exampleOf(schema) === '...'
    })
    expect(named(bare)).toEqual([])
  })

  test('has an example that is not its default', () => {
    const bare = written.filter(field => {
      const usual = JSON.stringify(field.schema.default)
      return !factsOf(field).examples.some(example => JSON.stringify(example) !== usual)
    })
    expect(named(bare)).toEqual([])
  })

  test('says what happens without it, or has a default', () => {
    const alternatives = new Set(fields.flatMap(alternativesIn))
    const silent = written.filter(field => {
      const { schema, isRequired } = field
      const isOptional = !isRequired && !alternatives.has(nameOf(field))
      const says = /without (it|any|them)\b|set nowhere|nothing depends on it/i
      return isOptional && schema.default === undefined && !says.test(String(schema.description))
    })
    expect(named(silent)).toEqual([])
  })

  test('accepts its own examples and its default', () => {
    const wrong = fields.flatMap(field => {
      const { examples = [], default: usual } = field.schema
      const values = [...(examples as unknown[]), ...(usual === undefined ? [] : [usual])]
      return values
        .filter(value => !ajv.validate(field.schema, value))
        .map(value => `${nameOf(field)}: ${JSON.stringify(value)}`)
    })
    expect(wrong).toEqual([])
  })

  test('is granted by a field of the policy, and each field of the policy grants one', () => {
    const granters = new Set(fields.flatMap(({ schema }) => (schema.grantedBy as string) ?? []))
    const policy = leaves.filter(({ kind }) => kind === 'policy').map(({ path }) => path)
    const known = below(file('policy')).map(({ path }) => path)
    expect([...granters].filter(name => !known.includes(name))).toEqual([])
    // A tenant's name comes from its file, and `tenants` only selects whom a rule applies to.
    const unused = policy.filter(path => {
      return !/^(tenants|names|quota\..*)$/.test(path) && !granters.has(path)
    })
    expect(unused).toEqual([])
  })

  test('can be looked up by name', () => {
    expect(fieldNames().filter(name => explainField(name, 100) === null)).toEqual([])
    expect(named(find('quota'))).toEqual(['quota', 'policy/quota'])
    expect(named(find('cluster/pipelines.database'))).toEqual(['cluster/pipelines.database'])
    expect(named(find('pipelines.database.host'))).toEqual(['cluster/pipelines.database.host'])
    expect(named(find('clusters.quota.gpu'))).toEqual(['clusters.quota.gpu'])
    expect(named(find('common'))).toEqual(['common'])
    for (const name of ['', 'quota.', 'nonsense', 'nonsense/quota', 'tenant/nonsense', 'a.b.c']) {
      expect(find(name)).toEqual([])
    }
  })
})

test.each([
  ['until', ['members.until']],
  ['tenant.quota', ['tenant/quota']],
  ['clusters.production', ['clusters']],
  ['clusters.production.quota', ['clusters.quota']],
  ['members.untl', ['members.until']],
  ['members.until.nonsense', ['members.until']],
  ['nonsense', []],
  ['nonsense.quota', []]
])('%s may mean %j', (name, meant) => {
  expect(nearFields(name)).toEqual(meant)
  expect(meant.filter(each => explainField(each, 100) === null)).toEqual([])
})

test('a name that several files have is explained as in the file of a tenant', () => {
  const quota = explainField('quota', 80) ?? ''
  expect(quota).toMatch(/^quota, in tenants\/<name>\.yaml\n/)
  expect(quota).toMatch(
    /\n\nOther files have such a field too: `npx tenantry explain policy\/quota`\.\n$/
  )
  expect(quota).toContain('  example     quota: medium\n')
  expect(explainField('policy/quota', 80)).toMatch(/^quota, in platform\/policy\.yaml\n/)
})

test('a field of the platform names those of a tenant that are called alike', () => {
  const gpu = explainField('gpu', 80) ?? ''
  expect(gpu).toMatch(/^gpu, in platform\/common\.yaml\n/)
  expect(gpu).toMatch(/Other files have such a field too: `npx tenantry explain quota\.gpu`\.\n$/)
})

test('a name that stands in several files begins with the one for tenants', () => {
  expect(nearFields('role')[0]).toBe('members.role')
})

describe('the name in a message for looking up a field', () => {
  const told = (texts: Readonly<Record<string, string>>) =>
    compileTexts(texts).diagnostics.map(({ help = '' }) => /explain ([^`]+)`/.exec(help)?.[1])

  test.each([
    ['tenants/a.yaml', 'owner: alice@example.com\nqqqqqqqq: 1', 'tenant'],
    [
      'tenants/a.yaml',
      'owner: alice@example.com\nmembers: [{qqqqqqqqqqqq: 1, user: bob@example.com, role: edit}]',
      'members'
    ],
    ['tenants/a.yaml', 'owner: alice@example.com\nquota: {cpu: x}', 'quota.cpu'],
    [
      'tenants/a.yaml',
      'owner: alice@example.com\nclusters: {staging: {quota: {cpu: x}}}',
      'clusters.quota.cpu'
    ],
    [
      'platform/common.yaml',
      'version: 1\ntemplates: {team: {quota: {cpu: x}}}',
      'common/templates.quota.cpu'
    ],
    ['platform/common.yaml', 'version: 1\nemails: {domains: [x]}', 'common/emails.domains'],
    ['platform/policy.yaml', '- {tenants: ["*"], names: "("}', 'policy/names'],
    ['platform/directory.yaml', 'people: {x: {}}', 'directory/people']
  ])('%s: %s', (path, text, name) => {
    expect(told({ [path]: text })).toContain(name)
    expect(explainField(name, 100)).not.toBeNull()
  })

  test('exists in each case', () => {
    const asked = Object.values(cases).flatMap(({ diagnostics }) =>
      [...diagnostics.matchAll(/npx tenantry explain ([^`\s]+)`/g)].map(([, name = '']) => name)
    )
    expect(asked.length).toBeGreaterThan(5)
    expect(asked.filter(name => !(name in codes) && find(name).length === 0)).toEqual([])
  })
})

test('explains a field within the width of the terminal', () => {
  expect(explainField('members.until', 60)).toMatchInlineSnapshot(`
    "members.until, in tenants/<name>.yaml

    The last day on which this holds. Afterwards, \`check\` warns
    of it, and \`npx tenantry expire\` takes the entry out; until
    that is merged, it still holds. Without it, there is no end.

      form     a calendar date such as \`2027-03-31\`
      example  until: 2027-03-31
    "
  `)
  expect(explainField('gitops.flux', 90)).toMatchInlineSnapshot(`
    "gitops.flux, in platform/clusters/<name>.yaml

    Whether Flux applies what is generated; a map says more about how. \`flux bootstrap\` is
    pointed at \`kustomize/clusters/<cluster>\`.

      form     \`true\`, \`false\`, or a map
      default  false
      example  flux: true
      example  flux:
                 notifications:
                   channel: "#ml-platform"
                   secret: slack

      perTenant      Whether each tenant is reconciled by itself, so that none waits for
                     another
      controllers    How many sets of controllers share the shards
      notifications  Makes Flux tell teams what cannot be applied
    "
  `)
})
