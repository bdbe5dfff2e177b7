import type { Report } from '../../diagnostics/diagnostic.ts'
import { type CommonFile, commonSchema } from '../../documents/common.ts'
import { type DirectoryFile, directorySchema } from '../../documents/directory.ts'
import type { Document } from '../../documents/parse.ts'
import { parse } from '../../documents/parse.ts'
import { read } from '../../documents/read.ts'
import type { Files } from '../../files/disk.ts'
import type { Mapping } from '../../yaml/node.ts'

/** The state before an import. */
export interface Current {
  readonly common: CommonFile
  readonly directory: Document<DirectoryFile> & { readonly root: Mapping }
}

const paths = ['platform/common.yaml', 'platform/directory.yaml']

/** Reads the directory and the e-mail settings; mistakes in other files do not matter here. */
export function current(files: Files, report: Report): Current | undefined {
  const own = new Map([...files].filter(([path]) => paths.includes(path)))
  const inputs = read(own, diagnostic => {
    if (paths.includes(diagnostic.at.source.path)) report(diagnostic)
  })
  const common = inputs.common && parse(commonSchema, inputs.common, report)
  const directory = inputs.directory && parse(directorySchema, inputs.directory, report)
  return common && directory && { common: common.value, directory }
}
