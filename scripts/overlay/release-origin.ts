import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { home } from '../system/home.ts'
import { UsageError } from '../system/usage-error.ts'

/** Where Kubeflow's own files come from when overlays are built. */
interface Origin {
  /** A tree is laid out as Kubeflow's repository; a skeleton has a folder for each component. */
  readonly kind: 'tree' | 'skeleton'
  readonly folder: string
  /** For the person who reads what came of it. */
  readonly about: string
}

/** Where a root keeps the releases of Kubeflow; `files` of each holds the copy, if there is one. */
export const releasesFolder = 'kustomize/upstream'

/**
 * The folder that is named, which must be there; else what is vendored; else the folder that UPSTREAM
 * names; else the skeleton, which knows only the objects that overlays touch.
 */
export function originOf(root: string, release: string, named?: string): Origin {
  if (named !== undefined) return namedOrigin(release, named, '`--upstream`')
  const own = join(root, releasesFolder, release, 'files/kubeflow')
  if (existsSync(own)) return { kind: 'tree', folder: own, about: `Kubeflow ${release}, vendored` }
  if (process.env.UPSTREAM) return namedOrigin(release, process.env.UPSTREAM, 'UPSTREAM')
  const skeleton = fileURLToPath(new URL(`schemas/upstream/${release}`, home))
  if (existsSync(skeleton)) {
    return { kind: 'skeleton', folder: skeleton, about: `a skeleton of Kubeflow ${release}` }
  }
  throw new UsageError(
    `there is no Kubeflow ${release} here; copy it with \`npm run vendor -- ${release}\`, or set UPSTREAM to a folder with kubeflow-${release}`
  )
}

/** A folder may hold one release, or several side by side, or skeletons. */
function namedOrigin(release: string, named: string, by: string): Origin {
  const about = `Kubeflow ${release}, of ${by}`
  const places = [resolve(named, `kubeflow-${release}`), resolve(named)]
  const folder = places.find(each => existsSync(join(each, 'applications')))
  if (folder) return { kind: 'tree', folder, about }
  const skeleton = resolve(named, release)
  if (existsSync(skeleton))
    return { kind: 'skeleton', folder: skeleton, about: `a skeleton of ${about}` }
  throw new UsageError(`${by} names \`${named}\`, which holds no Kubeflow ${release}`)
}
