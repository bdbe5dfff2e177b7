import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { arrange } from '../../src/diagnostics/collect.ts'
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts'
import { decodeForeign } from '../../src/files/decode.ts'
import { formats } from '../../src/imports/directory/formats.ts'
import { snapshot } from '../../src/imports/directory/snapshot.ts'

/** Diagnoses the export of a case, in a folder named after its format. */
export function exportIn(folder: string): Diagnostic[] {
  const found: Diagnostic[] = []
  const report = (diagnostic: Diagnostic) => void found.push(diagnostic)
  for (const format of readdirSync(folder)) {
    const sources = readdirSync(join(folder, format)).flatMap(
      name => decodeForeign(name, readFileSync(join(folder, format, name)), report) ?? []
    )
    const taken = formats[format]?.(sources, report)
    if (taken) snapshot(taken, { lowercase: true, domains: [] }, report)
  }
  return arrange(found)
}
