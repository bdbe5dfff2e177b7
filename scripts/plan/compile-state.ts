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
  const now = begin(after.files(scope.isAtHand), scope.isAtHand)
  const old = beginBefore(before, now, scope)
  const { model, diagnostics } = finish(now, [], context)
  const [earlier, later] = [modelOf(old, [], context), model ?? modelOf(now, [], context)]
  return [
    meaningOf(before, scope, { model: earlier, placed: old.placed, diagnostics: old.found }),
    meaningOf(after, scope, { model: later, placed: now.placed, diagnostics })
  ]
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
  { isConcerned }: Scope,
  { model, placed, diagnostics }: Pick<Meaning, 'model' | 'placed' | 'diagnostics'>
): Meaning {
  const wrong = new Set(diagnostics.filter(isError).map(({ at }) => at.source.path))
  const tenants = (model?.tenants ?? []).filter(({ name, file }) => {
    return isConcerned(name) && !wrong.has(file.path)
  })
  return { model, placed, tenants, sources, diagnostics, wrong }
}
