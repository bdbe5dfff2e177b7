import type { World } from '../../charts/compile-in-page.ts'
import type { Names } from '../../src/reference/company-names.ts'
import type { Repository } from './new-file-page.ts'

/** What each preset gives, in words. */
export type Sizes = Readonly<Record<string, string>>

/** What the page "Request a place" is given. It is plain data. */
export interface Known {
  readonly world: Omit<World, 'schemas'>
  readonly names: Names
  /** What each size gives to a place of no team, and to those of each team that is granted something else. */
  readonly sizes: { readonly usual: Sizes; readonly teams: Readonly<Record<string, Sizes>> }
  /** The size that each template has. */
  readonly templates: Readonly<Record<string, string>>
  /** Nothing where no file says where the repository is. */
  readonly repository: Repository | null
  /** Whether names of people, groups, teams and tenants are left out. */
  readonly isPublic: boolean
  /** Of addresses that are made up. */
  readonly domain: string
}
