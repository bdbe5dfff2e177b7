import { lstatSync } from 'node:fs'
import { join } from 'node:path'

/** Shows that files have not changed without reading them. */
interface Signature {
  readonly text: string
  /** When the youngest file changed, in milliseconds. */
  readonly latest: number
}

/** The signature of some paths below a root. Missing paths count too, and so does the order. */
export function signatureOf(root: string, paths: Iterable<string>): Signature {
  let [a, b, latest] = [0x811c9dc5, 0x9e3779b9, 0]
  const add = (value: number) => {
    const low = value | 0
    const high = (value / 2 ** 32) | 0
    a = Math.imul(Math.imul(a ^ low, 0x01000193) ^ high, 0x85ebca6b)
    b = Math.imul(Math.imul(b ^ high, 0xc2b2ae35) ^ low, 0x01000193) ^ (a >>> 13)
  }
  for (const path of paths) {
    const stat = lstatSync(join(root, path), { throwIfNoEntry: false })
    if (!stat) {
      add(-1)
      continue
    }
    // The kernel sets ctime on every change, and no program can set it back.
    add(Math.round(stat.ctimeMs * 1000))
    add(stat.size)
    add(stat.ino)
    if (stat.ctimeMs > latest) latest = stat.ctimeMs
  }
  return { text: `${(a >>> 0).toString(36)}-${(b >>> 0).toString(36)}`, latest }
}
