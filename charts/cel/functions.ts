import { isFields } from '../verify/value.ts'

type Call = (...values: readonly unknown[]) => unknown

/** To the API server, a rule that cannot be computed is a rule that is broken. */
export function fail(reason: string): never {
  throw new Error(reason)
}

export const functions: Readonly<Record<string, Call>> = {
  size,
  int: value => {
    const number = Number(value)
    return Number.isInteger(number) && value !== '' ? number : fail('no integer')
  },
  duration: value => duration(text(value)),
  url: value => new URL(text(value)),
  isURL: value => URL.canParse(text(value))
}

/** `self.contains("*")` is `contains(self, "*")`. */
export const methods: Readonly<Record<string, Call>> = {
  size,
  contains: (self, part) => text(self).includes(text(part)),
  startsWith: (self, part) => text(self).startsWith(text(part)),
  endsWith: (self, part) => text(self).endsWith(text(part)),
  matches: (self, pattern) => new RegExp(text(pattern)).test(text(self)),
  find: (self, pattern) => new RegExp(text(pattern)).exec(text(self))?.[0] ?? '',
  split: (self, by) => text(self).split(text(by)),
  substring: (self, from, to) => {
    if (Number(to) > text(self).length) fail('beyond the end')
    return text(self).slice(Number(from), Number(to))
  },
  getScheme: self => (self instanceof URL ? self.protocol.slice(0, -1) : fail('no URL')),
  group: (self, group) => ({ ...question(self), group: text(group) }),
  resource: (self, resource) => ({ ...question(self), resource: text(resource) }),
  check: (self, verb) => ({ ...question(self), verb: text(verb) }),
  allowed: self => question(self).decide(self)
}

/** What is asked of who may do what, so far; whoever evaluates an expression says who answers. */
function question(value: unknown): { readonly decide: Call } {
  const { decide } = isFields(value) ? value : {}
  if (!isFields(value) || typeof decide !== 'function') return fail('nobody to ask')
  return { ...value, decide: question => decide(question) }
}

/** Over the items of a list, or the keys of a map. */
export const macros: Readonly<Record<string, (items: readonly unknown[], holds: Call) => unknown>> =
  {
    all: (items, holds) => items.every(holds),
    exists: (items, holds) => items.some(holds),
    exists_one: (items, holds) => items.filter(holds).length === 1,
    filter: (items, holds) => items.filter(holds)
  }

export function itemsOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value
  return isFields(value) ? Object.keys(value) : fail('nothing to go through')
}

function size(value: unknown): number {
  return typeof value === 'string' ? [...value].length : itemsOf(value).length
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : fail('no text')
}

const units = { h: 3600e9, m: 60e9, s: 1e9, ms: 1e6, us: 1e3, ns: 1 } as const

/** As Go writes them, such as `1h30m`; in nanoseconds. */
function duration(value: string): number {
  if (!/^-?(\d+(\.\d+)?(h|ms|m|s|us|ns))+$/.test(value)) fail('no duration')
  const parts = value.matchAll(/(\d+(?:\.\d+)?)(h|ms|m|s|us|ns)/g)
  const total = [...parts].reduce((sum, [, n, unit]) => sum + Number(n) * units[unit as 'h'], 0)
  return value.startsWith('-') ? -total : total
}
