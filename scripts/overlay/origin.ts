import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { home } from '../frame/home.ts'
import { UsageError } from '../frame/usage.ts'

/** Where Kubeflow's own files come from when overlays are built. */
export interface Origin {
  /** A tree is laid out as Kubeflow's repository; a skeleton has a folder for each component. */
  readonly kind: 'tree' | 'skeleton'
  readonly folder: string
  /** For the person who reads what came of it. */
  readonly about: string
}

/** Where a root keeps the releases of Kubeflow; `files` of each holds the copy, if there is one. */
export const releasesFolder = 'kustomize/upstream'

/**
 * The folder that is named, which must be there; else what is vendored; else the real files beside
 * the repository; else the names of those of their objects that overlays touch.
 */
export function originOf(root: string, release: string, named?: string): Origin {
  if (named !== undefined) return namedOrigin(release, resolve(named))
  const own = join(root, releasesFolder, release, 'files/kubeflow')
  if (existsSync(own)) return tree(own, 'vendored')
  const beside = fileURLToPath(new URL(`../shared/upstream/kubeflow-${release}`, home))
  if (existsSync(beside)) return tree(beside, 'of ../shared/upstream')
  const skeleton = fileURLToPath(new URL(`schemas/upstream/${release}`, home))
  if (existsSync(skeleton)) {
    return { kind: 'skeleton', folder: skeleton, about: `a skeleton of Kubeflow ${release}` }
  }
  throw new UsageError(
    `there is no Kubeflow ${release} here; \`--upstream\` names a folder with it`
  )

  function tree(folder: string, from: string): Origin {
    return { kind: 'tree', folder, about: `Kubeflow ${release}, ${from}` }
  }
}

/** A folder may hold one release, or several side by side, or skeletons. */
function namedOrigin(release: string, named: string): Origin {
  const about = `Kubeflow ${release}, of \`--upstream\``
  const folder = [`${named}/kubeflow-${release}`, named].find(each =>
    existsSync(`${each}/applications`)
  )
  if (folder) return { kind: 'tree', folder, about }
  const skeleton = join(named, release)
  if (existsSync(skeleton))
    return { kind: 'skeleton', folder: skeleton, about: `a skeleton of ${about}` }
  throw new UsageError(`\`${named}\` holds no Kubeflow ${release}`)
}
