import type { TSchema } from 'typebox'
import type { Finding } from '../schema/messages/finding.ts'
import { type Mapping, type Node, toValue } from '../yaml/node.ts'
import { examine } from './examine.ts'

/**
 * A file without what does not meet its schema, so that the names in the rest can be judged in the
 * same run; nothing if too little is left to stand for it.
 */
export function salvage(schema: TSchema, root: Mapping): Mapping | undefined {
  let rest = root
  // Each round takes something away: an entry that has lost a field it needs goes in the next.
  for (;;) {
    const findings = examine(schema, toValue(rest)).filter(finding => !isBearable(finding))
    if (findings.length === 0) return rest
    if (findings.some(({ path, keyword }) => path.length === 0 && keyword === 'required')) return
    rest = without(rest, new Set(findings.map(faulty))) as Mapping // its root is never faulty
  }
}

/** An owner is needed by all that follows, and any text will do for it. */
function isBearable({ path, keyword }: Finding): boolean {
  return keyword === 'form' && path.length === 1 && path[0] === 'owner'
}

/** The path of what has to go. */
function faulty({ path, keyword, params }: Finding): string {
  return key(
    keyword === 'additionalProperties' ? [...path, String(params.additionalProperty)] : path
  )
}

function without(node: Node, paths: ReadonlySet<string>, path: readonly string[] = []): Node {
  const isKept = (step: string) => !paths.has(key([...path, step]))
  if (node.kind === 'sequence') {
    const items = node.items
      .map((item, index) => ({ item, step: String(index) }))
      .filter(({ step }) => isKept(step))
      .map(({ item, step }) => without(item, paths, [...path, step]))
    return { ...node, items }
  }
  if (node.kind === 'scalar') return node
  const entries = [...node.entries]
    .filter(([name]) => isKept(name))
    .map(([name, entry]) => {
      return [name, { ...entry, value: without(entry.value, paths, [...path, name]) }] as const
    })
  return { ...node, entries: new Map(entries) }
}

function key(path: Finding['path']): string {
  return JSON.stringify(path.map(String))
}
