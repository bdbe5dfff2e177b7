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

/** Nobody reads more of one value, unless it says who may do or reach what. */
const longest = 100
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
function valueTexts({ before, after, kinds = [] }: Field): [string, string] {
  const most = kinds.some(kind => guards.has(kind)) ? longestOfGuards : longest
  const texts: [string, string] = [flow(before), flow(after)]
  const start = before === null || after === null ? 0 : startOf(texts, most)
  return [cut(texts[0], start, most), cut(texts[1], start, most)]
}

/** Where to begin, so that the first difference is not cut off. */
function startOf([old, now]: readonly [string, string], most: number): number {
  const same = old.split('').findIndex((letter, at) => letter !== now[at])
  const differs = same < 0 ? old.length : same
  const isSeen = differs < most / 2 || Math.max(old.length, now.length) <= most
  return isSeen ? 0 : differs - Math.floor(most / 4)
}

function cut(text: string, start: number, most: number): string {
  const isWhole = text.length - start <= most
  const shown = isWhole ? text.slice(start) : `${text.slice(start, start + most - 3)}...`
  return start > 0 ? `...${shown}` : shown
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
