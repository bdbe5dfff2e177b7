import { positionOf } from '../../src/diagnostics/position.ts'
import type { Fact } from '../../src/facts/fact.ts'
import { wrap } from '../../src/text/wrap.ts'
import { aligned, type Cell } from '../cli/aligned-table.ts'
import type { Shown } from './shown.ts'

/** A page for each cluster: the field, its value, who wrote it, and where. */
export function showPage(places: readonly Shown[], room: number): string {
  return places.map(place => page(place, room)).join('\n')
}

const indent = '  '

function page({ tenant, cluster, sections }: Shown, room: number): string {
  const lines = sections.flatMap(facts => {
    const rows = facts.map((fact, at) => rowOf(fact, facts[at - 1]?.field))
    return ['', ...aligned(rows, room - indent.length)]
  })
  const indented = lines.map(line => `${indent}${line}`.trimEnd())
  return [`${tenant} on ${cluster}`, ...indented, ''].join('\n')
}

/** A field with several values is named once. */
function rowOf(fact: Fact, before: string | undefined): Cell[] {
  const { field, value, from } = fact
  return [field === before ? '' : field, wrap(value, longest, ''), from, lineOf(fact)]
}

/** Nobody reads longer lines in a table. */
const longest = 64

function lineOf({ at }: Fact): string {
  return at ? `${at.source.path}:${positionOf(at.source, at.start).line}` : ''
}
