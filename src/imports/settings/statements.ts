import type { Report } from '../../diagnostics/diagnostic.ts'
import type { Span } from '../../diagnostics/source.ts'
import { groupBy } from '../../values/group.ts'
import type { Entry, Node, Path, Scalar } from '../../yaml/node.ts'
import { malformed } from '../malformed.ts'

/** A value for a field, and the setting it came from. */
export interface Saying {
  readonly path: Path
  readonly value: Scalar['value']
  /** The spans of the setting's key and value. */
  readonly key: Span
  readonly at: Span
}

/** Combines single values into a tree like the target file. Reports two that contradict each other. */
export function grow(sayings: readonly Saying[], report: Report): Node | undefined {
  const [first] = sayings
  if (!first) return undefined
  const step = first.path[0]
  if (step === undefined) return leaf(first, sayings, report)
  const groups = groupBy(sayings, ({ path }) => path[0])
  const inner = (group: readonly Saying[]) =>
    grow(
      group.map(saying => ({ ...saying, path: saying.path.slice(1) })),
      report
    )
  if (typeof step === 'number') {
    const items = [...groups.values()].flatMap(group => inner(group) ?? [])
    return { kind: 'sequence', items, ...first.at }
  }
  const entries = new Map<string, Entry>()
  for (const [name, group] of groups) {
    const value = inner(group)
    if (value) entries.set(String(name), { key: group[0]?.key ?? first.key, value })
  }
  return { kind: 'mapping', entries, ...first.at }
}

function leaf(first: Saying, sayings: readonly Saying[], report: Report): Node {
  const other = sayings.find(({ value }) => value !== first.value)
  if (other) {
    const related = [{ message: 'the other value is here', at: first.at }]
    const message = 'two lines disagree about the same setting'
    report({ ...malformed(other.at, message, 'delete the one that is out of date'), related })
  }
  return { kind: 'scalar', value: first.value, ...first.at }
}
