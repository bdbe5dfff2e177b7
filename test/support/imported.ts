import { expect } from 'vitest'
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts'
import { positionOf } from '../../src/diagnostics/position.ts'
import type { Source } from '../../src/diagnostics/source.ts'
import { directoryPath } from '../../src/files/directory-files.ts'
import { current } from '../../src/imports/directory/current.ts'
import { importDirectory } from '../../src/imports/directory/import.ts'
import { filesOf } from './compile-texts.ts'

const common = 'version: 1\nemails: {lowercase: true, domains: [example.com]}\n'

interface Given {
  readonly directory?: string
  readonly common?: string
  /** The file to write, if it is another one. */
  readonly path?: string
  readonly others?: Readonly<Record<string, string>>
}

/** Runs an import; returns the file, or each mistake with its line. */
export function imported(
  format: string,
  exported: Readonly<Record<string, string>>,
  given: Given = {}
) {
  const told: string[] = []
  const lineOf = ({ source, start }: Diagnostic['at']) =>
    `${source.path}:${positionOf(source, start).line}`
  const report = ({ code, message, at }: Diagnostic) =>
    void told.push(`${code} ${lineOf(at)} ${message}`)
  const files = filesOf({
    'platform/common.yaml': given.common ?? common,
    'platform/directory.yaml': given.directory ?? 'people: {}\n',
    ...given.others
  })
  const before = current(files, given.path ?? directoryPath, report) ?? expect.fail(told.join('\n'))
  const sources = Object.entries(exported).map(([path, text]): Source => ({ path, text }))
  const outcome = importDirectory({ ...before, format, sources }, report)
  return {
    told,
    path: outcome?.file.path,
    text: outcome?.file.text,
    losses: outcome?.losses,
    summary: outcome?.summary,
    left: outcome?.left.map(({ message, at }) => `${lineOf(at)} ${message}`)
  }
}
