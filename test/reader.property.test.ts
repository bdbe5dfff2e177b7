import fc from 'fast-check'
import { dump, load } from 'js-yaml'
import { describe, expect, test } from 'vitest'
import type { Diagnostic } from '../src/diagnostics/diagnostic.ts'
import type { Span } from '../src/diagnostics/source.ts'
import { read } from '../src/documents/read.ts'
import { invisible } from '../src/files/decode.ts'
import type { RawFile } from '../src/files/disk.ts'
import { type Mapping, type Node, type Scalar, toValue } from '../src/yaml/node.ts'
import { parseYaml } from '../src/yaml/parse.ts'
import { parsing } from './support/runs.ts'

/** Pieces that mean something in YAML, in any order. */
const piece = fc.constantFrom(
  ...[
    'a',
    'b: ',
    'c:',
    'owner: x\n',
    ' ',
    '  ',
    '\n',
    '\n  ',
    '\n    ',
    '\n- ',
    '- ',
    '\r\n',
    '\t'
  ],
  ...[
    '[',
    ']',
    '{',
    '}',
    '{{',
    ',',
    '? ',
    ': ',
    ':',
    '"',
    "'",
    "''",
    '\\',
    '\\x41',
    '\\0',
    ' # c',
    '#'
  ],
  ...[
    '|',
    '|\n  ',
    '>\n   ',
    '|-\n',
    '>+2\n',
    '---',
    '\n---\n',
    '\n...\n',
    '%YAML 1.2\n',
    '<<<<<<< x\n'
  ],
  ...[
    '&x ',
    '*x',
    '*x ',
    '!',
    '!!str ',
    '!<y> ',
    '<<: ',
    '@',
    '`',
    '%',
    '__proto__: ',
    'constructor: '
  ],
  ...['1', '1.5', '0x1f', '-0', '.inf', '1e99', '99999999999999999999', 'null', '~', 'true', 'no'],
  ...['\ufeff', '\u00a0', '\0', '\u2028', '\u202e', '\r', '\ud83d\ude00', '\ud83d']
)
const text = fc.oneof(
  fc.array(piece, { maxLength: 40 }).map(pieces => pieces.join('')),
  fc.string({ unit: 'binary', maxLength: 200 })
)

const key = fc.oneof(
  fc.string(),
  fc.constantFrom('__proto__', 'constructor', '<<', '1', 'null', '')
)
const scalar = fc.oneof(
  fc.string({ unit: 'grapheme' }).filter(text => !invisible.test(text)),
  fc.string({ unit: fc.constantFrom('a', ' ', '\n', '"', "'", '#', ': ', '\\', '-') }),
  fc.boolean(),
  fc.constant(null),
  fc.maxSafeInteger(),
  fc.double({ noNaN: true, noDefaultInfinity: true, noInteger: true })
)
const { value } = fc.letrec(tie => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalar,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(key, tie('value'), { maxKeys: 4 })
  )
}))

/** A value, and a random way to write it. */
const written = fc
  .record({
    value,
    flowLevel: fc.integer({ min: -1, max: 3 }),
    indent: fc.integer({ min: 1, max: 8 }),
    seqNoIndent: fc.boolean(),
    quoteStyle: fc.constantFrom('single' as const, 'double' as const),
    lineWidth: fc.constantFrom(-1, 20, 80),
    windows: fc.boolean()
  })
  .map(({ value, windows, ...layout }) => {
    const text = dump(value, { ...layout, noRefs: true })
    return { value, text: windows ? text.replaceAll('\n', '\r\n') : text }
  })

function parse(text: string): { tree: Node | undefined; found: Diagnostic[] } {
  const found: Diagnostic[] = []
  const tree = parseYaml({ path: 'tenants/a.yaml', text }, diagnostic => found.push(diagnostic))
  return { tree, found }
}

/** A node and all nodes inside it. */
function nodesIn(node: Node | undefined): Node[] {
  return node ? [node, ...partsOf(node).flatMap(nodesIn)] : []
}

function partsOf(node: Node): readonly Node[] {
  if (node.kind === 'scalar') return []
  return node.kind === 'sequence'
    ? node.items
    : [...node.entries.values()].map(entry => entry.value)
}

function isMapping(node: Node): node is Mapping {
  return node.kind === 'mapping'
}

// The text of a block scalar depends on the indentation of its field.
function isInline(node: Node): node is Scalar {
  return node.kind === 'scalar' && !/^[|>]/.test(textOf(node))
}

function textOf({ source, start, end }: Span): string {
  return source.text.slice(start, end)
}

function liesInItsFile({ source, start, end }: Span): boolean {
  return 0 <= start && start <= end && end <= source.text.length
}

function spansOf({ at, related = [] }: Diagnostic): Span[] {
  return [at, ...related.map(other => other.at)]
}

