import { begin, finish, type Result } from './compile.ts'
import { isError } from './diagnostics/diagnostic.ts'
import type { Files } from './files/disk.ts'
import type { Context } from './rules/rule.ts'
import { touching } from './touching.ts'

interface Judged extends Result {
  /** What was judged: the named files, those that they name and those that name them. */
  readonly judged: ReadonlySet<string>
}

/** Judges files of tenants together with those that name them and those that they name. */
export function judgeAmong(files: Files, paths: readonly string[], context: Context): Judged {
  const named = new Set(paths.filter(path => files.has(path)))
  const own = begin(files, path => named.has(path))
  const judged = touching(files, named, own.placed)
  const begun = judged.size === named.size ? own : begin(files, path => judged.has(path))
  const { model, diagnostics } = finish(begun, [], context)
  return {
    model,
    judged,
    diagnostics: diagnostics.filter(one => {
      const { path } = one.at.source
      return judged.has(path) || (isError(one) && path.startsWith('platform/'))
    })
  }
}
