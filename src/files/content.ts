import type { Diagnostic, Report } from '../diagnostics/diagnostic.ts'
import { type Source, startOf } from '../diagnostics/source.ts'
import { decode } from './decode.ts'
import type { RawFile } from './disk.ts'
import type { Found } from './sort.ts'

/** The text of what was found at a path, or nothing if there is none to go on with. */
export function contentOf({ path, file }: Found, report: Report): Source | undefined {
  if (file.kind === 'file') return decode(path, file.bytes, report)
  report({ ...refusal(file), at: startOf({ path, text: '' }) })
  return undefined
}

type Refused = Exclude<RawFile, { kind: 'file' }>

function refusal(file: Refused): Pick<Diagnostic, 'code' | 'message' | 'help'> {
  switch (file.kind) {
    case 'large':
      return {
        code: 'invalid-size',
        message: `this file has ${size(file.size)}, and the most is ${size(file.limit)}`,
        help: 'look for what was pasted into it'
      }
    case 'link':
      return {
        code: 'invalid-link',
        message: `the symbolic link to \`${file.target}\` leads ${file.leads}`,
        help: 'put the file itself here'
      }
    case 'special':
      return {
        code: 'invalid-file',
        message: 'this is a pipe, a socket or a device',
        help: 'put a file here'
      }
    case 'unreadable':
      return {
        code: 'invalid-file',
        message: 'this cannot be read',
        help: 'look at its permissions, and whether its name is plain text'
      }
  }
}

function size(bytes: number): string {
  const [unit, name] = bytes < 1024 * 1024 ? [1024, 'KB'] : [1024 * 1024, 'MB']
  return `${Math.ceil(bytes / unit)} ${name}`
}
