import type { Related } from '../../diagnostics/diagnostic.ts'
import type { Span } from '../../diagnostics/source.ts'

/** What is known about a person besides the e-mail. */
export type Facts = Readonly<Partial<Record<(typeof factNames)[number], string>>>

export const factNames = ['name', 'github', 'gitlab', 'slack', 'affiliation'] as const

/** A person in an export. */
export interface Account {
  /** The ids by which the export's groups refer to the person. */
  readonly ids: readonly string[]
  /** As written in the export, the preferred one first. */
  readonly emails: readonly string[]
  readonly facts: Facts
  /** Whether the person may still sign in. */
  readonly active: boolean
  /** False if nobody has shown that the e-mail is theirs. */
  readonly isConfirmed?: boolean
  readonly at: Span
}

/** A group in an export. */
export interface Circle {
  readonly ids: readonly string[]
  readonly name: string
  /** The ids of people and groups. */
  readonly members: readonly string[]
  readonly at: Span
}

/** The content of an export, independent of its format. */
export interface Export {
  readonly accounts: readonly Account[]
  readonly circles: readonly Circle[]
  /** False for an export of people alone, which keeps the existing groups. */
  readonly hasGroups: boolean
  /** Parts of the export that were not read. */
  readonly left: readonly Related[]
}
