import type { Related } from '../../diagnostics/diagnostic.ts'
import type { Source } from '../../diagnostics/source.ts'
import { locate, locateKey, type Node, type Path, parseYaml } from '../parse.ts'
import { revise } from './edit.ts'
import { put } from './put.ts'
import type { Data } from './write.ts'

/** A value for a field. A number that is one beyond the end of a list adds to it. */
export interface Wish {
  readonly path: Path
  readonly value: Data
}

export interface Filled {
  readonly file: Source
  /** In words, at the places in the file as it becomes. */
  readonly done: readonly Related[]
}

/** A file with other values in it; what says the same already, and all between, stays as it is. */
export function fill(before: Source, wishes: readonly Wish[]): Filled {
  const changes: { readonly path: Path; readonly was: string }[] = []
  let file = before
  for (const { path, value } of wishes) {
    // One by one, since a field may come to lie in one that the wish before has made.
    const root = rootOf(file)
    const edit = put(root, path, value)
    if (!edit) continue
    changes.push({ path, was: textOf(locate(root, path)) })
    file = revise([edit])[0] ?? file
  }
  const root = rootOf(file)
  return { file, done: changes.map(({ path, was }) => told(root, path, was)) }
}

function rootOf(file: Source): Node {
  const root = parseYaml(file, ({ message }) => {
    throw new Error(`bug: ${file.path} would be damaged: ${message}`)
  })
  if (!root) throw new Error(`bug: ${file.path} has no tree`)
  return root
}

function textOf(node: Node | undefined): string {
  return node ? node.source.text.slice(node.start, node.end) : ''
}

function told(root: Node, path: Path, was: string): Related {
  const node = locate(root, path) ?? root
  const text = textOf(node)
  const isLong = /[\r\n]/.test(text + was)
  const before = was === '' ? '' : `, and was \`${was}\``
  const message = isLong ? 'is new' : `is \`${text}\`${before}`
  return { message: `\`${nameOf(path)}\` ${message}`, at: locateKey(root, path) ?? node }
}

function nameOf(path: Path): string {
  return path
    .map(step => (typeof step === 'number' ? `[${step}]` : `.${step}`))
    .join('')
    .slice(1)
}
