import { existsSync } from 'node:fs'
import { basename, relative, resolve } from 'node:path'
import { suggest } from '../../src/text/suggest.ts'
import { type Call, flagOf } from '../cli/flags.ts'
import { readSettings, type Settings } from '../cli/settings.ts'
import { readPaths, rootAround } from '../cli/sources.ts'
import { UsageError } from '../system/usage-error.ts'

interface Wanted {
  readonly given: Settings
  /** From the root; empty for all files. */
  readonly paths: readonly string[]
}

/** The files that somebody names, from wherever they are, and the root that the files lie in. */
export function readNamed(call: Call): Wanted {
  const settings = readSettings(call)
  const isTold = flagOf(call, 'root') !== undefined
  // Somebody may be in tenants/ already.
  const [first = 'any'] = call.operands
  const root = isTold ? settings.root : (rootAround(resolve(first)) ?? settings.root)
  const given = { ...settings, root }
  if (call.operands.length === 0) return { given, paths: [] }
  const known = readPaths(given)
  return { given, paths: [...new Set(call.operands.flatMap(file => pathsOf(file, root, known)))] }
}

/** One file, also by the name of its tenant, or all in a folder. */
function pathsOf(file: string, root: string, known: readonly string[]): readonly string[] {
  const fromHere = pathFrom(root, resolve(file))
  const fromRoot = pathFrom(root, resolve(root, file))
  const called = known.filter(each => each.startsWith('tenants/') && bare(each) === file)
  const found = [fromHere, fromRoot].map(path => known.filter(each => isIn(path, each)))
  const [paths] = [...found, called].filter(each => each.length > 0)
  if (paths) return paths
  const what = existsSync(file) ? 'is no file of tenants/ or platform/' : 'is not there'
  throw new UsageError(`\`${file}\` ${what}; ${guess(file, known)}`)
}

function isIn(path: string, each: string): boolean {
  return each === path || each.startsWith(`${path}/`)
}

function pathFrom(root: string, place: string): string {
  return relative(resolve(root), place).replaceAll('\\', '/')
}

/** People mistype a name, forget the folder, or write the name of the tenant. */
function guess(file: string, known: readonly string[]): string {
  const near = suggest(bare(file), known.map(bare))
  const meant = known.find(each => bare(each) === bare(file) || bare(each) === near)
  return meant === undefined ? 'name a tenant, a file or a folder' : `did you mean \`${meant}\`?`
}

function bare(path: string): string {
  return basename(path).replace(/\.ya?ml$/, '')
}
