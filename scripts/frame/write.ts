import { chmodSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Source } from '../../src/source.ts'

/** Replaces files: if the disk refuses one of them, then before the first has changed. */
export function writeAll(root: string, files: readonly Source[]): void {
  const drafts = new Map<string, string>()
  try {
    for (const { path, text } of files) {
      // A link stays a link: what changes is the file that it leads to.
      const place = realpathSync(join(root, path))
      const draft = join(dirname(place), `.${basename(place)}.${process.pid}`)
      drafts.set(draft, place)
      writeFileSync(draft, text)
      chmodSync(draft, statSync(place).mode)
    }
    for (const [draft, place] of drafts) renameSync(draft, place)
  } finally {
    for (const draft of drafts.keys()) rmSync(draft, { force: true })
  }
}
