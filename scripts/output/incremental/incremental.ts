import { objects } from '../../../charts/changes/invalid-shards.ts'
import { shardOf } from '../../../charts/gitops/shards.ts'
import { arrange } from '../../../src/diagnostics/collect.ts'
import type { Settings } from '../../cli/settings.ts'
import type { Done } from '../compile/task.ts'
import { commit, emptyStage } from '../disk/stage.ts'
import { changedIn } from './changed.ts'
import { compileSome } from './compile-changed.ts'
import { entryOf, forkFor, type Inspection, inspect } from './remember.ts'
import { type About, factsIn, loadState, type State, saveState, type TenantEntry } from './state.ts'
import { areOwn, isTenants, withoutText, withText } from './warnings.ts'

/** Above this many changed tenants, a full run is as fast. */
const most = 50

/** The result for the few tenants that changed since the last run. */
interface Quick extends Done {
  readonly tenants: number
  readonly clusters: number
}

/**
 * Continues from the last run. Returns nothing if that is not enough, because more than tenants changed
 * or because only a full run can judge the result.
 */
export async function quick(given: Settings, key: string): Promise<Quick | undefined> {
  const { root } = given
  const state = loadState(root, key)
  const changed = state && changedIn(root, state)
  if (!changed || changed.length > most || !isSameChange(root, state, changed)) return undefined
  const seen = inspect(
    root,
    changed.map(({ path }) => path)
  )
  emptyStage(root)
  const found = await compileSome(given, state, changed)
  const sizes = found && sizesAfter(state, found)
  if (!found || !sizes || !areOwn(found.diagnostics, state.about.standing)) return undefined
  if (found.differences.some(({ kind }) => kind === 'extra')) return undefined
  const done = {
    ...found,
    diagnostics: arrange([...kept(root, state, found), ...found.diagnostics])
  }
  const stale = done.differences.flatMap(({ path, kind }) => (kind === 'stale' ? [path] : []))
  commit(root, done.staged, stale)
  emptyStage(root)
  if (changed.length > 0) saveState(root, after(root, { state, done, sizes, seen }))
  const tenants = state.entries.filter(({ places }) => places.length > 0).length
  return { ...done, tenants, clusters: Object.keys(sizes).length }
}

/** Whether what the last run said of the change as a whole still holds. */
function isSameChange(root: string, { about }: State, changed: readonly TenantEntry[]): boolean {
  const { fork, warnings } = about.change
  const paths = new Set(warnings.map(({ at }) => at.source.path))
  return forkFor(root, warnings) === fork && !changed.some(({ path }) => paths.has(path))
}

/** The number of objects in each shard; nothing if one is now too big. */
function sizesAfter({ about, entries }: State, { facts }: Done): About['sizes'] | undefined {
  const before = new Map(entries.map(entry => [entry.path, entry]))
  const sizes = new Map<string, number[]>()
  for (const [cluster, old] of Object.entries(about.sizes)) sizes.set(cluster, [...old])
  for (const { path, outline, sites } of facts) {
    const was = before.get(path)
    for (const [cluster, shards] of sizes) {
      const isHere = (site: { readonly cluster: string }) => site.cluster === cluster
      const old = was && factsIn(was).sites.find(isHere)?.counts.objects
      const more = (sites.find(isHere)?.counts.objects ?? 0) - (old ?? 0)
      const shard = shardOf(outline.name, shards.length)
      shards[shard] = (shards[shard] ?? 0) + more
      if (more > 0 && (shards[shard] ?? 0) > objects.most) return undefined
    }
  }
  return Object.fromEntries(sizes)
}

/** The warnings about all other tenants. */
function kept(root: string, { about }: State, { facts }: Done) {
  const own = new Set(facts.map(({ path }) => path))
  const others = about.warnings.filter(({ at }) => !own.has(at.source.path))
  return [...others, ...about.change.warnings].map(diagnostic => withText(root, diagnostic))
}

interface Run {
  readonly state: State
  readonly done: Done
  readonly sizes: About['sizes']
  /** The state of the changed tenants' files before they were read. */
  readonly seen: Inspection
}

function after(root: string, { state, done, sizes, seen }: Run): State {
  const { about, entries } = state
  const layouts = new Map(about.layouts.map((layout, at) => [layout.join(' '), at]))
  const facts = new Map(done.facts.map(one => [one.path, one]))
  const now = entries.map(entry => {
    const one = facts.get(entry.path)
    return one
      ? entryOf(root, one, { layouts, source: seen.get(entry.path) ?? entry.source })
      : entry
  })
  const warnings = done.diagnostics.filter(isTenants).map(withoutText)
  const known = [...layouts.keys()].map(layout => layout.split(' '))
  return { about: { ...about, sizes, warnings, layouts: known }, entries: now }
}
