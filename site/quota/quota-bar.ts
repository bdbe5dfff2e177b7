import { type Html, html, nothing } from '../frame/html.ts'
import type { Resource, Share } from './quota-data.ts'

/** A bar with a piece for each of the largest tenants, and a mark where the capacity ends. */
export function quotaBar({ title, capacity, capacityPart, shares }: Resource): Html {
  let from = 0
  const pieces = shares.map(share => {
    const piece = drawPiece(share, from)
    from += share.part
    return piece
  })
  const room = capacityPart === null ? nothing : roomBehind(capacityPart)
  const label = `${title}: ${shares.map(({ name, amount }) => `${name} ${amount}`).join(', ')}`
  return html`<svg role="img" aria-label="${label}" width="100%" height="${capacityPart === null ? 40 : 58}">
${room}${pieces}${capacityPart === null ? nothing : mark(capacityPart, capacity ?? '')}
</svg>
`
}

/** What the cluster has, behind what was promised. */
function roomBehind(part: number): Html {
  return html`<rect class="room" x="0" y="4" width="${percent(part)}" height="32"/>\n`
}

/** A label that has no room is left out, and stands in the table. */
function drawPiece({ name, tenant, amount, part }: Share, from: number): Html {
  const text = `${name} ${amount}`
  const roomy = part * narrow < text.length * letter ? html` class="roomy"` : nothing
  const label =
    part * wide < text.length * letter ? nothing : html`<text x="8" y="21"${roomy}>${text}</text>`
  const tint = tenant ? 'strong-tint' : 'soft-tint'
  return html`<svg x="${percent(from)}" y="4" width="${percent(part)}" height="32" class="piece ${tint}">
<title>${text}</title><rect width="100%" height="32"/>${label}</svg>
`
}

/** About as wide as a bar is on a desk and on a phone, and as a letter with its part of the margins. */
const wide = 1000
const narrow = 340
const letter = 9

/** What was promised beyond it is underlined. The label stands left of the mark where it would leave the picture. */
function mark(part: number, capacity: string): Html {
  const x = percent(part)
  const side = part > 0.5 ? 'label end' : 'label'
  const beyond =
    part < 1 ? html`<line class="mark" x1="${x}" x2="100%" y1="41" y2="41"/>\n` : nothing
  return html`${beyond}<line class="mark" x1="${x}" x2="${x}" y1="0" y2="42"/>
<text class="${side}" x="${x}" y="54">capacity ${capacity}</text>`
}

function percent(part: number): string {
  return `${Math.round(part * 10_000) / 100}%`
}
