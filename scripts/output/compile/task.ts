import type { Resident } from '../../../charts/gitops/resident.ts'
import type { Opening } from '../../../charts/tenant/givers.ts'
import type { Diagnostic } from '../../../src/diagnostics/diagnostic.ts'
import type { Source } from '../../../src/diagnostics/source.ts'
import type { Claim } from '../../../src/model/claims.ts'
import type { Outline } from '../../../src/model/outline.ts'
import type { Context } from '../../../src/rules/rule.ts'
import type { Difference } from '../disk/compare-folder.ts'
import type { Staged } from '../disk/stage.ts'

/** Some of the tenants, to be compiled in one thread. */
export interface Task {
  readonly root: string
  readonly context: Context
  /** The files of the tenants. */
  readonly paths: readonly string[]
  readonly thread: number
  /** Whether what differs is to be written, or only told. */
  readonly writes: boolean
  /** Of these files, what they are to hold is told as well. */
  readonly asked: ReadonlySet<string>
}

/** What a task came to. */
export interface Done {
  readonly diagnostics: readonly Diagnostic[]
  /** Nothing more where there are mistakes. */
  readonly facts: readonly Facts[]
  readonly differences: readonly Difference[]
  readonly staged: readonly Staged[]
  readonly texts: readonly Source[]
}

export const nothing: Done = { diagnostics: [], facts: [], differences: [], staged: [], texts: [] }

export function joined(all: readonly Done[]): Done {
  return {
    diagnostics: all.flatMap(({ diagnostics }) => diagnostics),
    facts: all.flatMap(({ facts }) => facts),
    differences: all.flatMap(({ differences }) => differences),
    staged: all.flatMap(({ staged }) => staged),
    texts: all.flatMap(({ texts }) => texts)
  }
}

/** What the others, and the next run, must know of a tenant. */
export interface Facts {
  readonly path: string
  readonly outline: Outline
  /** The tenants that it names. */
  readonly mentions: readonly string[]
  readonly openings: readonly Opening[]
  readonly claims: readonly Claim[]
  /** What GitHub calls those who answer for it. */
  readonly reviewers: readonly string[]
  readonly sites: readonly Presence[]
}

/** What a tenant has on a cluster. */
export interface Presence {
  readonly cluster: string
  readonly resident: Resident
  readonly objects: number
  readonly files: readonly string[]
}
