import fc from 'fast-check'
import { expect, test } from 'vitest'
import { aligned } from '../../../scripts/cli/aligned-table.ts'

const word = fc.stringMatching(/^[a-z]{1,24}$/)
const cell = fc.oneof(word, fc.array(word, { minLength: 1, maxLength: 3 }))
const rows = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 5 })

test('no line is longer than the room, and nothing is lost', () => {
  fc.assert(
    fc.property(rows, fc.integer({ min: 24, max: 100 }), (rows, room) => {
      const lines = aligned(rows, room)
      expect(lines.filter(line => line.length > room || line !== line.trimEnd())).toEqual([])
      const words = lines.flatMap(line => line.split(/ +/).filter(word => word !== ''))
      expect(words.sort()).toEqual(rows.flat(2).sort())
    })
  )
})

test('where there is room, each column begins at one place', () => {
  fc.assert(
    fc.property(rows, rows => {
      const [lines, widths] = [aligned(rows, Infinity), [0, 1, 2].map(at => widthOf(rows, at))]
      const second = (widths[0] ?? 0) + 2
      const expected = rows.flatMap(row => {
        const stacks = row.map(cell => [cell].flat())
        const height = Math.max(...stacks.map(({ length }) => length))
        return Array.from({ length: height }, (_, at) => stacks[1]?.[at] ?? '')
      })
      const found = lines.map(line => line.slice(second, second + (widths[1] ?? 0)).trimEnd())
      expect(found).toEqual(expected)
    })
  )
})

function widthOf(rows: readonly (readonly (string | string[])[])[], at: number): number {
  return Math.max(...rows.flatMap(row => [row[at] ?? ''].flat().map(({ length }) => length)))
}

test.each([
  [80, ['one    first   x', '       second', '', 'three  four    a last one']],
  [20, ['one    first   x', '       second', '', 'three  four', '          a last one']]
])('in %i cells', (room, lines) => {
  const rows = [['one', ['first', 'second'], 'x'], [], ['three', 'four', 'a last one']]
  expect(aligned(rows, room)).toEqual(lines)
})

test('without rows there are no lines', () => expect(aligned([], 80)).toEqual([]))
