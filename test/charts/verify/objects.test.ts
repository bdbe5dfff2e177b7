import { Ajv } from 'ajv'
import { expect, test } from 'vitest'
import { objectFiles } from '../../../charts/schemas/object-schemas.ts'
import { inner, type Schema } from '../../../charts/schemas/schema.ts'
import { strip } from '../../../charts/schemas/strip.ts'
import { unionCrds } from '../../../charts/schemas/union-crds.ts'
import { fileOf } from '../../../charts/schemas/whole-object.ts'
import { checkOf } from '../../../charts/verify/check-schema.ts'
import { readUpstream } from '../../../scripts/system/upstream.ts'
import { mutants } from '../../support/random/mutants.ts'
import { plain, sample } from '../../support/random/sample.ts'
import { slow } from '../../support/runs.ts'
import { committed, schemas } from '../../support/schemas.ts'
import { needUpstream } from '../../support/upstream.ts'

test('schemas/objects/ equals the output of `npm run objects`', context => {
  const source = readUpstream(needUpstream(context))
  if (!source) throw new Error('it was there a moment ago')
  const made = objectFiles(source)
  const stale = [...made].filter(([path, text]) => committed.get(path) !== text)
  expect(stale.map(([path]) => path)).toEqual([])
  expect([...committed.keys()]).toEqual([...made.keys()])
})

test('a kind of several releases takes what any of them takes', () => {
  const crdOf = (version: string, properties: Readonly<Record<string, Schema>>) => ({
    spec: {
      group: 'g',
      names: { kind: 'K' },
      scope: 'Namespaced',
      versions: [
        {
          name: version,
          served: true,
          schema: {
            openAPIV3Schema: { type: 'object', properties, required: Object.keys(properties) }
          }
        }
      ]
    }
  })
  const old = { spec: { type: 'object', properties: { gone: { type: 'string' } } }, was: {} }
  const now = { spec: { type: 'object' }, is: {} }
  const [both] = unionCrds([crdOf('v1', old), crdOf('v1', now)])
  expect(both?.spec.versions.map(({ schema }) => schema.openAPIV3Schema)).toEqual([
    { type: 'object', properties: { ...old, ...now, spec: old.spec }, required: ['spec'] }
  ])
  const [apart] = unionCrds([crdOf('v1', old), crdOf('v2', now)])
  expect(apart?.spec.versions.map(({ name }) => name)).toEqual(['v1', 'v2'])
})

test('schemas are small in total', () => {
  const size = [...committed.values()].reduce((sum, text) => sum + text.length, 0)
  expect(size).toBeLessThan(2_200_000)
})

test('each schema is in the file where its kind is looked up', () => {
  const places = [...schemas.values()].map(({ properties: { apiVersion, kind } = {} }) => {
    return fileOf(String(apiVersion?.const), String(kind?.const))
  })
  expect(places).toEqual([...schemas.keys()])
})

test('each schema refers only to its own definitions, and uses only known keywords, valid patterns and valid rules', () => {
  for (const schema of schemas.values()) {
    const visit = (each: Schema): void => {
      checkOf({ ...each, definitions: schema.definitions ?? {} })
      for (const [inside] of inner(each)) visit(inside)
    }
    visit(schema)
  }
})

test('a broken reference or an unknown keyword throws', () => {
  expect(() => checkOf({ $ref: '#/definitions/Pod' })).toThrow('bug: a schema refers to')
  expect(() => checkOf({ patternProperties: {} })).toThrow('bug: a schema uses patternProperties')
  expect(() => checkOf({ pattern: '(?i)x' })).toThrow('Invalid regular expression')
})

test.each([
  [{ type: 'object' }, { type: 'object', additionalProperties: false }],
  [{ type: 'object', 'x-kubernetes-preserve-unknown-fields': true }, { type: 'object' }],
  [{ type: 'object', additionalProperties: true }, { type: 'object' }],
  [
    { type: 'string', nullable: true, description: 'Why.', format: 'x' },
    { type: ['string', 'null'] }
  ],
  [
    {
      'x-kubernetes-int-or-string': true,
      anyOf: [{ type: 'integer' }, { type: 'string' }],
      pattern: '1'
    },
    { type: ['integer', 'string'], pattern: '1' }
  ],
  [{ 'x-kubernetes-preserve-unknown-fields': true }, {}],
  [
    {
      type: 'object',
      required: ['b', 'a'],
      properties: { b: { type: 'string' }, a: { type: 'integer', default: 1 } }
    },
    {
      type: 'object',
      required: ['b'],
      properties: { a: { type: 'integer' }, b: { type: 'string' } },
      additionalProperties: false
    }
  ],
  [
    { type: 'object', oneOf: [{ required: ['a'], properties: { a: { enum: ['x'] } } }] },
    {
      type: 'object',
      additionalProperties: false,
      oneOf: [{ required: ['a'], properties: { a: { enum: ['x'] } } }]
    }
  ],
  [
    { type: 'integer', minimum: 1, exclusiveMinimum: true },
    { type: 'integer', minimum: 1, exclusiveMinimum: 1 }
  ],
  [
    { type: 'string', pattern: '^(?i)(no)?$' },
    { type: 'string', pattern: '^([nN][oO])?$' }
  ],
  [
    { type: 'array', 'x-kubernetes-list-type': 'set', items: { type: 'string' } },
    { type: 'array', uniqueItems: true, items: { type: 'string' } }
  ],
  [
    {
      type: 'string',
      'x-kubernetes-validations': [{ rule: 'self\n  != ""' }, { rule: 'self == oldSelf' }]
    },
    { type: 'string', 'x-kubernetes-validations': ['self != ""'] }
  ]
])('strips %j as the API server reads it', (node, stripped) => {
  expect(strip(node)).toEqual(stripped)
})

/** The groups that Tenantry emits objects of; kubeconform checks all of them. */
const groups =
  /^(v1|apps|batch|rbac|policy|storage|admission|apiext|networking|security|iam|eks|external|karpenter|kustom|source|notif|argoproj.*appp)/
/** Compiling these takes long, and most of each is the pod that a Deployment has too. */
const similar = /^(apps\/(daemonset|statefulset)|batch\/(cronjob|job))_/
const emitted = [...schemas].filter(
  ([path]) =>
    groups.test(path) && !/v1(alpha3|beta1)\.json/.test(path) && (slow || !similar.test(path))
)

test.each(emitted)(
  '%s accepts exactly what ajv accepts',
  (_, schema) => {
    const check = checkOf(plain(schema))
    const ajv = new Ajv({ strict: false, logger: false, unicodeRegExp: false })
    const validate = ajv.compile(plain(schema))
    const object = sample(schema)
    expect(validate(object)).toBe(true)
    const changed = mutants(object, 1 + Math.floor(JSON.stringify(object).length / 500))
    expect(changed.filter(each => validate(each) !== (check(each) === undefined))).toEqual([])
    expect(changed.filter(each => !validate(each)).length).toBeGreaterThan(changed.length / 4)
  },
  20_000
)
