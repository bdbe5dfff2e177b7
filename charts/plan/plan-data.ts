/** What a change does, for those who review it. It is data alone; schemas/plan.json describes it. */
export interface Plan {
  readonly version: 1
  readonly totals: Totals
  /** Worst first. */
  readonly risks: readonly Risk[]
  readonly access: readonly AccessChange[]
  readonly approvals: Approvals
  readonly tenants: readonly TenantChange[]
  readonly platform: readonly PlatformChange[]
  /** Missing where no cluster gets another release of Kubeflow. */
  readonly releases?: readonly ReleaseChange[]
  /** Whether only the compiler changed, and no file that people write. */
  readonly compilerOnly: boolean
  /** Whether `generated/` does not say it all yet, and `generate` will. */
  readonly isPending: boolean
  /** What `generate` refuses. */
  readonly refusals: readonly Refusal[]
  /** The files whose mistakes keep them from being planned. */
  readonly unplanned: readonly string[]
}

export interface Refusal {
  readonly message: string
  readonly help: string
}

interface Counts {
  readonly added: number
  readonly changed: number
  readonly removed: number
}

interface Totals {
  readonly tenants: Counts
  readonly clusters: readonly ClusterCounts[]
}

interface ClusterCounts extends Counts {
  readonly cluster: string
  /** How many of those that are removed stay in the cluster. */
  readonly kept: number
}

type Kind = keyof Counts

/** Where something is written. */
export interface Place {
  readonly file: string
  readonly line: number
}

export const levels = ['high', 'medium', 'low'] as const

export type Level = (typeof levels)[number]

/** The same in each of its tenants, of which there may be none. */
export interface Risk {
  readonly code: string
  readonly level: Level
  /** One sentence: lowercase, no period, names in backticks. */
  readonly message: string
  readonly help: string
  readonly at: Place
  readonly tenants: readonly string[]
  readonly clusters: readonly string[]
}

/** Somebody gains or loses something in each of the tenants; in all of them if there are none. */
export interface AccessChange {
  readonly change: 'gains' | 'loses' | 'changes'
  /** The names, or `<owner>` for the owner of each of the tenants. */
  readonly who: readonly string[]
  /** A `role` is one of AWS, with which somebody uses kubectl. */
  readonly kind: 'person' | 'workload' | 'anyone' | 'role'
  readonly tenants: readonly string[]
  readonly clusters: readonly string[]
  /** What they lose, or had instead. */
  readonly before: Reach
  /** What they gain, or have instead. */
  readonly after: Reach
  /** Such as `group:fraud-analysts`, before where they lose everything and else after. */
  readonly ways: readonly string[]
  /** Who may run code as a workload of another tenant, or who the owners are. */
  readonly people?: readonly string[]
  /** The line that says so, of those that changed. */
  readonly at: Place
  /** The lines of the others, where each has one of their own. */
  readonly also?: readonly Place[]
  /** The lines that lead from there to the tenant, such as that of the group, and last the one that lets it in. */
  readonly next?: readonly Place[]
  /** How they had it before, where that is over and they keep something. */
  readonly had?: { readonly through: readonly string[]; readonly at: Place }
}

/** What somebody may do, as far as it differs. */
export interface Reach {
  /** Empty for those who have none. */
  readonly role?: 'admin' | 'edit' | 'view' | ''
  /** The last day; `null` if there is none. */
  readonly until?: string | null
  /** Roles of Kubernetes. */
  readonly kubernetes: readonly string[]
  /** What the mesh opens, such as `notebooks`. */
  readonly mesh: readonly string[]
  readonly aws: readonly AwsAccess[]
  /** What other tenants let the workloads do, as whoever runs code may act; such as `role view in fraud`. */
  readonly elsewhere?: readonly string[]
  /** There if AWS allows as well what it allows the accounts of each tenant. */
  readonly everyAccount?: true
}

interface AwsAccess {
  readonly actions: readonly string[]
  readonly places: readonly string[]
}

/** Whose approval the forge asks for, if it is told to require it. */
export interface Approvals {
  /** The file on the branch that the change goes into; `null` if there is none, and then nobody is asked. */
  readonly file: string | null
  /** Whoever is asked about most files comes first, and what nobody is asked about last. */
  readonly asked: readonly Approval[]
}

export interface Approval {
  /** Names on the forge; empty where nobody is asked. */
  readonly owners: readonly string[]
  /** The section of a file on GitLab; empty for those in none. */
  readonly section: string
  /** How many of them have to approve; 0 if none has to. */
  readonly needed: number
  readonly reasons: readonly ApprovalReason[]
}

interface ApprovalReason {
  /** Files of tenants are open if what they say has its owners where it is generated. `people` are the owner of a tenant and the team whose folder it is in; they may have no name on the forge. */
  readonly what:
    | 'policy'
    | 'removals'
    | 'platform'
    | 'people'
    | 'unknown people'
    | 'tenants'
    | 'open tenants'
    | 'generated'
    | 'clusters'
    | 'other'
  /** Whose generated files these are. */
  readonly tenants: readonly string[]
  /** Paths in the repository. */
  readonly files: readonly string[]
  /** The first of the lines that ask. */
  readonly line: number | null
}

/** The same in each of its tenants, on each of its clusters. */
export interface TenantChange {
  readonly change: Kind
  /** What made it change. */
  readonly cause: Cause
  readonly tenants: readonly string[]
  readonly clusters: readonly string[]
  readonly files: readonly string[]
  /** In the words of the tenant's file, with what templates and presets fill in. */
  readonly settings: readonly Setting[]
  readonly objects: readonly ObjectChange[]
}

/** Its own file, a file of the platform, another tenant, the compiler, or somebody who edited what is generated. */
export type Cause = 'file' | 'platform' | 'neighbour' | 'compiler' | 'edited'

/** A cluster that moves from one release of Kubeflow to the next, or back. */
export interface ReleaseChange {
  readonly cluster: string
  readonly from: string
  readonly to: string
  /** The line that says so. */
  readonly at: Place
  /** What there is to know and to do, in order. */
  readonly chapters: readonly ReleaseChapter[]
}

interface ReleaseChapter {
  readonly title: string
  readonly lines: readonly string[]
  /** They may be run again. */
  readonly commands: readonly string[]
}

export interface PlatformChange {
  readonly cluster: string
  readonly objects: readonly ObjectChange[]
}

export interface ObjectChange {
  readonly change: Kind
  readonly kind: string
  readonly namespace: string | null
  readonly name: string
  /** Of a changed object. */
  readonly fields: readonly FieldChange[]
  /** What the engine does with an object that goes. */
  readonly fate: Fate | null
}

export type Fate =
  | 'deleted'
  | 'deleted with its namespace'
  | 'waits for confirmation'
  | 'kept by protection'
  | 'orphaned'

/** A value that is not there is `null`. */
export interface FieldChange {
  readonly field: string
  readonly before: unknown
  readonly after: unknown
}

export interface Setting extends FieldChange {
  /** Where the new value is written, or the old one if there is no new one. */
  readonly at: Place
}
