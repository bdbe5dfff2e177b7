import { lstatSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Located } from '../../../charts/changes/change.ts'
import { generated, tenantsThere } from './compare-all.ts'
import { list } from './compare-folder.ts'

/** Reads files of the root; a missing file or a link gives nothing. */
export function readOn(root: string): (path: string) => string | undefined {
  return path => {
    const place = join(root, path)
    const isFile = lstatSync(place, { throwIfNoEntry: false })?.isFile()
    return isFile ? readFileSync(place, 'utf8') : undefined
  }
}

/** The tenants that have generated output. */
export function generatedTenants(root: string, clusters: readonly string[]): Located[] {
  const there = list(root, generated).filter(entry => entry.isDirectory())
  const chosen = there.filter(({ name }) => clusters.length === 0 || clusters.includes(name))
  return chosen.flatMap(({ name: cluster }) =>
    [...tenantsThere(root, cluster)].map(name => ({ cluster, name }))
  )
}
