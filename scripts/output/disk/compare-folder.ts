import { type Dirent, lstatSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isOurs } from '../../../charts/objects/generated.ts'
import type { Source } from '../../../src/diagnostics/source.ts'
import { Refusal } from '../../system/refusal.ts'

/** How a file on disk differs from what was rendered. */
export interface Difference {
  readonly path: string
  /** `stale` is a file that we wrote and no longer render; `extra` is one that we never wrote. */
  readonly kind: 'missing' | 'changed' | 'stale' | 'extra'
}

/** A folder below a root and everything that belongs in it, apart from one subfolder handled elsewhere. */
interface Folder {
  readonly root: string
  readonly path: string
  readonly files: readonly Source[]
  readonly except?: string
}

/** Compares a folder with what was rendered. Never follows links. */
export function compareFolder({ root, path, files, except = '' }: Folder): Difference[] {
  const wanted = new Map(files.map(file => [file.path, file.text]))
  const folders = new Set([except, ...files.flatMap(file => parents(file.path, path))])
  const found: Difference[] = []
  const open = list(root, path).length > 0 ? [path] : []
  for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const inner = `${folder}/${entry.name}`
      const text = wanted.get(inner)
      if (entry.isDirectory()) {
        if (text !== undefined) throw blocked(inner, 'a folder', 'a file')
        if (inner !== except) open.push(inner)
      } else {
        if (folders.has(inner)) throw blocked(inner, kindOf(entry), 'a folder')
        wanted.delete(inner)
        if (text === undefined) found.push({ path: inner, kind: judge(root, inner, entry) })
        else if (!holds(join(root, inner), entry, text))
          found.push({ path: inner, kind: 'changed' })
      }
    }
  }
  return [...found, ...Array.from(wanted.keys(), missing)]
}

function missing(path: string): Difference {
  return { path, kind: 'missing' }
}

/** Lists a folder; a missing one is empty. */
export function list(root: string, folder: string): Dirent[] {
  const place = join(root, folder)
  const there = lstatSync(place, { throwIfNoEntry: false })
  if (!there) return []
  if (!there.isDirectory()) throw blocked(folder, kindOf(there), 'a folder')
  return readdirSync(place, { withFileTypes: true })
}

function holds(place: string, entry: Dirent, text: string): boolean {
  return entry.isFile() && readFileSync(place).equals(Buffer.from(text))
}

/** Classifies a file that was not rendered. */
export function judge(root: string, path: string, entry: Pick<Dirent, 'isFile'>) {
  if (!entry.isFile()) return 'extra'
  return isOurs(path, readFileSync(join(root, path), 'utf8')) ? 'stale' : 'extra'
}

/** The folders between a file and the given folder. */
export function parents(path: string, folder: string): string[] {
  const steps = path.slice(folder.length + 1).split('/')
  return steps.slice(0, -1).map((_, at) => `${folder}/${steps.slice(0, at + 1).join('/')}`)
}

export function blocked(path: string, there: string, wanted: string): Refusal {
  return new Refusal(`\`${path}\` is ${there} where ${wanted} belongs; move it away`)
}

export function kindOf(entry: Pick<Dirent, 'isFile' | 'isSymbolicLink'>): string {
  if (entry.isSymbolicLink()) return 'a symbolic link'
  return entry.isFile() ? 'a file' : 'neither file nor folder'
}
