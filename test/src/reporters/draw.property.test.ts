import fc from 'fast-check'
import { expect, test } from 'vitest'
import { draw } from '../../../src/reporters/terminal.ts'
import { width } from '../../../src/text/width.ts'
import { parsing } from '../../support/runs.ts'

test('any range of any text is drawn within the width', () => {
  const char = fc.constantFrom(
    ...'ab \t\n\r\u00e9\u0301\u65e5\u200d\ufe0f\x1b\u202e\ud83d\u{1f469}'
  )
  const text = fc.oneof(
    fc.array(char, { maxLength: 300 }).map(all => all.join('')),
    fc.string({ unit: 'binary', maxLength: 300 })
  )
  const columns = fc.integer({ min: 24, max: 120 })
  fc.assert(
    fc.property(text, fc.tuple(fc.nat(), fc.nat()), columns, (text, ends, columns) => {
      const [start = 0, end = 0] = ends.map(n => n % (text.length + 1)).sort((x, y) => x - y)
      const at = { source: { path: 'a.yaml', text }, start, end }
      const lines = draw(
        { code: 'invalid-value', message: text, at },
        { color: false, width: columns }
      )
      expect(lines).not.toMatch(/(?!\n|\u200c|\u200d)[\p{Cc}\p{Cf}\p{Cs}]|##\[/u)
      const rows = lines.split('\n').filter(line => /^ *\d* \|/.test(line))
      for (const row of rows) expect(width(row)).toBeLessThanOrEqual(columns)
      if (rows.length > 0) expect(rows.at(-1)).toMatch(/^ +\| *\^+(\.\.\.)?$/)
    }),
    parsing
  )
})
