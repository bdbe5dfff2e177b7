import type { Diagnostic, Report } from '../diagnostics/diagnostic.ts'
import { startOf } from '../diagnostics/source.ts'
import type { Files, RawFile } from './disk.ts'
import { layoutOf } from './find.ts'

export interface Found {
  readonly path: string
  readonly file: RawFile
}

export interface FoundCluster extends Found {
  readonly name: string
}

export interface FoundTenant extends FoundCluster {
  readonly folder: string
}

/** Every file that is for something. */
export interface Sorted {
  readonly tenants: readonly FoundTenant[]
  readonly clusters: readonly FoundCluster[]
  readonly common: Found | undefined
  readonly policy: Found | undefined
  readonly directory: Found | undefined
}

/** Tells the files apart by their paths; reports those that are for nothing, and what is missing. */
export function sortFiles(files: Files, report: Report): Sorted {
  const tenants: FoundTenant[] = []
  const clusters: FoundCluster[] = []
  const platform = new Map<string, Found>()
  const strays = new Map<string, Diagnostic>()
  // In whatever order they come, what follows from them is the same.
  for (const [path, file] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const place = layoutOf(path)
    if (place.kind === 'tenant')
      tenants.push({ path, file, name: place.name, folder: place.folder })
    else if (place.kind === 'cluster') clusters.push({ path, file, name: place.name })
    else if (place.kind !== 'stray') platform.set(place.kind, { path, file })
    // A folder is told once, however much it holds.
    else strays.set(place.diagnostic.at.source.path, place.diagnostic)
  }
  for (const stray of strays.values()) report(stray)
  reportMissing([...files.keys()], report)
  const [common, policy, directory] = ['common', 'policy', 'directory'].map(kind =>
    platform.get(kind)
  )
  return { tenants, clusters, common, policy, directory }
}

/** Of files that are not there, under no wrong name either. */
function reportMissing(paths: readonly string[], report: Report): void {
  if (!paths.some(path => /^platform\/common\b/i.test(path))) {
    report({
      code: 'missing-file',
      message: 'there is no `platform/common.yaml`',
      at: startOf({ path: 'platform/common.yaml', text: '' }),
      help: 'create it: it holds the presets and templates that tenants use'
    })
  }
  if (!paths.some(path => path.startsWith('platform/clusters'))) {
    report({
      code: 'missing-file',
      message: 'no cluster has a file',
      at: startOf({ path: 'platform/clusters/', text: '' }),
      help: 'create `platform/clusters/<name>.yaml` for each cluster'
    })
  }
}
