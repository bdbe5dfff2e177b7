import { collection } from './diagnostics/collect.ts'
import { type Diagnostic, isError } from './diagnostics/diagnostic.ts'
import { redact } from './diagnostics/redact.ts'
import { parseAll, parseTenants } from './documents/parse.ts'
import { type AtHand, read, readTenants } from './documents/read.ts'
import type { Files } from './files/disk.ts'
import type { Model } from './model/model.ts'
import type { Outline } from './model/outline.ts'
import { type Placed, place, resolve } from './model/resolve.ts'
import type { Context } from './rules/rule.ts'
import { check } from './rules/run-rules.ts'

export interface Result {
  /** Missing if there are errors; otherwise it may be rendered. */
  readonly model: Model | undefined
  readonly diagnostics: readonly Diagnostic[]
}

/** The front end in order. */
export function compile(files: Files, context: Context): Result {
  return finish(begin(files), [], context)
}

/** What has been read, before tenants need to know about each other. */
export interface Begun {
  /** Missing if the platform's files are broken. */
  readonly placed: Placed | undefined
  readonly found: readonly Diagnostic[]
}

export function begin(files: Files, isAtHand?: AtHand): Begun {
  const { report, all } = collection()
  const parsed = parseAll(read(files, report, isAtHand), report)
  return { placed: parsed && place(parsed), found: all() }
}

/** The same for other tenants of a platform that is known, and so are the names of those that are not given. */
export function beginBeside({ parsed }: Placed, files: Files, isAtHand: AtHand): Begun {
  const { report, all } = collection()
  const inputs = readTenants(files, { policy: parsed.policy.root, report, isAtHand })
  const tenants = parseTenants(inputs, report)
  const names = new Set([...parsed.names, ...inputs.names])
  return { placed: place({ ...parsed, tenants, names }), found: all() }
}

/** Splits this into parts of so many tenants, because resolved tenants take more memory than parsed ones. */
export function divide(begun: Begun, most: number): Begun[] {
  const { placed } = begun
  if (!placed || placed.outlines.length <= most) return [begun]
  const { parsed, outlines } = placed
  const starts = Array.from({ length: Math.ceil(outlines.length / most) }, (_, at) => at * most)
  return starts.map(start => {
    const tenants = parsed.tenants.slice(start, start + most)
    const part = { parsed: { ...parsed, tenants }, outlines: outlines.slice(start, start + most) }
    // Each part keeps all diagnostics so far, some of which belong to no tenant.
    return { ...begun, placed: { ...placed, ...part } }
  })
}

/** Continues once the outlines of the tenants in other parts are known. */
export function finish(begun: Begun, others: readonly Outline[], context: Context): Result {
  const model = modelOf(begun, others, context)
  const { found } = begun
  const diagnostics = redact(model ? check(model, context, found) : found)
  const failed = diagnostics.some(isError)
  return { model: failed ? undefined : model, diagnostics }
}

/** The model alone, where it is already known that there are no mistakes. */
export function modelOf(
  { placed }: Begun,
  others: readonly Outline[],
  { clusters = [] }: Context
): Model | undefined {
  return placed && only(resolve(placed, others), clusters)
}

function only(model: Model, names: readonly string[]): Model {
  const chosen = ({ name }: Model['clusters'][number]) => names.length === 0 || names.includes(name)
  return {
    ...model,
    clusters: model.clusters.filter(chosen),
    tenants: model.tenants.filter(({ cluster }) => chosen(cluster))
  }
}
