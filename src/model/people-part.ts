import type { Span } from '../diagnostics/source.ts'

export type Role = 'admin' | 'edit' | 'view'

export interface Team {
  readonly name: string
  readonly organization: string
  readonly channel: string
  readonly members: readonly string[]
}

/** An entry of `members`. */
export interface Member {
  readonly kind: 'user' | 'group' | 'team' | 'serviceAccount' | 'tenant'
  readonly name: string
  /** As it is written: perhaps an alias. */
  readonly role: string
  readonly until: string
  /** Of the name. */
  readonly at: Span
  readonly roleAt: Span
}

/** One way in which somebody got a role: an entry of `members`. */
export interface Way {
  /** `user`, `group:fraud-analysts`, `team:ds-delta`. */
  readonly through: string
  readonly role: Role
  readonly notebooks: boolean
  /** The last day, or nothing. */
  readonly until: string
  /** Of the name. */
  readonly at: Span
}

/** Somebody beside the owner, with the strongest of the ways first. */
export interface Person {
  readonly email: string
  readonly role: Role
  readonly notebooks: boolean
  readonly ways: readonly [Way, ...Way[]]
}

/** A service account outside the tenants, such as a deployer. */
export interface Workload {
  readonly namespace: string
  readonly account: string
  readonly role: Role
  readonly way: Way
}

/** The workloads of another tenant on the same cluster. */
export interface Neighbour {
  readonly tenant: string
  readonly accounts: readonly string[]
  readonly role: Role
  readonly way: Way
}
