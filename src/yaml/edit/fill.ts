import type { Related } from '../../diagnostics/diagnostic.ts'
import type { Source } from '../../diagnostics/source.ts'
import { locate, locateKey, type Node, type Path, toValue } from '../node.ts'
import { parseYaml } from '../parse.ts'
import { startOfLine } from '../scan.ts'
import type { Edit } from './edit.ts'
import { respell, revise } from './edit.ts'
import { itemsOf, linesOf } from './items.ts'
import type { Data } from './write.ts'
import { block, entry, inline, word } from './write.ts'

/** A value for a field. An index one past the end of a list appends to it. */
export interface Wish {
  readonly path: Path
  readonly value: Data
}

interface Filled {
  readonly file: Source
  /** Descriptions of the changes, at their new places. */
  readonly done: readonly Related[]
}

/** Puts values into a file. Existing equal values and everything else stay as they are. */
export function fill(before: Source, wishes: readonly Wish[]): Filled {
  const changes: { readonly path: Path; readonly was: string }[] = []
  let file = before
  for (const { path, value } of wishes) {
    // One at a time, since a field may belong into one that was just added.
    const root = rootOf(file)
    const edit = put(root, path, value)
    if (!edit) continue
    changes.push({ path, was: textOf(locate(root, path)) })
    file = revise([edit])[0] ?? file
  }
  const root = rootOf(file)
  return { file, done: changes.map(({ path, was }) => changeAt(root, path, was)) }
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

function changeAt(root: Node, path: Path, was: string): Related {
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

/** Sets a field, together with missing fields around it; nothing if it already has the value. */
export function put(root: Node, path: Path, value: Data): Edit | undefined {
  let node = root
  for (const [depth, step] of path.entries()) {
    const isList = node.kind === 'sequence'
    if (isList !== (typeof step === 'number'))
      return replace(node, nested(path.slice(depth), value))
    const rest = nested(path.slice(depth + 1), value)
    const next = inside(node, step)
    if (!next) return add(node, step, rest)
    const isLast = depth === path.length - 1
    // If a scalar is in the way, such as `karpenter` in the short form, a map replaces it.
    if (next.kind === 'scalar' && (next.value === null || !isLast)) return replace(next, rest)
    node = next
  }
  const isSame = JSON.stringify(toValue(node)) === JSON.stringify(value)
  return isSame ? undefined : replace(node, value)
}

function inside(node: Node, step: Path[number]): Node | undefined {
  if (node.kind === 'mapping') return node.entries.get(String(step))?.value
  return node.kind === 'sequence' ? node.items[Number(step)] : undefined
}

function nested(path: Path, value: Data): Data {
  return path.reduceRight<Data>(
    (inner, step) => (typeof step === 'number' ? [inner] : { [step]: inner }),
    value
  )
}

function replace(node: Node, value: Data): Edit {
  const { source, start, end } = node
  const at = { source, start, end }
  if (start === end) return { at, text: ` ${inline(value)}` }
  if (typeof value === 'string') return respell(at, value)
  const isBlock = node.kind === 'sequence' && source.text[start] === '-'
  if (!isBlock || !Array.isArray(value) || value.length === 0) return { at, text: inline(value) }
  const indent = indentAt(source, start)
  const items = value.map((item: Data) => entry(item, indent)).join('')
  return { at, text: withBreaks(source, items.slice(indent.length, -1)) }
}

function add(node: Node, step: Path[number], value: Data): Edit {
  if (node.kind === 'scalar') throw new Error(`bug: ${String(step)} is put into a single value`)
  const { source, start } = node
  const items = itemsOf(node)
  const [first] = items
  const last = items.at(-1)
  if (!first || !last || '[{'.includes(source.text.charAt(start))) {
    const at = last?.end ?? start + 1
    const piece =
      node.kind === 'mapping' ? `${word(String(step))}: ${inline(value)}` : inline(value)
    return { at: { source, start: at, end: at }, text: last ? `, ${piece}` : piece }
  }
  const indent = indentAt(source, first.start)
  const { end } = linesOf(source.text, last)
  const lines = node.kind === 'mapping' ? block(String(step), value, indent) : entry(value, indent)
  const isOpen = !/[\r\n]$/.test(source.text.slice(0, end))
  const text = isOpen ? `\n${lines.slice(0, -1)}` : lines
  return { at: { source, start: end, end }, text: withBreaks(source, text) }
}

function indentAt({ text }: Source, offset: number): string {
  return ' '.repeat(offset - startOfLine(text, offset))
}

function withBreaks({ text }: Source, lines: string): string {
  return text.includes('\r\n') ? lines.replaceAll('\n', '\r\n') : lines
}
