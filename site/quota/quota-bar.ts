import { type Html, html, nothing } from '../frame/html.ts'
import type { Resource, Share } from './quota-data.ts'

/** A piece for each of the largest tenants, a mark where the capacity ends, and the names without room. */
export function quotaBar({ title, capacity, capacityPart, shares }: Resource): Html {
  let from = 0
  const pieces = shares.map(share => {
    const piece = drawPiece(share, from)
    from += share.part
    return piece
  })
  const room = capacityPart === null ? nothing : roomBehind(capacityPart)
  const label = `${title}: ${shares.map(textOf).join(', ')}`
  return html`<svg role="img" aria-label="${label}" width="100%" height="${capacityPart === null ? 40 : 58}">
${room}${pieces}${capacityPart === null ? nothing : mark(capacityPart, capacity ?? '')}
</svg>
${rest(shares)}`
}

function textOf({ name, amount }: Share): string {
  return `${name} ${amount}`
}

/** The names that have no room: on a desk, and on a phone. Those who hear the picture know them already. */
function rest(shares: readonly Share[]): Html {
  const roomless = shares.filter(share => !fits(share, narrow))
  if (roomless.length === 0) return nothing
  const items = roomless.map(share => {
    const kinds = fits(share, wide) ? 'unlabelled roomless' : 'unlabelled'
    return html`<span class="${kinds}">${textOf(share)}</span> `
  })
  const isNarrow = roomless.every(share => fits(share, wide))
  return html`<p class="rest${isNarrow ? ' roomless' : ''}" aria-hidden="true">Without a label, from the left: ${items}</p>
`
}

function fits(share: Share, width: number): boolean {
  return share.part * width >= textOf(share).length * letter
}

/** What the cluster has, behind what was promised. */
function roomBehind(part: number): Html {
  return html`<rect class="room" x="0" y="4" width="${percent(part)}" height="32"/>\n`
}

/** A label that has no room is left out, and stands below. */
function drawPiece(share: Share, from: number): Html {
  const { tenant, suspended, part } = share
  const text = textOf(share)
  const roomy = fits(share, narrow) ? nothing : html` class="roomy"`
  const label = fits(share, wide) ? html`<text x="8" y="21"${roomy}>${text}</text>` : nothing
  const tint = tenant && !suspended ? 'strong-tint' : 'soft-tint'
  return html`<svg x="${percent(from)}" y="4" width="${percent(part)}" height="32" class="piece ${tint}">
<title>${text}</title><rect width="100%" height="32"/>${label}</svg>
`
}

/** About as wide as a bar is on a desk and on a phone, and as a letter with its part of the margins. */
const wide = 1000
const narrow = 340
const letter = 9

/**
 * What was promised beyond it is underlined. The mark leaves out where labels of pieces stand. Its own label stands
 * on its left where it would leave the picture.
 */
function mark(part: number, capacity: string): Html {
  const x = percent(part)
  const side = part > 0.5 ? 'label end' : 'label'
  const beyond =
    part < 1 ? html`<line class="mark" x1="${x}" x2="100%" y1="41" y2="41"/>\n` : nothing
  return html`${beyond}<line class="mark" x1="${x}" x2="${x}" y1="0" y2="10"/>
<line class="mark" x1="${x}" x2="${x}" y1="30" y2="42"/>
<text class="${side}" x="${x}" y="54">capacity ${capacity}</text>`
}

function percent(part: number): string {
  return `${Math.round(part * 10_000) / 100}%`
}
