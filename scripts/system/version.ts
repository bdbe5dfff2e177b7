import { readFileSync } from 'node:fs'
import { home } from './home.ts'

/** The version of this Tenantry. */
export function version(): string {
  return JSON.parse(readFileSync(new URL('package.json', home), 'utf8')).version
}

/** Sorts versions by age, oldest first. */
export function byAge(one: string, other: string): number {
  const [a, b] = [numbersOf(one), numbersOf(other)]
  const at = a.findIndex((number, index) => number !== b[index])
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0)
}

function numbersOf(version: string): number[] {
  return [0, 1, 2].map(at => Number(/^\d+/.exec(version.split('.')[at] ?? '')?.[0] ?? 0))
}
