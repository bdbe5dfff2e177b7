import type { Report } from '../../diagnostics/diagnostic.ts'
import { type CommonFile, commonSchema } from '../../documents/common.ts'
import { directorySchema } from '../../documents/directory.ts'
import type { DirectoryDocument } from '../../documents/merge-directories.ts'
import { parse } from '../../documents/parse.ts'
import { noFields, read } from '../../documents/read.ts'
import { isDirectory } from '../../files/directory-files.ts'
import type { Files } from '../../files/disk.ts'
import { type Mapping, named } from '../../yaml/node.ts'

/** The state before an import. */
export interface Current {
  readonly common: CommonFile
  readonly directory: DirectoryDocument
  /** The people in other files of the directory. */
  readonly elsewhere: readonly string[]
  /** Whether all files of the directory list everybody, before this import. */
  readonly isComplete: boolean
}

const commonPath = 'platform/common.yaml'

/**
 * Reads the file of the directory that is to be written, and the e-mail settings; mistakes in other
 * files do not matter here.
 */
export function current(files: Files, path: string, report: Report): Current | undefined {
  const own = [commonPath, path]
  const inputs = read(
    pick(files, file => own.includes(file)),
    diagnostic => {
      if (own.includes(diagnostic.at.source.path)) report(diagnostic)
    }
  )
  const [file] = files.has(path) ? (inputs.directories ?? []) : [noFields(path)]
  const common = inputs.common && parse(commonSchema, inputs.common, report)
  const directory = file && parse(directorySchema, file, report)
  if (!common || !directory) return undefined
  const others = pick(files, file => isDirectory(file) && file !== path)
  const { directories = [] } = read(others, () => {})
  const roots = directories.map(({ root }) => root)
  const all = files.has(path) ? [...roots, directory.root] : roots
  return {
    common: common.value,
    directory,
    elsewhere: peopleIn(roots),
    isComplete: all.length > 0 && all.every(saysComplete)
  }
}

function pick(files: Files, isMeant: (path: string) => boolean): Files {
  return new Map([...files].filter(([path]) => isMeant(path)))
}

function peopleIn(roots: readonly Mapping[]): string[] {
  return roots.flatMap(root => named(root.entries.get('people')?.value)).map(({ name }) => name)
}

function saysComplete({ entries }: Mapping): boolean {
  const complete = entries.get('complete')?.value
  return complete?.kind === 'scalar' && complete.value === true
}
