import { isError } from '../../../src/diagnostics/diagnostic.ts'
import { areDisputed } from '../../../src/model/claims.ts'
import type { Settings } from '../../cli/settings.ts'
import { runPart } from '../compile/part.ts'
import type { Done, Facts } from '../compile/task.ts'
import { readOn } from '../disk/read-tree.ts'
import { factsIn, type State, type TenantEntry } from './state.ts'

/**
 * Compiles the changed tenants and those that depend on them. Returns nothing if only a full run can
 * judge the result.
 */
export async function compileSome(
  given: Settings,
  state: State,
  changed: readonly TenantEntry[]
): Promise<Done | undefined> {
  const names = new Set(changed.map(({ name }) => name))
  for (;;) {
    const own = state.entries.filter(({ name }) => names.has(name))
    const near = neighbours(given.root, state, own)
    const done = await compileThese(given, own, near)
    if (!done) return undefined
    const touched = effects(state, own, done.facts)
    const isKnown = (name: string) => names.has(name) || near.outlines.has(name)
    const mentioned = done.facts.flatMap(({ mentions }) => mentions)
    if (!touched || !mentioned.every(isKnown)) return undefined
    if (touched.every(name => names.has(name))) return done
    for (const name of touched) names.add(name)
  }
}

async function compileThese(given: Settings, own: readonly TenantEntry[], near: Near) {
  const answers = [
    [...near.outlines.values()].map(({ outline }) => outline),
    near.givers.flatMap(({ openings }) => openings)
  ]
  const task = {
    root: given.root,
    // The last run found no mistakes and had the same platform files.
    context: { ...given, settled: true },
    paths: own.map(({ path }) => path),
    thread: 0,
    writes: true,
    asked: new Set<string>()
  }
  const { done } = await runPart(task, async () => (answers.shift() ?? []) as never[])
  const isWrong = done.diagnostics.some(isError)
  return isWrong || areDisputed(done.facts.flatMap(({ claims }) => claims)) ? undefined : done
}

interface Near {
  /** All tenants that may be named, by name. */
  readonly outlines: ReadonlyMap<string, Facts>
  readonly givers: readonly Facts[]
}

/** The tenants that the changed ones may name, and those that name them. */
function neighbours(root: string, { entries }: State, own: readonly TenantEntry[]): Near {
  const isOwn = new Set(own)
  const others = entries.filter(entry => !isOwn.has(entry))
  const read = readOn(root)
  const texts = ['platform/common.yaml', ...own.map(({ path }) => path)].map(
    path => read(path) ?? ''
  )
  const words = new Set(texts.flatMap(text => text.match(/[a-z0-9-]+/g) ?? []))
  const named = others.filter(({ name }) => words.has(name))
  const naming = others.filter(({ facts }) => own.some(({ name }) => facts.includes(`"${name}"`)))
  return {
    outlines: new Map(named.map(entry => [entry.name, factsIn(entry)])),
    givers: naming.map(factsIn)
  }
}

/** The tenants whose meaning depends on what changed; nothing if that could be any of them. */
function effects(
  { entries }: State,
  own: readonly TenantEntry[],
  facts: readonly Facts[]
): string[] | undefined {
  const isOwn = new Set(own)
  const others = entries.filter(entry => !isOwn.has(entry))
  const now = new Map(facts.map(one => [one.path, one]))
  const touched: string[] = []
  for (const entry of own) {
    const [before, after] = [factsIn(entry), now.get(entry.path)]
    if (!after || beyond(before) !== beyond(after)) return undefined
    if (others.some(other => disputes(other, after))) return undefined
    if (JSON.stringify(before.outline) !== JSON.stringify(after.outline)) {
      const naming = others.filter(other => other.facts.includes(`"${entry.name}"`))
      touched.push(...naming.map(({ name }) => name))
    }
    touched.push(...differing(takers(before), takers(after)))
  }
  const exists = new Set(entries.map(({ name }) => name))
  return touched.filter(name => exists.has(name))
}

/** Whether both claim the same thing for different purposes. */
function disputes({ facts }: TenantEntry, { claims }: Facts): boolean {
  return claims.some(claim => {
    return facts.includes(JSON.stringify(claim[0])) && !facts.includes(JSON.stringify(claim))
  })
}

/** Everything that the files outside the tenants' folders are made from. */
function beyond({ claims, mentions, openings, outline, sites, ...rest }: Facts): string {
  const places = sites.map(({ cluster, resident, counts: { objects, ...others } }) => [
    cluster,
    resident,
    others
  ])
  return JSON.stringify([rest, outline.name, places])
}

function takers({ openings }: Facts): string[] {
  return openings.flatMap(({ cluster, to }) => to.map(name => `${cluster} ${name}`))
}

/** The names that are in only one of the lists. */
function differing(a: readonly string[], b: readonly string[]): string[] {
  const [left, right] = [new Set(a), new Set(b)]
  const all = [...a.filter(one => !right.has(one)), ...b.filter(one => !left.has(one))]
  return all.map(one => one.split(' ')[1] ?? '')
}
