import { Ajv } from 'ajv'
import { describe, expect, test } from 'vitest'
import type { Diagnostic } from '../../../src/diagnostics/diagnostic.ts'
import type { Span } from '../../../src/diagnostics/source.ts'
import { locate, locateKey, type Node, toValue } from '../../../src/yaml/node.ts'
import { parseYaml } from '../../../src/yaml/parse.ts'

function parse(text: string): { tree: Node | undefined; found: Diagnostic[] } {
  const found: Diagnostic[] = []
  const tree = parseYaml({ path: 'tenants/a.yaml', text }, diagnostic => found.push(diagnostic))
  return { tree, found }
}

function treeOf(text: string): Node {
  const { tree, found } = parse(text)
  expect(found).toEqual([])
  return tree ?? expect.fail('no tree')
}

function reading(text: string): unknown {
  return toValue(treeOf(text))
}

function textOf({ source, start, end }: Span): string {
  return source.text.slice(start, end)
}

/** The code, the marked text, and the related texts of each diagnostic. */
function told(text: string): string[][] {
  return parse(text).found.map(({ code, at, related = [] }) => [
    code,
    textOf(at),
    ...related.map(other => textOf(other.at))
  ])
}

describe('values are those of YAML 1.2', () => {
  test.each([
    ['', null],
    ['~', null],
    ['null', null],
    ['true', true],
    ['False', false],
    ['yes', 'yes'],
    ['off', 'off'],
    ['12', 12],
    ['-0', -0],
    ['0x1F', 31],
    ['0o17', 15],
    ['0123', 123],
    ['1_000', '1_000'],
    ['1.5', 1.5],
    ['1e3', 1000],
    ['26.03', 26.03],
    ['12:30', '12:30'],
    ['2027-03-31', '2027-03-31'],
    ['500m', '500m'],
    ['111122223333', 111122223333],
    ['9007199254740991', 9007199254740991],
    ['9007199254740992', '9007199254740992'],
    ['1e20', '1e20'],
    ['1e400', '1e400'],
    ['.inf', '.inf'],
    ['.NaN', '.NaN'],
    ['"111122223333"', '111122223333'],
    ["'true'", 'true'],
    ['"null"', 'null'],
    ["''", ''],
    ["'it''s'", "it's"],
    ['"a\\tb\\u00e9"', 'a\tb\u00e9'],
    ['a\n  b', 'a b'],
    ['a # b', 'a'],
    ['a#b', 'a#b'],
    ['|\n  a\n   b\n', 'a\n b\n'],
    ['|-\n  a\n', 'a'],
    ['>\n  a\n  b\n', 'a b\n'],
    ['[a, 1, [b]]', ['a', 1, ['b']]],
    ['{a: 1, b}', { a: 1, b: null }],
    ['[a: 1]', [{ a: 1 }]],
    ['\n- a\n-\n- - b', ['a', null, ['b']]]
  ])('%j', (text, value) => {
    expect(reading(`x: ${text}`)).toEqual({ x: value })
  })

  test('keys are taken as they are written', () => {
    const names = ['1', '0x1F', 'true', '~', '2027-03-31', '__proto__', 'constructor', 'a b', '']
    const text = names.map(name => `${name === '' ? '""' : name}: x\n`).join('')
    const { tree } = parse(text)
    expect(tree?.kind === 'mapping' && [...tree.entries.keys()]).toEqual(names)
  })

  test('an empty file is null', () => {
    for (const text of ['', '\n\n', '# nothing\n', '---\n', '---\n...\n', '\ufeff']) {
      expect(reading(text)).toBe(null)
    }
  })

  test('Windows line breaks are accepted, and count in offsets', () => {
    const tree = treeOf('a: 1\r\nb:\r\n  - c\r\n  - d e\r\n')
    expect(toValue(tree)).toEqual({ a: 1, b: ['c', 'd e'] })
    expect(textOf(locate(tree, ['b', 1]) ?? tree)).toBe('d e')
  })
})

