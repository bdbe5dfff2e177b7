import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { positionOf } from '../../../src/diagnostics/position.ts'
import { fill, type Wish } from '../../../src/yaml/edit/fill.ts'
import { type Path, toValue } from '../../../src/yaml/node.ts'
import { rootOf } from '../../support/revision.ts'
import { parsing } from '../../support/runs.ts'

const path = 'platform/clusters/a.yaml'

function filled(text: string, ...wishes: readonly Wish[]): string {
  return fill({ path, text }, wishes).file.text
}

const wish = (path: Path, value: Wish['value']): Wish => ({ path, value })

const file = `# who
aws: # where
  account: '1' # quoted
  region: eu-central-1
  roles: {a: x}  # roles

# pools
pools:
  gpu: {max: {gpu: 1}} # much
    # below gpu

subnets:
  - a # one
  - b
people: [ ]
nothing:
`

describe('a value', () => {
  test.each<readonly [string, Wish, string, string]>([
    ['replaces another', wish(['aws', 'region'], 'x'), 'region: eu-central-1', 'region: x'],
    ['keeps its quotes', wish(['aws', 'account'], "it's"), "'1'", "'it''s'"],
    ['gets quotes where it needs them', wish(['aws', 'region'], '8.4'), 'eu-central-1', '"8.4"'],
    ['joins those in braces', wish(['aws', 'roles', 'b'], 'z'), '{a: x}', '{a: x, b: z}'],
    [
      'joins those deep inside',
      wish(['pools', 'gpu', 'max', 'cpu'], 2),
      '{gpu: 1}',
      '{gpu: 1, cpu: 2}'
    ],
    ['joins none in brackets', wish(['people', 0], 'a'), '[ ]', '[a ]'],
    ['fills an empty field', wish(['nothing'], 'x'), 'nothing:', 'nothing: x'],
    [
      'fills an empty field with a map',
      wish(['nothing', 'a', 'b'], 1),
      'nothing:',
      'nothing: {a: {b: 1}}'
    ],
    [
      'replaces a list',
      wish(['subnets'], ['c', 'd', '1']),
      '- a # one\n  - b',
      '- c\n  - d\n  - "1"'
    ],
    ['adds to a list', wish(['subnets', 2], 'c'), '  - b\n', '  - b\n  - c\n'],
    [
      'adds a map to a list',
      wish(['subnets', 2], { id: 'x', more: { a: 1 } }),
      '  - b\n',
      '  - b\n  - id: x\n    more:\n      a: 1\n'
    ],
    [
      'is added after the others in its map',
      wish(['aws', 'eks'], 'k'),
      '# roles\n',
      '# roles\n  eks: k\n'
    ],
    [
      'is added after the comments of the last',
      wish(['pools', 'spot', 'max'], { gpu: 2 }),
      '    # below gpu\n',
      '    # below gpu\n  spot:\n    max:\n      gpu: 2\n'
    ],
    [
      'is added at the end',
      wish(['new', 'list'], [{ a: 1 }, { a: 2, b: ['c'] }]),
      'nothing:\n',
      'nothing:\nnew:\n  list:\n    - a: 1\n    - a: 2\n      b: [c]\n'
    ],
    ['replaces a short form', wish(['aws', 'region', 'x'], 1), 'eu-central-1', '{x: 1}'],
    [
      'may be a key that needs quotes',
      wish(['aws', 'roles', 'yes'], 'z'),
      '{a: x}',
      '{a: x, "yes": z}'
    ]
  ])('%s', (...[, wish, old, other]) => {
    expect(filled(file, wish)).toBe(file.replace(old, () => other))
    const windows = (text: string) => text.replaceAll('\n', '\r\n')
    expect(filled(windows(file), wish)).toBe(windows(file.replace(old, () => other)))
  })

  test('that already exists changes nothing', () => {
    const wishes = [
      wish(['aws', 'account'], '1'),
      wish(['subnets'], ['a', 'b']),
      wish(['pools', 'gpu', 'max', 'gpu'], 1)
    ]
    const { file: after, done } = fill({ path, text: file }, wishes)
    expect([after.text, done]).toEqual([file, []])
  })

  test('needs no line break at the end of the file', () => {
    expect(filled('a: 1', wish(['b', 'c'], 2))).toBe('a: 1\nb:\n  c: 2')
    expect(filled('a:\n  - b: 1', wish(['a', 0, 'c'], 2))).toBe('a:\n  - b: 1\n    c: 2')
  })

  test('may use a place that an earlier one created', () => {
    expect(
      filled('a: 1\n', wish(['b', 'c'], 2), wish(['b', 'd', 'e'], 3), wish(['b', 'c'], 4))
    ).toBe('a: 1\nb:\n  c: 4\n  d:\n    e: 3\n')
  })
})

test('is reported at its place, with the old value', () => {
  const wishes = [
    wish(['pools', 'spot', 'max'], { gpu: 2 }),
    wish(['aws', 'region'], 'x'),
    wish(['subnets', 2], 'c')
  ]
  const { done } = fill({ path, text: file }, wishes)
  expect(
    done.map(({ message, at }) => `${positionOf(at.source, at.start).line} ${message}`)
  ).toEqual([
    '12 `pools.spot.max` is `gpu: 2`',
    '4 `aws.region` is `x`, and was `eu-central-1`',
    '18 `subnets[2]` is `c`'
  ])
})

test('is there afterwards, and nothing else has changed', () => {
  const key = fc.constantFrom('a', 'b', 'c', 'yes', 'x y')
  const leaf = fc.constantFrom('1', 'x', '"q"', "'s'", '', '[p, q]', '[]', '{}', '{k: v}', '# note')
  const indent = (text: string) => text.replace(/^(?=.)/gm, '  ')
  const block = fc.letrec<{ map: string }>(tie => ({
    map: fc
      .uniqueArray(fc.tuple(key, fc.oneof({ maxDepth: 2 }, leaf, tie('map').map(indent))), {
        minLength: 1,
        maxLength: 3,
        selector: ([name]) => name
      })
      .chain(entries =>
        fc
          .array(fc.constantFrom('', '# above\n', '\n'), {
            minLength: entries.length,
            maxLength: entries.length
          })
          .map(notes =>
            entries
              .map(([name, value], at) => {
                const shown = /^ {2}|\n/.test(value) ? `\n${value}` : ` ${value}\n`
                return `${notes[at]}${JSON.stringify(name)}:${shown}`
              })
              .join('')
          )
      )
  })).map
  const value = fc.constantFrom<Wish['value'][]>('v', 7, ['l', 'm'], { k: 'w' }, true)
  fc.assert(
    fc.property(
      block,
      fc.array(key, { minLength: 1, maxLength: 4 }),
      value,
      (text, path, value) => {
        const before = toValue(rootOf('a.yaml', text)) as Fields // it is a block mapping
        const after = filled(text, { path, value })
        expect(toValue(rootOf('a.yaml', after))).toEqual(withField(before, path, value))
        expect(filled(after, { path, value })).toBe(after)
        const notes = (all: string) => all.match(/^# above$/gm)?.length
        expect(notes(after)).toBe(notes(text))
      }
    ),
    parsing
  )
})

interface Fields {
  readonly [name: string]: unknown
}

function withField(
  fields: Fields,
  [step = '', ...rest]: readonly string[],
  value: unknown
): Fields {
  const inner = fields[step]
  const map = typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? inner : {}
  return { ...fields, [step]: rest.length === 0 ? value : withField(map as Fields, rest, value) }
}
