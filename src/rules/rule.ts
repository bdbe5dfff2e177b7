import type { Report } from '../diagnostics/diagnostic.ts'
import type { Source } from '../diagnostics/source.ts'
import type { Model } from '../model/model.ts'

/** Reports what is wrong with a model, independently of other rules. */
export type Rule = (model: Model, report: Report, context: Context) => void

/** The files that a change makes or changes. Answers only when it is asked, because asking git takes time. */
export type Touched = Pick<ReadonlySet<string>, 'has'> & {
  /** Such a file before the change, where there was one, perhaps at another path. */
  readonly before?: (path: string) => Source | undefined
}

/** Input that is not in the files. */
export interface Context {
  /** As `2027-03-31`. */
  readonly today: string
  /** The files that are new or changed, in which everybody who is named must be known. */
  readonly touched: Touched
  /** Only these clusters; empty or missing for all. */
  readonly clusters?: readonly string[]
  /** True if the platform's files are checked elsewhere, apart from how they fit together with tenants. */
  readonly settled?: boolean
}
