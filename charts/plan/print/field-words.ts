import { count } from '../../../src/text/prose.ts'
import type { FieldChange } from '../plan-data.ts'

/** A field, of objects if it has kinds. */
type Field = FieldChange & { readonly kinds?: readonly string[] }

/** `quota.gpu: 2 -> 4`, and `pools: + gpu-spot` for what was not there. */
export function fieldText(change: Field): string {
  const { field, before, after } = change
  if (isLong(before) && isLong(after)) return `${field}: ${linesText(before, after)}`
  const [old, now] = valueTexts(change)
  if (before === null) return `${field}: + ${now}`
  return after === null ? `${field}: - ${old}` : `${field}: ${old} -> ${now}`
}

/** The old value and the new one, as lines of a diff. */
export function diffLines(change: Field): string[] {
  const { field, before, after } = change
  if (isLong(before) && isLong(after)) return [`! ${field}: ${linesText(before, after)}`]
  const [old, now] = valueTexts(change)
  return [
    ...(before === null ? [] : [`- ${field}: ${old}`]),
    ...(after === null ? [] : [`+ ${field}: ${now}`])
  ]
}

function isLong(value: unknown): value is string {
  return typeof value === 'string' && value.includes('\n')
}

function linesText(before: string, after: string): string {
  const [old, now] = [before, after].map(text => text.split('\n'))
  const [gone, come] = [missing(old ?? [], now ?? []), missing(now ?? [], old ?? [])]
  return `${count(come, 'line')} added, ${count(gone, 'line')} removed`
}

function missing(lines: readonly string[], others: readonly string[]): number {
  const known = new Set(others)
  return lines.filter(line => !known.has(line)).length
}

/** Nobody reads more of one value, unless somebody wrote it, or it says who may do or reach what. */
const longest = 100
const longestOfFiles = 500
const longestOfGuards = 2000

const guards = new Set([
  'AuthorizationPolicy',
  'ClusterRole',
  'ClusterRoleBinding',
  'NetworkPolicy',
  'PeerAuthentication',
  'PodIdentityAssociation',
  'Policy',
  'RequestAuthentication',
  'Role',
  'RoleBinding',
  'ValidatingAdmissionPolicy',
  'ValidatingAdmissionPolicyBinding'
])

/** Both values as one would write them in a file. Where they are too long, what differs is in what is left. */
function valueTexts({ before, after, kinds }: Field): [string, string] {
  const isGuard = kinds?.some(kind => guards.has(kind))
  const most = isGuard ? longestOfGuards : kinds ? longest : longestOfFiles
  const [old, now] = [flow(before), flow(after)]
  if (before === null || after === null) return [cut(old, most), cut(now, most)]
  if (Math.max(old.length, now.length) <= most) return [old, now]
  const same = sameIn(old, now)
  return [around(old, same, most), around(now, same, most)]
}

/** How many letters are the same at the start of both, and at the end. */
interface Same {
  readonly start: number
  readonly end: number
}

function sameIn(old: string, now: string): Same {
  const shorter = Math.min(old.length, now.length)
  let start = 0
  while (start < shorter && old[start] === now[start]) start++
  let end = 0
  while (end < shorter - start && old.at(-1 - end) === now.at(-1 - end)) end++
  return { start, end }
}

/** What differs, with some of what is before and after it. */
function around(text: string, { start, end }: Same, most: number): string {
  if (text.length <= most) return text
  const room = Math.floor(most / 4)
  const first = start - room > dots.length ? start - room : 0
  const last = end - room > dots.length ? text.length - end + room : text.length
  const shown = cut(text.slice(first, last), most)
  return `${first > 0 ? dots : ''}${shown}${last < text.length ? dots : ''}`
}

const dots = '...'

/** A long text without its middle, because what is at its end counts as much. */
function cut(text: string, most: number): string {
  if (text.length <= most) return text
  const half = Math.floor((most - dots.length) / 2)
  return `${text.slice(0, half)}${dots}${text.slice(-half)}`
}

function flow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`
  if (typeof value === 'object' && value !== null) {
    return `{${Object.entries(value)
      .map(([key, inner]) => `${key}: ${flow(inner)}`)
      .join(', ')}}`
  }
  return typeof value === 'string' && /^$|[\n"']|^\s|\s$/.test(value)
    ? JSON.stringify(value)
    : String(value)
}
