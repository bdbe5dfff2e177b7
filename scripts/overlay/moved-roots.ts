import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { rootPath, type Wanted, wanted } from '../../charts/gitops/component-root.ts'
import { parts } from '../../charts/platform/compile-platform.ts'
import type { Platform } from '../../charts/platform/component.ts'
import type { Cluster } from '../../src/cluster/cluster.ts'
import type { Source } from '../../src/diagnostics/source.ts'
import { versions } from '../../src/kubeflow/versions.ts'
import { type Edit, revise } from '../../src/yaml/edit/edit.ts'
import { put } from '../../src/yaml/edit/fill.ts'
import { itemsOf, linesOf } from '../../src/yaml/edit/items.ts'
import { remove } from '../../src/yaml/edit/remove-items.ts'
import type { Mapping, Node, Sequence } from '../../src/yaml/node.ts'
import { parseYaml } from '../../src/yaml/parse.ts'
import { startOfLine } from '../../src/yaml/scan.ts'

/** The roots of another release of Kubeflow than their cluster has, moved to its release. What people added stays. */
export function movedRoots(root: string, platform: Platform, cluster: Cluster): Source[] {
  const others = versions.map(release => wantedIn(platform, { ...cluster, release }))
  return [...wantedIn(platform, cluster)].flatMap(([path, lists]) => {
    if (!existsSync(join(root, path))) return []
    const known = others.flatMap(other => other.get(path) ?? [])
    return moved({ path, text: readFileSync(join(root, path), 'utf8') }, lists, known)
  })
}

/** An entry of a list of paths. */
export function textOf(item: Node): string {
  return item.kind === 'scalar' ? String(item.value) : ''
}

function wantedIn(platform: Platform, cluster: Cluster): ReadonlyMap<string, Wanted> {
  const all = parts(platform, cluster)
  return new Map(
    all.map(part => [rootPath(cluster.name, part.component.name), wanted(cluster, part)])
  )
}

function moved(source: Source, now: Wanted, others: readonly Wanted[]): Source[] {
  const tree = parseYaml(source, () => undefined)
  if (tree?.kind !== 'mapping') return []
  const edits = (['resources', 'components'] as const).flatMap(field => {
    const own = now[field]
    const known = others.map(other => other[field])
    const stale = known.flat().filter(path => !own.includes(path))
    // What every release needs is not a matter of the release.
    const fresh = own.filter(path => known.some(list => !list.includes(path)))
    return listEdits(tree, field, { own, stale, fresh })
  })
  return revise(edits)
}

interface Paths {
  readonly own: readonly string[]
  readonly stale: readonly string[]
  readonly fresh: readonly string[]
}

/** Each new path goes before the next one of ours that is there, or after the last one. */
function listEdits(tree: Mapping, field: string, { own, stale, fresh }: Paths): readonly Edit[] {
  const { key, value } = tree.entries.get(field) ?? {}
  const items = value?.kind === 'sequence' ? value.items : []
  const there = items.map(textOf)
  const gone = new Set(there.flatMap((path, at) => (stale.includes(path) ? [at] : [])))
  const missing = fresh.filter(path => !there.includes(path))
  const [only, [base]] = [items[0], missing]
  if (gone.size === items.length && base !== undefined) {
    const isOne = items.length === 1 && missing.length === 1
    const whole = only && isOne ? { at: only, text: base } : put(tree, [field], missing)
    return whole ? [whole] : []
  }
  if (!key || value?.kind !== 'sequence') return []
  const last = there.findLastIndex(path => own.includes(path) || stale.includes(path))
  const added = missing.map(path => {
    const later = own.slice(own.indexOf(path) + 1)
    const at = there.findIndex(each => later.includes(each))
    return insertion(value, at < 0 ? last + 1 : at, path)
  })
  return [...added, ...remove({ key, value }, gone)]
}

function insertion(list: Sequence, at: number, path: string): Edit {
  const { source, start } = list
  const items = itemsOf(list)
  const [item, isLast] = [items[at] ?? items.at(-1), at === items.length]
  if (!item) throw new Error('bug: an empty list has no place in it')
  const isFlow = source.text[start] === '['
  const piece = isFlow ? item : linesOf(source.text, item)
  const place = isLast ? piece.end : piece.start
  const indent = source.text.slice(startOfLine(source.text, item.start), item.start)
  const isOpen = isLast && !/\n$/.test(source.text.slice(0, place))
  const line = isOpen ? `\n${indent}- ${path}` : `${indent}- ${path}\n`
  const flow = isLast ? `, ${path}` : `${path}, `
  return { at: { source, start: place, end: place }, text: isFlow ? flow : line }
}
