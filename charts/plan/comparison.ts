import type { Source } from '../../src/diagnostics/source.ts'
import type { Model } from '../../src/model/model.ts'
import type { Tenant } from '../../src/model/tenant.ts'
import type { Resident } from '../changes/change.ts'
import type { Manifest } from '../objects/manifest.ts'
import type { AccessChange, Cause, TenantChange } from './plan-data.ts'

/** A state of the repository, as far as the change concerns it. */
export interface Side {
  /** With the tenants that are read; missing where the platform's files are broken. */
  readonly model: Model | undefined
  /** The tenants that are read, except those with mistakes, once per cluster. */
  readonly tenants: readonly Tenant[]
  /** The paths of all files that people write. */
  readonly sources: readonly string[]
  /** Reads a file that changes. */
  readonly read: (path: string) => string | undefined
}

/** The two states, and what differs. */
export interface Comparison {
  readonly before: Side
  readonly after: Side
  /** The paths of the files that differ, both those that people write and generated ones. */
  readonly changed: ReadonlySet<string>
  /** The generated files that do not follow from what people write. */
  readonly stray: ReadonlySet<string>
  /** The other version that wrote what is generated, so that nothing says here what follows. */
  readonly writtenBy: string | undefined
  /** Those of them that are links, which nothing here follows. */
  readonly links: ReadonlySet<string>
  /** The files with mistakes. */
  readonly wrong: ReadonlySet<string>
  /** Whether something was not generated yet; then it is as it will be. */
  readonly isPending: boolean
  /** The tenants after the change with how much each needs, as far as that may be too much. */
  readonly residents: readonly Resident[]
  /** The quotas of all tenants after the change, where one rises on a cluster whose `capacity` is known; else none. */
  readonly everyone: readonly Pick<Tenant, 'cluster' | 'quota'>[]
  readonly review: Review
  readonly today: string
}

/** What the forge sees of the change: all of the repository. */
interface Review {
  /** The path of the folder that all of ours is in, such as `kubeflow/`; empty for the root. */
  readonly prefix: string
  /** The file on the branch that the change goes into. */
  readonly codeowners: Source | undefined
  /** Whether that file changes only as the files that people write say. */
  readonly ownersFollow: boolean
  /** The paths of all files that differ. */
  readonly files: readonly string[]
}

/** An object before and after the change. */
export interface Pair {
  readonly was: Manifest | undefined
  readonly is: Manifest | undefined
}

/** A tenant on a cluster. */
export interface Site {
  readonly tenant: string
  readonly cluster: string
  /** The path of its file, now or before. */
  readonly file: string
  /** Whether a mistake in its file hides what becomes of it. */
  readonly isUnjudged: boolean
  readonly change: TenantChange['change']
  readonly cause: Cause
  /** Missing where its file was not there or has mistakes. */
  readonly was: Tenant | undefined
  readonly is: Tenant | undefined
  readonly pairs: readonly Pair[]
}

/** What the risks are found in. */
export interface Seen {
  readonly comparison: Comparison
  readonly sites: readonly Site[]
  /** By cluster. */
  readonly platform: ReadonlyMap<string, readonly Pair[]>
  /** Not yet folded: one person, tenant and cluster each. */
  readonly access: readonly AccessChange[]
}
