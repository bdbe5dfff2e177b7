import { type Html, html } from './html.ts'

/** A column: its heading, and the cell of a row. */
export interface Column<T> {
  readonly title: string
  readonly cell: (row: T) => Html | string | number
  /** Numbers stand to the right, and the first cell of a row may name it. */
  readonly is?: 'number' | 'name'
}

interface Titled<T> {
  /** What the table shows, for those who hear it. */
  readonly title: string
  readonly columns: readonly Column<T>[]
}

/** A table that scrolls by itself where it is too wide. */
export function table<T>({ title, columns }: Titled<T>, rows: readonly T[]): Html {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${title}">
<table>
<thead>${headRow(columns)}</thead>
<tbody>
${rows.map(row => bodyRow(columns, row))}</tbody>
</table>
</div>
`
}

export function headRow<T>(columns: readonly Column<T>[]): Html {
  const cells = columns.map(({ title, is }) =>
    is === 'number'
      ? html`<th scope="col" class="number">${title}</th>`
      : html`<th scope="col">${title}</th>`
  )
  return html`<tr>${cells}</tr>`
}

export function bodyRow<T>(columns: readonly Column<T>[], row: T): Html {
  const cells = columns.map(({ cell, is }) => {
    const content = cell(row)
    if (is === 'name') return html`<th scope="row">${content}</th>`
    return is === 'number' ? html`<td class="number">${content}</td>` : html`<td>${content}</td>`
  })
  return html`<tr>${cells}</tr>\n`
}
