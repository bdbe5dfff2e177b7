import type { Span } from '../../diagnostics/source.ts'

/** What is known of somebody beside the e-mail. */
export type Facts = Readonly<Partial<Record<(typeof factNames)[number], string>>>

export const factNames = ['name', 'github', 'slack', 'affiliation'] as const

/** Somebody as an export describes them. */
export interface Account {
  /** By what the groups of the export call them. */
  readonly ids: readonly string[]
  /** As it stands there, or nothing. */
  readonly email: string
  readonly facts: Facts
  /** Whether they may still sign in. */
  readonly active: boolean
  readonly at: Span
}

/** A group as an export describes it. */
export interface Circle {
  readonly ids: readonly string[]
  readonly name: string
  /** The ids of people and groups. */
  readonly members: readonly string[]
  readonly at: Span
}

/** What an export holds, whatever its format. */
export interface Export {
  readonly accounts: readonly Account[]
  readonly circles: readonly Circle[]
  /** An export of people alone says nothing about groups: those that are known stay. */
  readonly hasGroups: boolean
}
