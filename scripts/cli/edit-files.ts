import { collection } from '../../src/diagnostics/collect.ts'
import type { Related } from '../../src/diagnostics/diagnostic.ts'
import { positionOf } from '../../src/diagnostics/position.ts'
import { read } from '../../src/documents/read.ts'
import { count } from '../../src/text/prose.ts'
import { harmless } from '../../src/text/width.ts'
import { type Revision, revise } from '../../src/yaml/edit/edit.ts'
import type { Node } from '../../src/yaml/node.ts'
import { writeAll } from '../system/write-files.ts'
import { print } from './print.ts'
import { progress } from './progress.ts'
import type { Settings } from './settings.ts'
import { readFiles } from './sources.ts'

/** Edits the files that people write and prints each change on one line. */
export async function edit(
  given: Settings,
  change: (roots: readonly Node[]) => Revision
): Promise<void> {
  const { report, all } = collection()
  const inputs = progress('reading the files ...', () => read(readFiles(given), report))
  const found = all()
  await print(found, given.format)
  if (found.length > 0) {
    process.stderr.write(
      '\nnothing was changed: a file that cannot be read might need the change too\n'
    )
    return
  }
  const { tenants, clusters, common, directories = [] } = inputs
  const documents = [...tenants, ...clusters, common, ...directories]
  const roots = documents.flatMap(document => document?.root ?? [])
  const { edits, done, left } = change(roots)
  const files = revise(edits)
  writeAll(given.root, files)
  for (const one of done) process.stdout.write(lineOf(one))
  const changed = `${count(files.length, 'file')} changed; now run \`npx tenantry validate\``
  process.stdout.write(`${files.length > 0 ? changed : 'nothing changed'}\n`)
  if (left.length > 0) process.exitCode = 1
  for (const one of left) process.stderr.write(lineOf(one))
}

/** Describes a place in one line. */
export function lineOf({ at, message }: Related): string {
  const { line } = positionOf(at.source, at.start)
  return `${harmless(`${at.source.path}:${line}: ${message}`)}\n`
}
