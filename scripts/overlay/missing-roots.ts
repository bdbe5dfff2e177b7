import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { entryFiles, rootFile } from '../../charts/gitops/component-root.ts'
import type { Source } from '../../src/diagnostics/source.ts'
import type { Model } from '../../src/model/model.ts'
import { entryless, rootless } from './root-faults.ts'

/** The roots that a cluster's file asks for and nobody has written yet. */
export function missingRoots(root: string, model: Model): Source[] {
  const isMissing = ({ path }: Source) => !existsSync(join(root, path))
  return model.clusters.flatMap(cluster => [
    ...(entryless(root, cluster) ? entryFiles(cluster).filter(isMissing) : []),
    ...rootless(root, model, cluster).map(part => rootFile(cluster, part))
  ])
}
