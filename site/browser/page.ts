import type { Html } from '../frame/html.ts'

/** What the data file of this name has. */
export function dataOf<T>(name: string): T {
  const all = (globalThis as { readonly tenantryData?: Readonly<Record<string, unknown>> })
    .tenantryData
  return all?.[name] as T // written by the same version
}

/** The element of this id, which the page has. */
export function byId<T extends HTMLElement>(id: string, kind: new () => T): T {
  const found = document.getElementById(id)
  if (found instanceof kind) return found
  throw new Error(`bug: the page has no ${id}`)
}

export function fill(element: HTMLElement, content: readonly Html[] | Html): void {
  element.innerHTML = 'html' in content ? content.html : content.map(({ html }) => html).join('')
}
