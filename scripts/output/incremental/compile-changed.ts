import { severity } from '../../../src/diagnostics/diagnostic.ts'
import { areDisputed } from '../../../src/model/claims.ts'
import type { Settings } from '../../cli/settings.ts'
import { runPart } from '../compile/part.ts'
import type { Done, Facts } from '../compile/task.ts'
import { readOn } from '../disk/read-tree.ts'
import { factsIn, type State, type TenantEntry } from './state.ts'

/**
 * Compiles some tenants, and those that must be other than they were because of them, while all
 * others are as they were. Nothing if only a look at all can judge what that comes to.
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
    // The last run, which found nothing wrong, had the same platform.
    context: { ...given, touched: new Set<string>(), settled: true },
    paths: own.map(({ path }) => path),
    thread: 0,
    writes: true,
    asked: new Set<string>()
  }
  const { done } = await runPart(task, async () => (answers.shift() ?? []) as never[])
  const isWrong = done.diagnostics.some(({ code }) => severity(code) === 'error')
  return isWrong || areDisputed(done.facts.flatMap(({ claims }) => claims)) ? undefined : done
}

interface Near {
  /** Whoever may be named, by name. */
  readonly outlines: ReadonlyMap<string, Facts>
  readonly givers: readonly Facts[]
}

/** The others that matter to some tenants: whom they may name, and who names them. */
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

/** The tenants whose meaning depends on what became of some; nothing if it may be any. */
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

/** Whether one claims what the other does, and means another. */
function disputes({ facts }: TenantEntry, { claims }: Facts): boolean {
  return claims.some(claim => {
    return facts.includes(JSON.stringify(claim[0])) && !facts.includes(JSON.stringify(claim))
  })
}

/** What everything outside the tenants' folders is made from. */
function beyond({ claims, mentions, openings, outline, sites, ...rest }: Facts): string {
  const places = sites.map(({ cluster, resident }) => [cluster, resident])
  return JSON.stringify([rest, outline.name, places])
}

function takers({ openings }: Facts): string[] {
  return openings.flatMap(({ cluster, to }) => to.map(name => `${cluster} ${name}`))
}

/** The tenants in one of the lists alone. */
function differing(a: readonly string[], b: readonly string[]): string[] {
  const [left, right] = [new Set(a), new Set(b)]
  const all = [...a.filter(one => !right.has(one)), ...b.filter(one => !left.has(one))]
  return all.map(one => one.split(' ')[1] ?? '')
}
