import { judge } from '../../charts/changes/changes.ts'
import { arrange } from '../../src/diagnostics/collect.ts'
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts'
import type { Settings } from '../cli/settings.ts'
import { readPaths } from '../cli/sources.ts'
import { copyFaults } from '../overlay/copy-lock.ts'
import { rootFaults } from '../overlay/root-faults.ts'
import { lockPath } from '../overlay/structure.ts'
import { structureFaults } from '../overlay/structure-faults.ts'
import { beforeIn, nothing } from './before.ts'
import { type Built, build, residents } from './compile/everything.ts'
import type { Second } from './compile/second-thread.ts'
import { generated } from './disk/compare-all.ts'
import type { Difference } from './disk/compare-folder.ts'
import { readOn } from './disk/read-tree.ts'
import { baseOf, type Commit, changedSince, readFrom } from './git.ts'
import { otherVersion } from './written-by.ts'

export interface Checked {
  readonly diagnostics: readonly Diagnostic[]
  readonly differences: readonly Difference[]
}

/** Compares committed output with its sources, and judges a change against the commit that it starts from. */
export async function check(given: Settings, against: Against): Promise<Checked> {
  const { root } = given
  const other = against.sourcesOnly ? undefined : otherVersion(root)
  if (other) return { diagnostics: [other], differences: [] }
  const paths = readPaths(given).filter(path => path.startsWith('tenants/'))
  const base = against.ref === undefined ? undefined : baseOf(root, against.ref)
  const changed = base ? changedSince(base, ['tenants', 'platform', generated]) : []
  const built = await build(
    { root, base, context: given, paths, writes: false, asked: new Set(changed) },
    against.second
  )
  const found = judgeAll(given, built, { ...against, base, changed })
  const differences = against.sourcesOnly ? [] : built.differences
  return { diagnostics: arrange([...built.diagnostics, ...found]), differences }
}

export interface Against {
  readonly ref: string | undefined
  /** Only what people write and what a change removes, because another version holds the rest. */
  readonly sourcesOnly?: boolean
  /** A worker thread that is already started, if any. */
  readonly second?: Second | undefined
}

interface Start extends Against {
  readonly base: Commit | undefined
  readonly changed: readonly string[]
}

function judgeAll({ root, clusters }: Settings, built: Built, start: Start): Diagnostic[] {
  const { model, facts, texts } = built
  if (!model) return []
  const tenants = residents(facts)
  const before = start.base
    ? beforeIn(start.base, { clusters, tenants, paths: start.changed })
    : nothing
  const outputs = new Map(texts.map(({ path, text }) => [path, text]))
  const disk = readOn(root)
  const read = (path: string) => (path.startsWith(`${generated}/`) ? outputs.get(path) : disk(path))
  const overlays = start.sourcesOnly
    ? []
    : [...rootFaults(root, model), ...copyFaults(root), ...structureFaults(root, wasCompany(start))]
  const { clusters: sites, removals } = model
  const harm = judge({ before, after: { clusters: sites, tenants, removals, read } })
  return [...harm, ...overlays]
}

/** Whether the folder was a company's repository, whatever of that the change removes. */
function wasCompany({ base }: Start): boolean {
  return base !== undefined && readFrom(base, [lockPath]).size > 0
}
