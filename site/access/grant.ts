/** Every grant, by number into the lists of names, because there may be hundreds of thousands. */
export interface AccessData {
  readonly subjects: readonly string[]
  /** The kind of each of them. */
  readonly kinds: readonly Kind[]
  /** The first stands for all. */
  readonly tenants: readonly string[]
  readonly ways: readonly string[]
  /** Sets of clusters, such as `production, staging`. */
  readonly sites: readonly string[]
  /** By subject, then by tenant. */
  readonly grants: readonly Grant[]
}

export type Kind = 'person' | 'workload' | 'anyone'

export const everyTenant = 'every tenant'

/** The last is of those who have another role again once their tenant is suspended no more. */
export const roles = ['admin', 'edit', 'view', '', 'suspended'] as const

/** The last is the last day, or empty. */
export type Grant = readonly [
  subject: number,
  tenant: number,
  role: number,
  way: number,
  site: number,
  until: string
]