describe('any text', () => {
  test('becomes a tree or a diagnostic', () => {
    const property = fc.property(text, text => {
      const { tree, found } = parse(text)
      expect(tree !== undefined || found.length > 0).toBe(true)
      for (const span of found.flatMap(spansOf)) expect(span).toSatisfy(liesInItsFile)
    })
    fc.assert(property, parsing)
  })

  test('has the same meaning as in js-yaml', () => {
    const property = fc.property(text, text => {
      const { tree, found } = parse(text)
      fc.pre(found.length === 0 && tree !== undefined && toValue(tree) !== null)
      // We keep digits that js-yaml rounds, and keys as they are written.
      const names = nodesIn(tree)
        .filter(isMapping)
        .flatMap(({ entries }) => [...entries.keys()])
      fc.pre(!names.some(name => /^[-+.~\d]|^(null|true)$/.test(name)))
      fc.pre(!/\.inf|e99|9{16}/.test(text))
      expect(toValue(tree)).toEqual(load(text))
    })
    fc.assert(property, parsing)
  })
})

describe('any value written as YAML', () => {
  test('is read back unchanged', () => {
    const property = fc.property(written, ({ value, text }) => {
      const { tree, found } = parse(text)
      expect(found).toEqual([])
      expect(tree && toValue(tree)).toEqual(value)
    })
    fc.assert(property, parsing)
  })
})

describe('each value in any tree', () => {
  const anyYaml = fc.oneof(
    text,
    written.map(({ text }) => text)
  )

  test('is inside its file and its parent, after its predecessor', () => {
    const property = fc.property(anyYaml, text => {
      for (const node of nodesIn(parse(text).tree)) {
        expect(node).toSatisfy(liesInItsFile)
        const offsets = partsOf(node).flatMap(({ start, end }) => [start, end])
        const all = [node.start, ...offsets, node.end]
        expect(all).toEqual([...all].sort((a, b) => a - b))
      }
    })
    fc.assert(property, parsing)
  })

  test('can be read from its place in the file', () => {
    const property = fc.property(anyYaml, text => {
      const { tree, found } = parse(text)
      fc.pre(found.length === 0)
      for (const node of nodesIn(tree).filter(isInline)) {
        // As a field's value, with any further lines indented.
        const { tree: again } = parse(`x: ${textOf(node).replace(/\r\n?|\n/g, '$& ')}`)
        expect(again && toValue(again)).toEqual({ x: node.value })
      }
    })
    fc.assert(property, parsing)
  })
})

describe('a duplicate field', () => {
  const name = fc.constantFrom(...'abcdefgh', '__proto__', 'toString')
  const shape = fc.record({
    names: fc.uniqueArray(name, { minLength: 1 }),
    nth: fc.nat(),
    quote: fc.constantFrom('', '"', "'"),
    depth: fc.nat({ max: 30 })
  })

  test('is reported at the second, together with the first', () => {
    const property = fc.property(shape, ({ names, nth, quote, depth }) => {
      const first = names[nth % names.length] ?? ''
      const second = `${quote}${first}${quote}`
      const outer = Array.from({ length: depth }, (_, level) => `${' '.repeat(level)}f:\n`)
      const fields = [...names, second].map(name => `${' '.repeat(depth)}${name}: 1\n`)
      const { tree, found } = parse([...outer, ...fields].join(''))
      expect(found.map(({ code }) => code)).toEqual(['duplicate-key'])
      const [at, other] = found.flatMap(spansOf)
      expect([at, other].map(span => span && textOf(span))).toEqual([second, first])
      expect(at?.start).toBeGreaterThan(other?.start ?? Infinity)
      expect(tree).toBeDefined()
    })
    fc.assert(property, parsing)
  })
})

describe('any files', () => {
  const path = fc.oneof(
    fc.constantFrom(
      ...[
        'tenants/a.yaml',
        'tenants/A.yaml',
        'tenants/t/a.yaml',
        'tenants/b.yml',
        'tenants/t/u/c.yaml',
        'tenants'
      ],
      ...[
        'platform/common.yaml',
        'platform/policy.yaml',
        'platform/directory.yaml',
        'platform/clusters/c.yaml'
      ]
    ),
    fc.string({ unit: 'binary' }).map(name => `tenants/${name}.yaml`)
  )
  const bytes = fc.oneof(
    text.map(text => new TextEncoder().encode(text)),
    fc.uint8Array({ maxLength: 200 }),
    fc
      .tuple(text, fc.uint8Array({ maxLength: 4 }))
      .map(([text, more]) => Uint8Array.from([...new TextEncoder().encode(text), ...more]))
  )
  const file = fc.oneof(
    { weight: 8, arbitrary: bytes.map((bytes): RawFile => ({ kind: 'file', bytes })) },
    {
      weight: 1,
      arbitrary: fc.constantFrom<RawFile>(
        { kind: 'special' },
        { kind: 'unreadable' },
        { kind: 'large', size: 300000, limit: 262144 },
        { kind: 'link', target: 'x' }
      )
    }
  )

  test('become a tree or diagnostics', () => {
    const property = fc.property(fc.array(fc.tuple(path, file), { maxLength: 6 }), entries => {
      const found: Diagnostic[] = []
      const { tenants, misnamed, names } = read(new Map(entries), diagnostic =>
        found.push(diagnostic)
      )
      for (const span of found.flatMap(spansOf)) expect(span).toSatisfy(liesInItsFile)
      expect(new Set(tenants.map(({ name }) => name)).size).toBe(tenants.length)
      for (const { name } of [...tenants, ...misnamed]) expect(names).toContain(name)
    })
    fc.assert(property, parsing)
  })
})
