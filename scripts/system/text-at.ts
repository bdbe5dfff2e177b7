import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The text of a file of a root, if it is there. */
export function textAt(root: string, path: string): string | undefined {
  const place = join(root, path)
  return existsSync(place) ? readFileSync(place, 'utf8') : undefined
}
