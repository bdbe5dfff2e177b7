import type { Counts } from '../../../charts/changes/change.ts'
import type { Resident } from '../../../charts/gitops/resident.ts'
import type { Opening } from '../../../charts/tenant/givers.ts'
import type { Diagnostic } from '../../../src/diagnostics/diagnostic.ts'
import type { Source } from '../../../src/diagnostics/source.ts'
import type { Claim } from '../../../src/model/claims.ts'
import type { Outline } from '../../../src/model/outline.ts'
import type { Context } from '../../../src/rules/rule.ts'
import type { Difference } from '../disk/compare-folder.ts'
import type { Staged } from '../disk/stage.ts'
import type { Commit } from '../git.ts'

/** Some of the tenants, compiled in one thread. */
export interface Task {
  readonly root: string
  /** Without what is touched, which each thread finds out by itself. */
  readonly context: Omit<Context, 'touched'>
  /** What to compare with; without one, where this branch left the default branch. */
  readonly base?: Commit | undefined
  /** The paths of the tenants' files. */
  readonly paths: readonly string[]
  readonly thread: number
  /** Whether to write the differences or only report them. */
  readonly writes: boolean
  /** The rendered text of these files is returned too. */
  readonly asked: ReadonlySet<string>
}

/** The outcome of a task. */
export interface Done {
  readonly diagnostics: readonly Diagnostic[]
  /** Empty where there are mistakes. */
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

/** What the other parts, and the next run, have to know about a tenant. */
export interface Facts {
  readonly path: string
  readonly outline: Outline
  /** The names of the tenants that it mentions. */
  readonly mentions: readonly string[]
  readonly openings: readonly Opening[]
  readonly claims: readonly Claim[]
  /** The GitHub names of the people who review changes to it. */
  readonly reviewers: readonly string[]
  readonly sites: readonly Presence[]
}

/** What a tenant has on one cluster. */
export interface Presence {
  readonly cluster: string
  readonly resident: Resident
  readonly counts: Counts
  readonly files: readonly string[]
}
