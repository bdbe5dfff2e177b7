import { readFileSync, statSync } from 'node:fs'
import type { Report } from '../../src/diagnostics/diagnostic.ts'
import type { Source } from '../../src/diagnostics/source.ts'
import { decodeForeign } from '../../src/files/decode.ts'
import { UsageError } from './usage-error.ts'

/** Reads files from anywhere, such as exports of other programs; `-` stands for standard input. */
export function readInputs(paths: readonly string[], report: Report): Source[] {
  return paths.flatMap(path => {
    if (path !== '-') demandFile(path)
    const bytes = readFileSync(path === '-' ? 0 : path)
    const source = decodeForeign(path, bytes, report)
    // Programs on Windows start their files with a byte-order mark.
    return source ? [{ path, text: source.text.replace(/^\ufeff/, '') }] : []
  })
}

function demandFile(path: string): void {
  const found = statSync(path, { throwIfNoEntry: false })
  if (!found) throw new UsageError(`there is no file \`${path}\``)
  if (found.isDirectory()) throw new UsageError(`\`${path}\` is a folder: name the files in it`)
}
