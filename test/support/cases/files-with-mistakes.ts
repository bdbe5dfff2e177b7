import { isUtf8 } from 'node:buffer'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Request, World } from '../../../charts/compile-in-page.ts'
import { arrange } from '../../../src/diagnostics/collect.ts'
import type { Files } from '../../../src/files/disk.ts'
import { judgeAmong } from '../../../src/judge-among.ts'
import { type JsonOutput, toJson } from '../../../src/reporters/json-output.ts'
import { drawAll } from '../../../src/reporters/terminal.ts'
import { linesOf } from '../touched-in-case.ts'
import { filesInCase } from './files-in-case.ts'

/** A file of a tenant in which a case finds a mistake, as if it were new. */
interface Asked {
  readonly folder: string
  readonly world: Omit<World, 'schemas'>
  readonly request: Request
  /** What `validate <file>` says of it. */
  readonly report: JsonOutput
  readonly text: string
}

const today = '2026-06-15'

/** What is beside the texts that a person could write into a page: overlays, exports, another version. */
const elsewhere = ['export', 'found.json', 'kustomize', 'generated']

/** Every such file of every case whose mistakes are in texts; the others are in bytes, or found by other commands. */
export function filesWithMistakes(): readonly Asked[] {
  const folders = readdirSync('test/cases').map(name => join('test/cases', name))
  return folders.filter(isText).flatMap(askedIn)
}

function isText(folder: string): boolean {
  const files = [...filesInCase(folder)]
  return (
    !elsewhere.some(name => existsSync(join(folder, name))) &&
    !linesOf(folder, 'removed.txt').some(path => path.startsWith('kustomize/')) &&
    files.every(([, file]) => file.kind === 'file' && isUtf8(file.bytes))
  )
}

function askedIn(folder: string): readonly Asked[] {
  const files = filesInCase(folder)
  const found = readFileSync(join(folder, 'diagnostics.txt'), 'utf8')
  const wrong = found.matchAll(/^ *--> (tenants\/[^:\n]+)/gm)
  const paths = new Set(Array.from(wrong, ([, path = '']) => path))
  return [...paths]
    .filter(path => files.has(path))
    .map(path => {
      const context = { today, touched: new Set([path]), settled: true }
      const diagnostics = arrange(judgeAmong(files, [path], context).diagnostics)
      const { [path]: text = '', ...others } = textsOf(files)
      return {
        folder,
        world: { files: others },
        request: { path, text, today },
        report: toJson(diagnostics),
        text: drawAll(diagnostics, { color: false, width: 100 })
      }
    })
}

// A byte-order mark is part of the text.
const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

/** Files as a page holds them. */
export function textsOf(files: Files): Readonly<Record<string, string>> {
  const texts = [...files].map(([path, file]) => {
    return [path, file.kind === 'file' ? decoder.decode(file.bytes) : ''] as const
  })
  return Object.fromEntries(texts)
}
