import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Touched } from '../../src/rules/rule.ts'

/** What the change of a case touches: the paths in its `touched.txt`, with earlier texts in its `before`. */
export function touchedIn(folder: string): Touched {
  const paths = new Set(linesOf(folder, 'touched.txt'))
  const before = (path: string) => {
    const place = join(folder, 'before', path)
    return existsSync(place) ? { path, text: readFileSync(place, 'utf8') } : undefined
  }
  return { has: path => paths.has(path), before }
}

/** Reads a list of paths that a case contains: what the change touches, or what the platform lacks. */
export function linesOf(folder: string, name: string): string[] {
  const file = join(folder, name)
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : []
}
