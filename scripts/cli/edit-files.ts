import { begin, finish } from '../../src/compile.ts'
import { collection } from '../../src/diagnostics/collect.ts'
import { type Diagnostic, isError, type Related } from '../../src/diagnostics/diagnostic.ts'
import { positionOf } from '../../src/diagnostics/position.ts'
import type { Source } from '../../src/diagnostics/source.ts'
import { type Inputs, read } from '../../src/documents/read.ts'
import type { Files } from '../../src/files/disk.ts'
import { andList, count } from '../../src/text/prose.ts'
import { harmless } from '../../src/text/width.ts'
import { groupBy } from '../../src/values/group.ts'
import { type Revision, revise } from '../../src/yaml/edit/edit.ts'
import type { Node } from '../../src/yaml/node.ts'
import { writeAll } from '../system/write-files.ts'
import { print } from './print.ts'
import { progress } from './progress.ts'
import type { Settings } from './settings.ts'
import { readFiles, withTexts } from './sources.ts'

/**
 * Edits the files that people write and prints each change on one line. Files that cannot be read, and
 * those that the change would break, are left alone and named.
 */
export async function edit(
  given: Settings,
  change: (roots: readonly Node[]) => Revision
): Promise<void> {
  const { report, all } = collection()
  const files = progress('reading the files ...', () => readFiles(given))
  const inputs = read(files, report)
  await print(all(), given.format)
  const unread = new Set(all().map(pathOf))
  const isRead = ({ source }: Node) => !unread.has(source.path)
  const { edits, done, left } = change(rootsOf(inputs).filter(isRead))
  const revised = revise(edits)
  const worse = faultsOf(revised, files, given)
  const spoilt = new Set(worse.map(pathOf))
  await print(worse, given.format)
  const good = revised.filter(({ path }) => !spoilt.has(path))
  writeAll(given.root, good)
  tell({ done: done.filter(one => !spoilt.has(pathOf(one))), left, changed: good.length })
  const skipped = [...new Set([...unread, ...spoilt])].filter(path => files.has(path))
  if (skipped.length > 0) process.stderr.write(notChanged(skipped))
}

function rootsOf({ tenants, clusters, common, directories = [] }: Inputs): Node[] {
  const documents = [...tenants, ...clusters, common, ...directories]
  return documents.flatMap(document => document?.root ?? [])
}

function pathOf({ at }: Related): string {
  return at.source.path
}

/** The errors in those of the changed files that would have more of them than before. */
function faultsOf(revised: readonly Source[], files: Files, given: Settings): Diagnostic[] {
  if (revised.length === 0) return []
  const changed = new Set(revised.map(({ path }) => path))
  const errorsIn = (files: Files) => {
    const begun = begin(files, path => changed.has(path))
    const { diagnostics } = finish(begun, [], { ...given, touched: new Set() })
    return groupBy(diagnostics.filter(isError), pathOf)
  }
  const before = errorsIn(files)
  const after = errorsIn(withTexts(files, revised))
  return [...changed].flatMap(path => {
    const found = after.get(path) ?? []
    return found.length > (before.get(path)?.length ?? 0) ? found : []
  })
}

interface Told extends Pick<Revision, 'done' | 'left'> {
  /** How many files. */
  readonly changed: number
}

function tell({ done, left, changed }: Told): void {
  for (const one of done) process.stdout.write(lineOf(one))
  const next = `${count(changed, 'file')} changed; now run \`npx tenantry validate\``
  process.stdout.write(`${changed > 0 ? next : 'nothing changed'}\n`)
  if (left.length > 0) process.exitCode = 1
  for (const one of left) process.stderr.write(lineOf(one))
}

function notChanged(paths: readonly string[]): string {
  const those = andList(paths.map(path => harmless(path)))
  return `not changed, because of the mistakes above: ${those}; run this again once they are mended\n`
}

/** Describes a place in one line. */
export function lineOf({ at, message }: Related): string {
  const { line } = positionOf(at.source, at.start)
  return `${harmless(`${at.source.path}:${line}: ${message}`)}\n`
}
