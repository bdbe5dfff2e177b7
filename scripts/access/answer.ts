import type { Right } from '../../charts/access/right.ts'

/** The rights that answer a question, or why it has no answer. */
export type Answer = Rights | { readonly mistake: string }

export interface Rights {
  readonly rights: readonly Right[]
  /** Those that come back once their tenant is suspended no more. */
  readonly suspended: readonly Right[]
}
