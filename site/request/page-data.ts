import type { World } from '../../charts/compile-in-page.ts'
import type { Names } from '../../src/reference/company-names.ts'
import type { Repository } from './new-file-page.ts'

/** What the page "Request a place" is given. It is plain data. */
export interface Known {
  readonly world: Omit<World, 'schemas'>
  readonly names: Names
  /** What each preset gives, in words. */
  readonly sizes: Readonly<Record<string, string>>
  /** Nothing where no file says where the repository is. */
  readonly repository: Repository | null
  /** Whether names of people, groups, teams and tenants are left out. */
  readonly isPublic: boolean
  /** Of addresses that are made up. */
  readonly domain: string
}
