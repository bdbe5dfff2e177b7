import { lstatSync, mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Source } from '../../src/diagnostics/source.ts'
import type { PackageFile } from '../system/package-file.ts'
import { Refusal } from '../system/refusal.ts'
import { textAt } from '../system/text-at.ts'

/** What to do with the files of a new company where some are there already. */
interface Sorted {
  readonly written: readonly Source[]
  /** Files of the company's own that stay as they are. */
  readonly kept: readonly string[]
  /** Files that say something else in the place of one that is needed. */
  readonly refused: readonly string[]
}

/** Forges begin a repository with some files, and people with others. None of them is ever overwritten. */
export function beside(folder: string, files: readonly Source[]): Sorted {
  const written: Source[] = []
  const kept: string[] = []
  const refused: string[] = []
  for (const { path, text } of files) {
    const there = textAt(folder, path)
    const both = there === undefined ? text : joined(path, there, text)
    if (both !== undefined && both !== there) written.push({ path, text: both })
    else if (both === undefined) (isTheirs(path) ? kept : refused).push(path)
  }
  return { written, kept, refused }
}

function isTheirs(path: string): boolean {
  return path === 'README.md' || path.startsWith('.vscode/')
}

/** A file with what is needed in it; missing if that does not go together. */
function joined(path: string, there: string, text: string): string | undefined {
  if (there === text) return there
  if (path === '.gitignore' || path === '.gitattributes') return withLines(there, text)
  return path === 'package.json' ? withPackage(there, text) : undefined
}

function withLines(there: string, text: string): string {
  const known = new Set(there.split('\n').map(line => line.trim()))
  const missing = text.split('\n').filter(line => line !== '' && !known.has(line))
  const start = there === '' || there.endsWith('\n') ? there : `${there}\n`
  return start + missing.map(line => `${line}\n`).join('')
}

type Manifest = PackageFile & {
  readonly scripts?: Readonly<Record<string, string>>
  readonly allowScripts?: Readonly<Record<string, boolean>>
}

/** Names the version once, among the packages of development, and adds the commands that no script has. */
function withPackage(there: string, text: string): string | undefined {
  const own = parsed(there)
  if (own === undefined) return undefined
  const { dependencies, ...rest } = own
  const { tenantry: _, ...others } = dependencies ?? {}
  const { scripts, devDependencies, allowScripts } = parsed(text) ?? {}
  const both = {
    private: true,
    ...rest,
    ...(Object.keys(others).length > 0 ? { dependencies: others } : {}),
    scripts: { ...scripts, ...own.scripts },
    devDependencies: { ...own.devDependencies, ...devDependencies },
    allowScripts: { ...own.allowScripts, ...allowScripts }
  }
  return `${JSON.stringify(both, null, /^[ \t]+/m.exec(there)?.[0] ?? 2)}\n`
}

function parsed(text: string): Manifest | undefined {
  try {
    const value = JSON.parse(text)
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    return undefined
  }
}

/** Makes a folder and those above it, one after the other: in `/proc`, all at once never ends. */
export function makeFolder(folder: string): void {
  const above = dirname(folder)
  if (above !== folder) makeFolder(above)
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return
  const there = lstatSync(folder, { throwIfNoEntry: false })
  if (there?.isSymbolicLink()) throw new Refusal(`\`${folder}\` is a link that leads to no folder`)
  if (there) throw new Refusal(`\`${folder}\` is a file, where a folder is needed`)
  try {
    mkdirSync(folder)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new Refusal(`the folder \`${folder}\` cannot be made there: ${code}`)
  }
}
