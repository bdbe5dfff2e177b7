import { count } from '../../src/text/prose.ts'
import type { Html } from '../frame/html.ts'
import { byId, fill } from './page.ts'
import { pager } from './pager.ts'

interface Listing<T> {
  readonly find: (words: readonly string[]) => readonly T[]
  readonly draw: (row: T) => Html
  /** As many as are shown at once. */
  readonly length: number
  readonly noun: string
  readonly total: number
}

/** A list with a search above it and pages below. */
export function listing<T>({ find, draw, length, noun, total }: Listing<T>): void {
  const query = byId('query', HTMLInputElement)
  const search = () => {
    const words = query.value
      .toLowerCase()
      .split(/\s+/)
      .filter(word => word !== '')
    const found = find(words)
    const shown = (from: number) => {
      fill(byId('rows', HTMLElement), found.slice(from, from + length).map(draw))
    }
    shown(0)
    pager(byId('pager', HTMLElement), { total: found.length, length, noun, shown })
    const all = count(total, noun)
    const some = found.length === total ? all : `${found.length} of ${all}`
    byId('found', HTMLElement).textContent = some
  }
  query.form?.addEventListener('submit', event => event.preventDefault())
  query.addEventListener('input', search)
  if (query.form) query.form.hidden = false
  search()
}