describe('every value has its place', () => {
  const text = `# head
owner: alice@example.com  # who
quoted: 'it''s'
double: "a\\n"
none:
list:
  - a
  -
  - {user: bob, role: }
flow: [a, {b: c}, [], e: f]
text: |
  one
  two

nested:
  deep:
    - - x
'in quotes': 1
last: # nothing
`
  const tree = treeOf(text)

  test.each([
    [['owner'], 'alice@example.com'],
    [['quoted'], "'it''s'"],
    [['double'], '"a\\n"'],
    [['none'], ''],
    [['list'], '- a\n  -\n  - {user: bob, role: }'],
    [['list', 0], 'a'],
    [['list', 1], ''],
    [['list', 2], '{user: bob, role: }'],
    [['list', 2, 'user'], 'bob'],
    [['list', 2, 'role'], ''],
    [['flow'], '[a, {b: c}, [], e: f]'],
    [['flow', 1], '{b: c}'],
    [['flow', 2], '[]'],
    [['flow', 3], 'e: f'],
    [['flow', 3, 'e'], 'f'],
    [['text'], '|\n  one\n  two'],
    [['nested'], 'deep:\n    - - x'],
    [['nested', 'deep', 0], '- x'],
    [['last'], '']
  ])('%j', (path, marked) => {
    expect(textOf(locate(tree, path) ?? expect.fail('not found'))).toBe(marked)
  })

  test('an empty one is after its colon or dash', () => {
    const ends = [['none'], ['list', 1], ['list', 2, 'role'], ['last']].map(path =>
      text.slice(0, locate(tree, path)?.start).split('\n').at(-1)
    )
    expect(ends).toEqual(['none:', '  -', '  - {user: bob, role:', 'last:'])
  })

  test('every key has its place', () => {
    expect(textOf(locateKey(tree, ['list', 2, 'role']) ?? tree)).toBe('role')
    expect(textOf(locateKey(tree, ['in quotes']) ?? tree)).toBe("'in quotes'")
    expect(locateKey(tree, ['list', 2, 'role'])).toMatchObject({ start: text.indexOf('role') })
  })

  test('a missing value has none', () => {
    for (const path of [
      ['nobody'],
      ['owner', 'x'],
      ['list', 3],
      ['list', 'length'],
      ['toString']
    ]) {
      expect(locate(tree, path)).toBeUndefined()
      expect(locateKey(tree, path)).toBeUndefined()
    }
    expect(locate(tree, [])).toBe(tree)
    expect(locateKey(tree, [])).toBeUndefined()
    expect(locateKey(tree, ['list', 0])).toBeUndefined()
  })
})

describe('a key that JavaScript objects inherit', () => {
  const value = reading('__proto__: {admin: true}\nconstructor: 1\n')

  test('is an ordinary field', () => {
    expect(Object.entries(value as object)).toEqual([
      ['__proto__', { admin: true }],
      ['constructor', 1]
    ])
    expect(({} as { admin?: true }).admin).toBeUndefined()
  })

  test('is unknown to ajv, and missing if it is not there', () => {
    const ajv = new Ajv({ allErrors: true, ownProperties: true })
    const closed = ajv.compile({ type: 'object', properties: {}, additionalProperties: false })
    expect(closed(value)).toBe(false)
    const unknown = closed.errors?.map(({ params }) => params.additionalProperty)
    expect(unknown).toEqual(['__proto__', 'constructor'])
    const inherits = ajv.compile({ type: 'object', required: ['toString'] })
    expect(inherits(reading('a: 1'))).toBe(false)
  })
})

describe('more than plain YAML is rejected', () => {
  test.each([
    ['a: 1\nb: 2\na: 3\n', [['duplicate-key', 'a', 'a']]],
    [
      'a: 1\n"a": 2\na: 3\n',
      [
        ['duplicate-key', '"a"', 'a'],
        ['duplicate-key', 'a', 'a']
      ]
    ],
    ['1: a\n"1": b\n', [['duplicate-key', '"1"', '1']]],
    ['- {a: 1, a: 2}\n', [['duplicate-key', 'a', 'a']]],
    ['__proto__: 1\n__proto__: 2\n', [['duplicate-key', '__proto__', '__proto__']]],
    ['a: &x 1\nb: *x\n', [['forbidden-yaml', '*x', '&x']]],
    [
      'a: &x 1\nb: [*x, *x]\n',
      [
        ['forbidden-yaml', '*x', '&x'],
        ['forbidden-yaml', '*x', '&x']
      ]
    ],
    ['a: &x 1\n', [['forbidden-yaml', '&x']]],
    [
      'a: &x\nb: &x 1\nc: *x',
      [
        ['forbidden-yaml', '*x', '&x'],
        ['forbidden-yaml', '&x']
      ]
    ],
    ['a: *x\n', [['forbidden-yaml', '*x']]],
    ['a: [*.example.com]\n', [['forbidden-yaml', '*.example.com']]],
    ['a: *\n', [['forbidden-yaml', '*']]],
    ['*x : 1\n', [['forbidden-yaml', '*x']]],
    ['a: &x {b: 1}\nc:\n  <<: *x\n', [['forbidden-yaml', '<<']]],
    [
      'a: &x {b: 1}\nc:\n  <<: [*x, *x]\n  d: *x\n',
      [
        ['forbidden-yaml', '*x', '&x'],
        ['forbidden-yaml', '<<']
      ]
    ],
    ['<<: {a: 1}\n', [['forbidden-yaml', '<<']]],
    ['"<<": 1\n', []],
    ['a: !!str 1\n', [['forbidden-yaml', '!!str']]],
    ['a: !secret x\n', [['forbidden-yaml', '!secret']]],
    ['a: !foo!bar x\n', [['forbidden-yaml', '!foo!bar']]],
    ['a: !\n', [['forbidden-yaml', '!']]],
    ['%YAML 1.2\n---\na: 1\n', [['forbidden-yaml', '%YAML 1.2']]],
    [
      '# x\n%FOO\n%TAG ! x\n---\na: 1\n',
      [
        ['forbidden-yaml', '%FOO'],
        ['forbidden-yaml', '%TAG ! x']
      ]
    ],
    ['%YAML 1.2\na: 1\n', [['forbidden-yaml', '%YAML 1.2']]],
    ['? [a]\n: 1\n', [['forbidden-yaml', '[a]']]],
    ['{{ a }}: 1\n', [['forbidden-yaml', '{{ a }}']]],
    ['a: {{ .Values.b }}\n', [['forbidden-yaml', '{{ .Values.b }}']]],
    ['a: 1\n: 2\n', [['invalid-yaml', '']]],
    ['? a\n: 1\n', []],
    ['a: 1\n---\nb: 2\n', [['invalid-document', '---']]],
    ['---\na:\n---\n', [['invalid-document', '---']]],
    ['---\n---\na: 1\n', [['invalid-document', '---']]],
    ['a: "x" # ---\n...\nb\n---\nc', [['invalid-document', '...']]],
    ['---\na: 1\n', []],
    ['a: 1\n...\n', []],
    ['a: "\\0"\n', [['invalid-encoding', '"\\0"']]],
    ['a: "\\ud83d"\n', [['invalid-encoding', '"\\ud83d"']]],
    ['a: "\\n\\t\\u00e9"\n', []]
  ])('%j', (text, expected) => {
    expect(told(text)).toEqual(expected)
  })

  test('a second document at its marker', () => {
    const { found, tree } = parse('---\na: 1\n---\na: 2\n')
    expect(found[0]?.at.start).toBe(9)
    expect(tree && toValue(tree)).toEqual({ a: 1 })
  })

  test('a duplicate field, which keeps its first value', () => {
    const { tree } = parse('a: 1\na: 2\n')
    expect(tree && toValue(tree)).toEqual({ a: 1 })
  })

  test.each(['a: *x\n', 'a: !x 1\n', '<<: {}\n', '{a}: 1\n', ': 1\n'])('%j has no tree', text => {
    expect(parse(text).tree).toBeUndefined()
  })
})

