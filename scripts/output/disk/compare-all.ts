import { versionPath } from '../../../charts/objects/generated.ts'
import type { Source } from '../../../src/diagnostics/source.ts'
import { blocked, compareFolder, type Difference, judge, kindOf, list } from './compare-folder.ts'

/** What was rendered for a cluster. */
export interface Site {
  readonly name: string
  readonly tenants: ReadonlySet<string>
  /** All files outside the tenants' own folders. */
  readonly files: readonly Source[]
}

export const generated = 'generated'

export function folderOf(cluster: string, tenant: string): string {
  return `${generated}/${cluster}/tenants/${tenant}`
}

/** Finds all differences outside the folders of the rendered tenants. */
export function survey(root: string, sites: readonly Site[], isWhole: boolean): Difference[] {
  const names = new Set(sites.map(({ name }) => name))
  const all = isWhole ? strangers(root, generated, names) : []
  const strays = all.filter(({ path }) => path !== versionPath)
  return [...strays, ...sites.flatMap(site => surveySite(root, site))]
}

function surveySite(root: string, { name, tenants, files }: Site): Difference[] {
  const path = `${generated}/${name}`
  const except = `${path}/tenants`
  return [...compareFolder({ root, path, files, except }), ...strangers(root, except, tenants)]
}

/** Lists everything in a folder except its known subfolders. */
function strangers(root: string, folder: string, known: ReadonlySet<string>): Difference[] {
  return list(root, folder).flatMap((entry): Difference[] => {
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory()) {
      return known.has(entry.name) ? [] : compareFolder({ root, path, files: [] })
    }
    if (known.has(entry.name)) throw blocked(path, kindOf(entry), 'a folder')
    return [{ path, kind: judge(root, path, entry) }]
  })
}

/** The tenants that have folders in a cluster. */
export function tenantsThere(root: string, cluster: string): ReadonlySet<string> {
  const entries = list(root, `${generated}/${cluster}/tenants`)
  return new Set(entries.filter(entry => entry.isDirectory()).map(({ name }) => name))
}
