import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { compile } from '../src/compile.ts'
import { draft, plan } from '../src/edits/new.ts'
import type { RawFile } from '../src/files/disk.ts'
import { command } from './cli/command.ts'
import { print } from './cli/print.ts'
import { readSettings, settings } from './cli/settings.ts'
import { readFiles } from './cli/sources.ts'
import { readRequest, wishes } from './wish.ts'

const about = 'Writes the file of a new tenant, or one for each member of a group.'
const { root, today } = settings
const flags = { ...wishes, root, today }

await command({ name: 'new', about, operands: ['[name]'], flags }, async call => {
  const given = readSettings(call)
  const { people, pattern, wish } = readRequest(call)
  const files = readFiles(given)
  const before = compile(files, { ...given, touched: new Set() })
  if (!before.model) return print(before.diagnostics, given.format)
  const { names, collisions } = plan(people(before.model), pattern, files.keys())
  if (collisions.length > 0) return refuse(collisions)
  const drafts = new Map([...names].map(([name, owner]) => draft(name, { ...wish, owner })))
  const written = [...drafts].map(([path, text]) => [path, fileOf(text)] as const)
  const touched = new Set(drafts.keys())
  const after = compile(new Map([...files, ...written]), { ...given, touched })
  await print(after.diagnostics, given.format)
  if (after.model) for (const [path, text] of drafts) write(given.root, path, text)
})

function fileOf(text: string): RawFile {
  return { kind: 'file', bytes: new TextEncoder().encode(text) }
}

function refuse(collisions: readonly string[]): void {
  process.stderr.write(collisions.map(collision => `error: ${collision}\n`).join(''))
  process.exitCode = 1
}

function write(root: string, path: string, text: string): void {
  const place = join(root, path)
  mkdirSync(dirname(place), { recursive: true })
  writeFileSync(place, text, { flag: 'wx' })
  process.stdout.write(`wrote ${path}\n`)
}
