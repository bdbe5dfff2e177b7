import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lineOf, positionOf } from '../../../src/diagnostics/position.ts'

const source = (text: string) => ({ path: 'a.yaml', text })

test('lines end where YAML ends them', () => {
  const file = source('a\nbc\r\nd\re\u2028f\u0085g')
  expect([1, 2, 3, 4].map(line => lineOf(file, line))).toEqual(['a', 'bc', 'd', 'e\u2028f\u0085g'])
  expect(positionOf(file, 2)).toEqual({ line: 2, column: 1 })
  expect(positionOf(file, 5)).toEqual({ line: 2, column: 4 })
  expect(positionOf(file, 6)).toEqual({ line: 3, column: 1 })
  expect(positionOf(file, 9)).toEqual({ line: 4, column: 2 })
})

test('the end of a file is after its last line break', () => {
  expect(positionOf(source(''), 0)).toEqual({ line: 1, column: 1 })
  expect(positionOf(source('a'), 1)).toEqual({ line: 1, column: 2 })
  expect(positionOf(source('a\n'), 2)).toEqual({ line: 2, column: 1 })
  expect(lineOf(source('a\n'), 2)).toBe('')
})

test('columns are counted as in editors', () => {
  expect(positionOf(source('- \u{1f600}x'), 4)).toEqual({ line: 1, column: 5 })
})

test('gives the same result as counting from the start', () => {
  const text = fc.array(fc.constantFrom('a', '\n', '\r', '\r\n', '\u65e5')).map(all => all.join(''))
  fc.assert(
    fc.property(text, fc.nat(60), (text, at) => {
      const offset = Math.min(at, text.length)
      const before = text.slice(0, offset).replace(/\r$/, text[offset] === '\n' ? '' : '\r')
      const lines = before.split(/\r\n?|\n/)
      const inside = offset > 0 && text[offset - 1] === '\r' && text[offset] === '\n' ? 1 : 0
      const column = (lines.at(-1)?.length ?? 0) + 1 + inside
      expect(positionOf(source(text), offset)).toEqual({ line: lines.length, column })
    })
  )
})
