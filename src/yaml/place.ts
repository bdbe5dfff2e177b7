import type { Span } from '../diagnostics/source.ts'
import { locate, type Node, type Path } from './parse.ts'

/** Where a value of a file stands; the file's root if it is not written there. */
export function placeIn({ root }: { readonly root: Node }, path: Path): Span {
  return locate(root, path) ?? root
}
