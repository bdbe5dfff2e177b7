import type { Report } from '../diagnostics/diagnostic.ts'
import type { Model } from '../model/model.ts'

/** Says what is wrong with a model; a rule knows nothing of the others. */
export type Rule = (model: Model, report: Report, context: Context) => void

/** What the files cannot say. */
export interface Context {
  /** As `2027-03-31`. */
  readonly today: string
  /** The files that the change at hand touches: who is gone may not stay in them. */
  readonly touched: ReadonlySet<string>
  /** Only these clusters; without any, all. */
  readonly clusters?: readonly string[]
  /** The platform's files are judged elsewhere, as far as each can be by itself. */
  readonly settled?: boolean
}
