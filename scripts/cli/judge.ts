import { compile } from '../../src/compile.ts'
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts'
import type { Source } from '../../src/diagnostics/source.ts'
import type { Files, RawFile } from '../../src/files/disk.ts'

/** What `validate` would say of a repository with these files besides, or instead. */
export function judge(
  { files, today }: { readonly files: Files; readonly today: string },
  changed: readonly Source[]
): readonly Diagnostic[] {
  const touched = new Set(changed.map(({ path }) => path))
  return compile(new Map([...files, ...changed.map(asRaw)]), { today, touched }).diagnostics
}

function asRaw({ path, text }: Source): readonly [string, RawFile] {
  return [path, { kind: 'file', bytes: new TextEncoder().encode(text) }]
}
