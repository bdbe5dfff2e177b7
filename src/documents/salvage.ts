import type { TSchema } from 'typebox'
import type { Finding } from '../schema/messages/finding.ts'
import { type Mapping, type Node, toValue } from '../yaml/node.ts'
import { examine } from './examine.ts'

/**
 * Removes everything that does not match the schema, so that names in the rest can still be checked in
 * the same run. Returns nothing if too little is left.
 */
export function salvage(schema: TSchema, root: Mapping): Mapping | undefined {
  let rest = root
  // Removing something may leave an entry without a required field, so repeat until nothing changes.
  for (;;) {
    const found = examine(schema, toValue(rest))
    if (found.others > 0) return
    const findings = found.findings.filter(finding => !isBearable(finding))
    if (findings.length === 0) return rest
    if (findings.some(({ path, keyword }) => path.length === 0 && keyword === 'required')) return
    rest = without(rest, new Set(findings.map(faulty))) as Mapping // the root itself is never removed
  }
}

/** Later phases need an owner, but any text will do. */
function isBearable({ path, keyword }: Finding): boolean {
  return keyword === 'form' && path.length === 1 && path[0] === 'owner'
}

/** The path of what has to be removed. */
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
