import { type Dirent, lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { basename, join } from 'node:path'
import { isDirectory } from './directory-files.ts'
import { isHidden, isIgnored } from './file-names.ts'
import { isSimilar, isTenant } from './lost-tenants.ts'

/** What exists at a path. Only regular files of a reasonable size are read. */
export type RawFile =
  | { readonly kind: 'file'; readonly bytes: Uint8Array }
  | { readonly kind: 'large'; readonly size: number; readonly limit: number }
  | { readonly kind: 'link'; readonly target: string }
  | { readonly kind: 'special' }
  | { readonly kind: 'unreadable' }

/** By path from the root, with `/`, sorted by path. */
export type Files = ReadonlyMap<string, RawFile>

/** The folders with files that people write. */
const sources = ['tenants', 'platform']

const limit = 256 * 1024
const directoryLimit = 64 * 1024 * 1024

/**
 * Reads everything in some folders of a root, or in all folders and tenants' files that are elsewhere. A missing folder counts as empty, and unwanted files are
 * not read. Hidden folders are not entered.
 */
export function readTree(
  root: string,
  folders: readonly string[] | undefined = undefined,
  isWanted: (path: string) => boolean = () => true
): Files {
  const found: [string, RawFile][] = []
  const open = (folders ?? sources).filter(folder => !isMissing(join(root, folder)))
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    const content = readPlace(root, path, isWanted)
    if (Array.isArray(content)) for (const child of content) open.push(child)
    else found.push([path, content])
  }
  if (!folders && found.length > 0) {
    for (const path of lostTenants(root)) found.push([path, readFile(join(root, path), path, 0)])
  }
  return new Map(found.sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** The paths that `readTree` would visit; faster, because it opens nothing. */
export function listTree(root: string, folders: readonly string[] = sources): string[] {
  const found: string[] = []
  const open = folders.filter(folder => !isMissing(join(root, folder)))
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    for (const entry of readdirSync(join(root, path), { withFileTypes: true })) {
      const inner = `${path}/${entry.name}`
      const isFolder = entry.isDirectory() && !isHidden(entry.name)
      if (!isIgnored(entry.name)) (isFolder ? open : found).push(inner)
    }
  }
  return found.sort()
}

const unread: RawFile = { kind: 'file', bytes: new Uint8Array() }

function isMissing(place: string): boolean {
  return lstatSync(place, { throwIfNoEntry: false }) === undefined
}

/** Reads a file, or lists the paths in a folder. */
function readPlace(
  root: string,
  path: string,
  isWanted: (path: string) => boolean
): RawFile | string[] {
  const place = join(root, path)
  if (isHidden(basename(path))) return unread
  try {
    const entry = lstatSync(place)
    if (entry.isDirectory()) {
      const names = readdirSync(place).filter(name => !isIgnored(name))
      return names.map(name => `${path}/${name}`)
    }
    if (!isWanted(path)) return unread
    if (entry.isSymbolicLink()) return { kind: 'link', target: readlinkSync(place) }
    return entry.isFile() ? readFile(place, path, entry.size) : { kind: 'special' }
  } catch (error) {
    codeOf(error)
    return { kind: 'unreadable' }
  }
}

function readFile(place: string, path: string, size: number): RawFile {
  return tooLarge(path, size) ?? { kind: 'file', bytes: readFileSync(place) }
}

/** A file that was read from elsewhere, such as from git. */
export function rawFile(path: string, bytes: Uint8Array): RawFile {
  return tooLarge(path, bytes.length) ?? { kind: 'file', bytes }
}

function tooLarge(path: string, size: number): RawFile | undefined {
  const most = isDirectory(path) ? directoryLimit : limit
  return size > most ? { kind: 'large', size, limit: most } : undefined
}

/** The code of an operating system error; any other error is a bug. */
function codeOf(error: unknown): unknown {
  if (error instanceof Error && 'code' in error) return error.code
  throw error
}

/** Files of tenants that lie where nobody reads them: at the top, or in a folder such as `tenant/`. */
function lostTenants(root: string): string[] {
  const top = entriesIn(root)
  const similar = foldersOf(top).filter(isSimilar)
  const paths = [...filesOf(top), ...similar.flatMap(folder => filesBelow(root, folder))]
  const texts = paths.filter(path => /\.ya?ml(?:\.txt)?$/i.test(path))
  return texts.filter(path => isTenant(path, readFileSync(join(root, path), 'utf8')))
}

/** The files in a folder, and in the folders of teams in there. */
function filesBelow(root: string, folder: string): string[] {
  const entries = entriesIn(join(root, folder))
  const inner = foldersOf(entries).flatMap(team =>
    filesOf(entriesIn(join(root, folder, team))).map(name => `${team}/${name}`)
  )
  return [...filesOf(entries), ...inner].map(path => `${folder}/${path}`)
}

function entriesIn(place: string): Dirent[] {
  return readdirSync(place, { withFileTypes: true }).filter(({ name }) => !isHidden(name))
}

function filesOf(entries: readonly Dirent[]): string[] {
  return entries.filter(entry => entry.isFile()).map(({ name }) => name)
}

function foldersOf(entries: readonly Dirent[]): string[] {
  return entries.filter(entry => entry.isDirectory()).map(({ name }) => name)
}
