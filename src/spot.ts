import type { Document } from './parsed.ts'
import type { Span } from './source.ts'
import { locate, type Path } from './yaml.ts'

/** Where a value of a file stands; the whole file's, where nothing is written. */
export function spotIn<T>({ root }: Document<T>, path: Path): Span {
  return locate(root, path) ?? root
}
