import type { Diagnostic, Report } from './diagnostic.ts'

/** Nobody corrects more of one kind in a file at once, and a hundred thousand would fill the memory. */
export const mostInFile = 1000
/** When there are this many in all files, only the first of each kind in a file is kept. */
const mostInAll = 10_000

/** The diagnostics of one kind in one file. */
interface Group {
  readonly kept: Map<string, Diagnostic>
  /** The places of those that are counted only. */
  readonly others: Set<string>
  /** How many were counted only in an earlier collection. */
  before: number
}

interface Collection {
  readonly report: Report
  /** Sorted by file; where not all are kept, one of their kind says how many more there are. */
  readonly all: () => Diagnostic[]
}

/** Drops duplicates that were found on several clusters, and keeps no more than people can use. */
export function collection(before: readonly Diagnostic[] = []): Collection {
  const groups = new Map<string, Group>()
  let total = 0
  const report = ({ others = 0, ...diagnostic }: Diagnostic) => {
    const { code, at } = diagnostic
    const group = groupIn(groups, `${code}\0${at.source.path}`)
    const place = `${at.start}-${at.end}`
    group.before = Math.max(group.before, others)
    if (group.kept.has(place)) return
    if (group.kept.size >= (total < mostInAll ? mostInFile : 1)) return void group.others.add(place)
    group.kept.set(place, diagnostic)
    total++
  }
  before.forEach(report)
  return { report, all: () => [...groups.values()].flatMap(counted).sort(compare) }
}

/** Several lists as one collection. */
export function arrange(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return collection(diagnostics).all()
}

function groupIn(groups: Map<string, Group>, key: string): Group {
  const group = groups.get(key) ?? { kept: new Map(), others: new Set(), before: 0 }
  groups.set(key, group)
  return group
}

function counted({ kept, others, before }: Group): Diagnostic[] {
  return withOthers([...kept.values()], others.size + before)
}

/** Says of the last one how many more there are. */
export function withOthers(kept: readonly Diagnostic[], others: number): Diagnostic[] {
  return kept.map((each, at) => (others > 0 && at === kept.length - 1 ? { ...each, others } : each))
}

function compare(a: Diagnostic, b: Diagnostic): number {
  if (a.at.source.path !== b.at.source.path) return a.at.source.path < b.at.source.path ? -1 : 1
  if (a.at.start !== b.at.start) return a.at.start - b.at.start
  if (a.at.end !== b.at.end) return a.at.end - b.at.end
  return a.code < b.code ? -1 : a.code > b.code ? 1 : 0
}
