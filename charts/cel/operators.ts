import { isFields } from '../verify/value.ts'
import { fail } from './functions.ts'

type Run = () => unknown

/** Weakest first; those of one line are equally strong. */
export const binary: readonly Readonly<Record<string, (a: Run, b: Run) => unknown>>[] = [
  { '||': (a, b) => either(a, b, true) },
  { '&&': (a, b) => either(a, b, false) },
  {
    '==': (a, b) => same(a(), b()),
    '!=': (a, b) => !same(a(), b()),
    '<': (a, b) => order(a(), b()) < 0,
    '<=': (a, b) => order(a(), b()) <= 0,
    '>': (a, b) => order(a(), b()) > 0,
    '>=': (a, b) => order(a(), b()) >= 0,
    in: (a, b) => isIn(a(), b())
  },
  { '+': (a, b) => add(a(), b()), '-': (a, b) => add(a(), -Number(b())) }
]

/** `true || x` is true and `false && x` is false, on either side, also when x cannot be computed. */
function either(a: Run, b: Run, decisive: boolean): boolean {
  try {
    if (bool(a()) === decisive) return decisive
  } catch (error) {
    if (bool(b()) === decisive) return decisive
    throw error
  }
  return bool(b())
}

export function bool(value: unknown): boolean {
  return typeof value === 'boolean' ? value : fail('neither true nor false')
}

function same(a: unknown, b: unknown): boolean {
  return typeof a === 'object' ? JSON.stringify(a) === JSON.stringify(b) : a === b
}

function order(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0
  return fail('no order between these')
}

function add(a: unknown, b: unknown): unknown {
  if (typeof a === 'number' && typeof b === 'number') return a + b
  return typeof a === 'string' && typeof b === 'string' ? a + b : fail('no sum of these')
}

function isIn(item: unknown, holder: unknown): boolean {
  if (Array.isArray(holder)) return holder.some(each => same(each, item))
  return isFields(holder) ? Object.hasOwn(holder, String(item)) : fail('nothing to be in')
}

/** A field, a key or a position; what is not there cannot be computed. */
export function pick(holder: unknown, key: unknown): unknown {
  if (Array.isArray(holder) && typeof key === 'number' && key in holder) return holder[key]
  if (isFields(holder) && typeof key === 'string' && Object.hasOwn(holder, key)) return holder[key]
  return fail('no such field')
}
