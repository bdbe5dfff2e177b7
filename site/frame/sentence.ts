import { type Html, html } from './html.ts'

/** A sentence in which names stand in backticks. */
export function sentence(text: string): Html {
  const parts = text.split('`')
  return html`${parts.map((part, at) => (at % 2 === 1 ? html`<code>${part}</code>` : part))}`
}
