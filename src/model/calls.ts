import type { Span } from '../diagnostics/source.ts'
import type { Mention } from './model.ts'

/** A tenant whose pods may call this one's. */
export interface Opening extends Mention {
  readonly accounts: readonly string[]
}

export interface Network {
  readonly from: readonly Opening[]
  readonly open: boolean
  readonly ranges: readonly string[]
}

export interface Serving {
  readonly callers: readonly Caller[]
  readonly public: readonly string[]
}

export interface Caller {
  /** The tenant, or the empty string. */
  readonly tenant: string
  readonly namespace: string
  readonly accounts: readonly string[]
  readonly at: Span
}
