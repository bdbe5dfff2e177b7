import { listTree } from '../../../src/files/disk.ts'
import { folderOf } from '../disk/compare-all.ts'
import { signatureOf } from './signature.ts'
import type { State, TenantEntry } from './state.ts'

/** The tenants whose source or output changed since the last run. Nothing if anything else changed too. */
export function changedIn(root: string, { about, entries }: State): TenantEntry[] | undefined {
  const { time, platform, rest, layouts } = about
  const isSame = (paths: readonly string[], text: string) => {
    const signature = signatureOf(root, paths)
    return signature.text === text && signature.latest < time
  }
  const known = [...entries.map(({ path }) => path), ...platform.paths].sort()
  if (known.join('\n') !== listTree(root).join('\n')) return undefined
  if (!isSame(platform.paths, platform.signature)) return undefined
  if (!isSame(rest.paths, rest.signature)) return undefined
  return entries.filter(({ path, name, source, output, places }) => {
    const written = places.flatMap(([cluster, layout]) => {
      const folder = folderOf(cluster, name)
      return (layouts[layout] ?? []).map(file => `${folder}${file}`)
    })
    return !isSame([path], source) || !isSame(written, output)
  })
}
