import {
  chmodSync,
  existsSync,
  mkdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Source } from '../../src/diagnostics/source.ts'

/** Replaces or adds files. Detects everything the disk may refuse before the first file changes. */
export function writeAll(root: string, files: readonly Source[]): void {
  const drafts = new Map<string, string>()
  try {
    for (const { path, text } of files) {
      const place = join(root, path)
      const isThere = existsSync(place)
      const draft = join(dirname(place), `.${basename(place)}.${process.pid}`)
      drafts.set(draft, place)
      mkdirSync(dirname(place), { recursive: true })
      writeFileSync(draft, text)
      if (isThere) chmodSync(draft, statSync(place).mode)
    }
    for (const [draft, place] of drafts) renameSync(draft, place)
  } finally {
    for (const draft of drafts.keys()) rmSync(draft, { force: true })
  }
}
