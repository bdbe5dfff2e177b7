import type { Side } from '../../charts/plan/comparison.ts'
import { begin, finish, modelOf } from '../../src/compile.ts'
import { type Diagnostic, isError } from '../../src/diagnostics/diagnostic.ts'
import type { Context } from '../../src/rules/rule.ts'
import type { State } from './git-state.ts'
import type { Scope } from './scope.ts'

/** The part of a side that the files of people give. */
export type Meaning = Pick<Side, 'model' | 'tenants' | 'sources'> & {
  readonly diagnostics: readonly Diagnostic[]
  /** The files with errors. */
  readonly wrong: ReadonlySet<string>
}

/** What a state means. Tenants with mistakes are left out, and the others are there all the same. */
export function compileState(state: State, scope: Scope, context: Context): Meaning {
  const begun = begin(state.files(scope.isAtHand), scope.isAtHand)
  const { model: sound, diagnostics } = finish(begun, [], context)
  const model = sound ?? modelOf(begun, [], context)
  const wrong = new Set(diagnostics.filter(isError).map(({ at }) => at.source.path))
  const tenants = (model?.tenants ?? []).filter(({ name, file }) => {
    return scope.isConcerned(name) && !wrong.has(file.path)
  })
  return { model, tenants, sources: state.sources, diagnostics, wrong }
}
