import fc from 'fast-check'
import { loadAll, YAML11_SCHEMA } from 'js-yaml'
import { expect, test } from 'vitest'
import { dump } from '../../../src/yaml/dump.ts'
import { parsing } from '../../support/runs.ts'

const special = fc.constantFrom(
  ...['y', 'No', 'ON', 'true', '~', 'null', '', ' ', '.inf', '.NaN', '=', '<<', '-', '?', '|', '>'],
  ...[
    '0755',
    '0x1f',
    '0o7',
    '0b1',
    '1_000',
    '1e3',
    '1E',
    '1Ei',
    '2Ti',
    '500m',
    '+1',
    '-1',
    '1.',
    '.5'
  ],
  ...['12:30:45', '2027-03-31', '2001-12-14t21:59:43.10-05:00', '1:2', '190:20:30', '10.0.0.0/8'],
  ...[
    'a: b',
    'a:',
    'a #b',
    'a#b',
    '#a',
    '&a',
    '*a',
    '!a',
    '%a',
    '@a',
    '`a',
    '[a',
    '{a',
    "'a",
    '"a'
  ],
  ...[
    'arn:aws:s3:::b/*',
    '- a',
    '? a',
    'a ',
    ' a',
    'a  b',
    'it\'s "so"',
    '---',
    '...',
    '${x}',
    'a:#'
  ],
  ...[
    'a\nb',
    'a\nb\n',
    'a\n\n',
    '\na',
    ' a\nb',
    'a\n  b\n\nc',
    'a\n---\nb',
    'a\n ',
    'a\r\nb',
    'a\tb\nc'
  ],
  ...[
    '\u00e9t\u00e9',
    '\u00e9',
    '\ud83d\ude00',
    '\u0085',
    '\u2028',
    '\u00a0',
    '\ufeff',
    '\u202e',
    '\0',
    '\x7f'
  ]
)
const text = fc.oneof(
  special,
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.stringMatching(/^[-+.0-9_:eExXoObTtZ ]{1,8}$/)
)
const scalar = fc.oneof({ arbitrary: text, weight: 3 }, fc.maxSafeInteger(), fc.boolean())
const { value } = fc.letrec<{ value: unknown; map: Record<string, unknown> }>(tie => ({
  value: fc.oneof({ maxDepth: 4 }, scalar, fc.array(tie('value'), { maxLength: 4 }), tie('map')),
  map: fc.dictionary(text, tie('value'), { maxKeys: 4, noNullPrototype: true })
}))
const documents = fc.array(fc.dictionary(text, value, { minKeys: 1, maxKeys: 5 }), {
  minLength: 1,
  maxLength: 3
})
test('output is read back by YAML 1.2 and by YAML 1.1', () => {
  fc.assert(
    fc.property(documents, written => {
      const yaml = `${dump(written)}\n`
      expect(loadAll(yaml)).toEqual(written)
      expect(loadAll(yaml, { schema: YAML11_SCHEMA })).toEqual(written)
    }),
    parsing
  )
})

test('no line ends in a space or contains invisible characters', () => {
  fc.assert(
    fc.property(fc.array(text, { minLength: 1 }), values => {
      const yaml = dump([{ values: values.map(value => value.replaceAll(/ (?=\n|$)/g, '')) }])
      expect(yaml).not.toMatch(/ $/m)
      expect(yaml.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u2028-\u202e\u2066-\u2069\ufeff]/u)
    }),
    parsing
  )
})

test('the order of fields does not depend on who wrote them', () => {
  const labels = { 'app.kubernetes.io/name': 'x', on: 'y' }
  const metadata = { name: 'x', namespace: 'y', labels, annotations: {} }
  const spec = {
    name: 'second',
    env: [{ name: 'A', value: '1' }, { name: 'B' }],
    10: [],
    9: [[1, 2]]
  }
  const object = { apiVersion: 'v1', kind: 'X', metadata, spec }
  const text = dump([object, object])
  expect(dump([reversed(object), reversed(object)])).toBe(text)
  expect(text).toBe(`${once}\n---\n${once}`)
})

const once = `apiVersion: v1
kind: X
metadata:
  name: x
  namespace: 'y'
  labels:
    app.kubernetes.io/name: x
    'on': 'y'
  annotations: {}
spec:
  '10': []
  '9':
    - - 1
      - 2
  env:
    - name: A
      value: '1'
    - name: B
  name: second`

function reversed(value: object): object {
  const entries = Object.entries(value).reverse()
  return Object.fromEntries(
    entries.map(([key, inner]) => {
      const isMap = typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      return [key, isMap ? reversed(inner) : inner]
    })
  )
}

test.each([[null], [undefined], [0.5], [NaN], [1n]])('%s is a bug', value => {
  expect(() => dump([{ value }])).toThrow('bug: value is')
  expect(() => dump([{ list: [value] }])).toThrow('bug: a list holds')
})