describe('depth', () => {
  const inside = (depth: number) => `${'['.repeat(depth)}1${']'.repeat(depth)}`

  const fields = (depth: number) =>
    Array.from({ length: depth }, (_, level) => `${' '.repeat(level)}f${level}:\n`).join('')

  test('is limited to 32', () => {
    expect(told(inside(32))).toEqual([])
    expect(told(inside(33))).toEqual([['invalid-nesting', '[']])
    expect(told(`x: ${inside(31)}`)).toEqual([])
    expect(told(`x: ${inside(32)}`)).toEqual([['invalid-nesting', '[']])
    expect(told(fields(32))).toEqual([])
    expect(told(fields(33))).toEqual([['invalid-nesting', 'f']])
  })

  test.each(['[', '{a: ', '- ', '? ', '[a: '])('of 100,000 %j does no harm', piece => {
    expect(told(piece.repeat(100_000)).map(([code]) => code)).toEqual(['invalid-nesting'])
  })
})

describe('size does no harm', () => {
  test.each([
    ['fields', Array.from({ length: 10_000 }, (_, i) => `f${i}: x\n`).join('')],
    ['the same field', 'a: x\n'.repeat(10_000)],
    ['aliases', `a: &x 1\nb: [${'*x, '.repeat(20_000)}]`],
    ['anchors', `[${Array.from({ length: 20_000 }, (_, i) => `&x${i} 1`)}]`],
    ['tags', '- !\n'.repeat(50_000)],
    ['exclamation marks', `a: ${'!'.repeat(250_000)}`],
    ['documents', '---\n'.repeat(60_000)],
    ['directives', '%A\n'.repeat(80_000)],
    ['comments', `a: 1\n${'# x\n'.repeat(60_000)} b: 1`],
    ['lines that are not fields', `a: 1\n${'x\n'.repeat(100_000)}b: 1`],
    ['items that are indented', `a:\n${'    - x\n'.repeat(30_000)}   - y`],
    ['dashes', `a: b\n${'-'.repeat(250_000)}: x: `],
    ['colons', `a: ${': '.repeat(120_000)}`],
    ['blanks', `a: [b${' '.repeat(250_000)}c: d: e]`],
    ['quotes', `a: ${'" '.repeat(120_000)}`],
    ['open quotes', `a: "${" '".repeat(120_000)}\nb: 1`],
    ['brackets', `a: [${'[] '.repeat(80_000)}\nb: 1`],
    ['backslashes', `a: "${'\\\\'.repeat(120_000)}\nb: 1`]
  ])('of %s', (_, text) => {
    const before = process.cpuUsage()
    parse(text)
    const { user } = process.cpuUsage(before)
    expect(user / 1e6).toBeLessThan(3)
  })
})
