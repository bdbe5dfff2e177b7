import { matches } from '../values/glob.ts'

/**
 * Whether a pattern matches all that another one does. A star is only matched by a star, and a question
 * mark by either; what that cannot tell counts as no.
 */
export function isWithin(narrow: string, wide: string): boolean {
  return matches(wide, narrow, (left, right) => {
    return left === '?' ? right !== '*' : left === right
  })
}

/** Whether some text matches both patterns. */
export function meet(one: string, other: string): boolean {
  const reached = new Set<string>()
  const from = (i: number, j: number): boolean => {
    const key = `${i} ${j}`
    if (reached.has(key)) return false
    reached.add(key)
    if (i === one.length && j === other.length) return true
    const [a, b] = [one[i], other[j]]
    if (a === '*' && (from(i + 1, j) || (j < other.length && from(i, j + 1)))) return true
    if (b === '*' && (from(i, j + 1) || (i < one.length && from(i + 1, j)))) return true
    if (a === undefined || b === undefined || a === '*' || b === '*') return false
    return (a === b || a === '?' || b === '?') && from(i + 1, j + 1)
  }
  return from(0, 0)
}
