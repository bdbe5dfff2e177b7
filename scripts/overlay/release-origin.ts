import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { home } from '../system/home.ts'
import { Refusal } from '../system/refusal.ts'

/** Where Kubeflow's own files come from when overlays are built. */
interface Origin {
  /** A tree has the layout of Kubeflow's repository; a skeleton has a folder per component. */
  readonly kind: 'tree' | 'skeleton'
  /** Absolute, because overlays link to it from elsewhere. */
  readonly folder: string
  /** A description for people. */
  readonly about: string
}

/**
 * The folder of a repository that holds the releases of Kubeflow; `files` in each is the copy, if
 * vendored.
 */
export const releasesFolder = 'kustomize/upstream'

/**
 * Looks in this order: the folder given by flag, which must exist; the vendored copy; the folder in
 * UPSTREAM; the skeleton, which has only the objects that overlays touch.
 */
export function originOf(root: string, release: string, named?: string): Origin {
  if (named !== undefined) return namedOrigin(release, named, '`--upstream`')
  const own = resolve(root, releasesFolder, release, 'files/kubeflow')
  if (existsSync(own)) return { kind: 'tree', folder: own, about: `Kubeflow ${release}, vendored` }
  if (process.env.UPSTREAM) return namedOrigin(release, process.env.UPSTREAM, 'UPSTREAM')
  const skeleton = fileURLToPath(new URL(`schemas/upstream/${release}`, home))
  if (existsSync(skeleton)) {
    return { kind: 'skeleton', folder: skeleton, about: `a skeleton of Kubeflow ${release}` }
  }
  throw new Refusal(
    `there is no Kubeflow ${release} here; copy it with \`npx tenantry vendor ${release}\`, or set UPSTREAM to a folder with kubeflow-${release}`
  )
}

/** The folder may contain one release, several side by side, or skeletons. */
function namedOrigin(release: string, named: string, by: string): Origin {
  const about = `Kubeflow ${release}, from ${by}`
  const places = [resolve(named, `kubeflow-${release}`), resolve(named)]
  const folder = places.find(each => existsSync(join(each, 'applications')))
  if (folder) return { kind: 'tree', folder, about }
  const skeleton = resolve(named, release)
  if (existsSync(skeleton))
    return { kind: 'skeleton', folder: skeleton, about: `a skeleton of ${about}` }
  throw new Refusal(`${by} names \`${named}\`, which does not contain Kubeflow ${release}`)
}
