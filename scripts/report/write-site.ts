import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync
} from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import type { Source } from '../../src/diagnostics/source.ts'
import { Refusal } from '../system/refusal.ts'

/** Names everything that was written, so that nothing else is ever replaced. */
const listName = '.tenantry-report'

/** Writes a site in place of an earlier one, at once: until all is written, the earlier one stays. */
export function writeSite(out: string, files: Iterable<Source>): number {
  const place = resolve(out)
  const isThere = isTaken(out)
  const [draft, old] = ['draft', 'old'].map(what => beside(place, what))
  if (draft === undefined || old === undefined) return 0
  try {
    const paths = writeFiles(draft, files)
    if (isThere) renameSync(place, old)
    renameSync(draft, place)
    return paths
  } finally {
    for (const folder of [draft, old]) rmSync(folder, { recursive: true, force: true })
  }
}

function beside(place: string, what: string): string {
  return join(dirname(place), `.${basename(place)}.${process.pid}.${what}`)
}

function writeFiles(folder: string, files: Iterable<Source>): number {
  const folders = new Set<string>()
  const paths: string[] = []
  for (const { path, text } of files) {
    const place = join(folder, path)
    const parent = dirname(place)
    if (!folders.has(parent)) mkdirSync(parent, { recursive: true })
    folders.add(parent)
    writeFileSync(place, text)
    paths.push(path)
  }
  writeFileSync(join(folder, listName), `${paths.sort().join('\n')}\n`)
  return paths.length
}

/** Whether something is there, which may only be an earlier report. */
export function isTaken(out: string): boolean {
  const place = resolve(out)
  const there = lstatSync(place, { throwIfNoEntry: false })
  if (!there) return false
  if (!there.isDirectory()) throw new Refusal(`\`${out}\` is no folder: name another by \`--out\``)
  const ours = new Set([listName, ...listIn(place)])
  const strange = strangeIn(place, '', ours)
  if (strange === undefined) return true
  throw new Refusal(
    `\`${out}\` holds \`${strange}\`, which is of no report: move it away, or name another folder by \`--out\``
  )
}

/** The first file of another kind. Nothing is read beyond it, because somebody may name a whole disk. */
function strangeIn(place: string, folder: string, ours: ReadonlySet<string>): string | undefined {
  const entries = readdirSync(join(place, folder), { withFileTypes: true })
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`
    const strange = entry.isDirectory() ? strangeIn(place, path, ours) : path
    if (strange !== undefined && !ours.has(strange)) return strange
  }
  return undefined
}

function listIn(place: string): string[] {
  const list = join(place, listName)
  if (!lstatSync(list, { throwIfNoEntry: false })?.isFile()) return []
  return readFileSync(list, 'utf8').split('\n')
}
