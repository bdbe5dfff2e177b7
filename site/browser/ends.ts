import { type EndRow, endColumns, endsShown, endText } from '../ends/end-row.ts'
import { bodyRow } from '../frame/data-table.ts'
import { listing } from './listing.ts'
import { dataOf } from './page.ts'

const rows = dataOf<EndRow[]>('ends')
const texts = rows.map(endText)

listing({
  find: words => rows.filter((_, at) => words.every(word => texts[at]?.includes(word))),
  draw: row => bodyRow(endColumns, row),
  length: endsShown,
  noun: 'grant',
  total: rows.length
})
