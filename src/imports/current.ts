import { type CommonFile, commonSchema } from '../common.ts'
import type { Report } from '../diagnostics/diagnostic.ts'
import { type DirectoryFile, directorySchema } from '../directory.ts'
import type { Files } from '../files/disk.ts'
import { parse } from '../parse.ts'
import type { Document } from '../parsed.ts'
import { read } from '../read.ts'
import type { Mapping } from '../yaml/parse.ts'

/** What there is before an import. */
export interface Current {
  readonly common: CommonFile
  readonly directory: Document<DirectoryFile> & { readonly root: Mapping }
}

const paths = ['platform/common.yaml', 'platform/directory.yaml']

/** The directory and how e-mails are written; what is wrong with other files is no matter here. */
export function current(files: Files, report: Report): Current | undefined {
  const own = new Map([...files].filter(([path]) => paths.includes(path)))
  const inputs = read(own, diagnostic => {
    if (paths.includes(diagnostic.at.source.path)) report(diagnostic)
  })
  const common = inputs.common && parse(commonSchema, inputs.common, report)
  const directory = inputs.directory && parse(directorySchema, inputs.directory, report)
  return common && directory && { common: common.value, directory }
}
