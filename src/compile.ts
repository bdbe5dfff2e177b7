import { check } from './check.ts'
import { arrange, type Diagnostic, severity } from './diagnostic.ts'
import type { Files } from './files.ts'
import type { Model } from './model.ts'
import { parseAll } from './parse.ts'
import { read } from './read.ts'
import { resolve } from './resolve.ts'
import type { Context } from './rule.ts'

export interface Result {
  /** Only if there is no error: what may be rendered. */
  readonly model: Model | undefined
  readonly diagnostics: readonly Diagnostic[]
}

/** The front end in order. */
export function compile(files: Files, context: Context): Result {
  const found: Diagnostic[] = []
  const report = (diagnostic: Diagnostic) => void found.push(diagnostic)
  const inputs = read(files, report)
  const parsed = parseAll(inputs, report)
  const model = parsed && only(resolve(parsed), context.clusters ?? [])
  if (model) check(model, report, context)
  const diagnostics = arrange(found)
  const failed = diagnostics.some(({ code }) => severity(code) === 'error')
  return { model: failed ? undefined : model, diagnostics }
}

function only(model: Model, names: readonly string[]): Model {
  const chosen = ({ name }: Model['clusters'][number]) => names.length === 0 || names.includes(name)
  return {
    ...model,
    clusters: model.clusters.filter(chosen),
    tenants: model.tenants.filter(({ cluster }) => chosen(cluster))
  }
}
