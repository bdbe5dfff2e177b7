import type { Side } from '../../charts/plan/comparison.ts'
import { type Begun, begin, beginBeside, finish, modelOf } from '../../src/compile.ts'
import { type Diagnostic, isError } from '../../src/diagnostics/diagnostic.ts'
import type { Context } from '../../src/rules/rule.ts'
import type { State } from './git-state.ts'
import type { Scope } from './scope.ts'

/** The part of a side that the files of people give. */
export type Meaning = Pick<Side, 'model' | 'tenants' | 'sources'> & {
  /** What was read; missing where the platform's files are broken. */
  readonly placed: Begun['placed']
  readonly diagnostics: readonly Diagnostic[]
  /** The files with errors. */
  readonly wrong: ReadonlySet<string>
}

interface Given {
  readonly scope: Scope
  readonly context: Context
}

/** What both states mean. Tenants with mistakes are left out, and the others are there all the same. */
export function compileBoth(before: State, after: State, given: Given): [Meaning, Meaning] {
  const { scope, context } = given
  const { now, model, diagnostics, wrong } = compileAfter(before, after, given)
  const old = beginBefore(before, now, scope)
  const earlier = modelOf(old, [], context)
  // Without a model of what they become, nothing is known of the tenants.
  const judged = model ? scope : { isConcerned: () => false }
  const { placed, found } = old
  const was = { model: earlier, placed, diagnostics: found, wrong: wrongIn(found) }
  return [
    meaningOf(before, judged, was),
    meaningOf(after, scope, { model, placed: now.placed, diagnostics, wrong })
  ]
}

type Known = Pick<Meaning, 'model' | 'diagnostics' | 'wrong'>

/** Where the change breaks files of the platform, these count as they were before. */
function compileAfter(before: State, after: State, { scope, context }: Given) {
  const files = after.files(scope.isAtHand)
  const asWritten = read(begin(files, scope.isAtHand), context)
  const broken = [...asWritten.wrong].filter(path => {
    return path.startsWith('platform/') && context.touched.has(path)
  })
  if (broken.length === 0) return asWritten
  const isBroken = (path: string) => broken.includes(path)
  const others = [...files].filter(([path]) => !isBroken(path))
  const earlier = [...before.files(isBroken)].filter(([path]) => isBroken(path))
  const mended = new Map([...others, ...earlier].sort(([a], [b]) => (a < b ? -1 : 1)))
  const { now, model, wrong } = read(begin(mended, scope.isAtHand), context)
  const { diagnostics } = asWritten
  return { now, model, diagnostics, wrong: new Set([...asWritten.wrong, ...wrong]) }
}

function read(now: Begun, context: Context): Known & { readonly now: Begun } {
  const { model, diagnostics } = finish(now, [], context)
  const wrong = wrongIn(diagnostics)
  return { now, model: model ?? modelOf(now, [], context), diagnostics, wrong }
}

function wrongIn(diagnostics: readonly Diagnostic[]): ReadonlySet<string> {
  return new Set(diagnostics.filter(isError).map(({ at }) => at.source.path))
}

/** A platform that does not change is read once, because its directory may be large. */
function beginBefore(state: State, { placed }: Begun, { isWhole, isAtHand }: Scope): Begun {
  const isTenant = (path: string) => path.startsWith('tenants/') && isAtHand(path)
  if (!placed || isWhole) return begin(state.files(isAtHand), isAtHand)
  const own = [...state.files(isTenant)].filter(([path]) => isTenant(path))
  return beginBeside(placed, new Map(own), isAtHand)
}

function meaningOf(
  { sources }: State,
  { isConcerned }: Pick<Scope, 'isConcerned'>,
  { model, wrong, ...rest }: Known & Pick<Meaning, 'placed'>
): Meaning {
  const tenants = (model?.tenants ?? []).filter(({ name, file }) => {
    return isConcerned(name) && !wrong.has(file.path)
  })
  return { ...rest, model, tenants, sources, wrong }
}
