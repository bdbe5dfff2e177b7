import { createHash } from 'node:crypto'
import { existsSync, readFileSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { load, loadAll } from 'js-yaml'
import { afterAll, type TestContext } from 'vitest'
import { rootFile, rootPath } from '../../charts/gitops/component-root.ts'
import { parts, platformFiles } from '../../charts/platform/compile-platform.ts'
import { findBuilders, type Output } from '../../scripts/overlay/builder.ts'
import { stage } from '../../scripts/overlay/stage-overlays.ts'
import type { Cluster } from '../../src/cluster/cluster.ts'
import { compile } from '../../src/compile.ts'
import { readTree } from '../../src/files/disk.ts'
import { releaseOf } from '../../src/kubeflow/release.ts'
import type { Version } from '../../src/kubeflow/versions.ts'
import type { Model } from '../../src/model/model.ts'
import { acme } from '../support/acme.ts'
import { summary } from '../support/compile-texts.ts'
import { type Patch, patchesOf } from './patches.ts'
import type { Thing } from './thing.ts'

/** A component of a cluster after the build. */
interface Built {
  readonly text: string
  readonly objects: readonly Thing[]
  /** The same component as Kubeflow ships it. */
  readonly base: readonly Thing[]
  /** The builder's warnings about the root, without those about its base. */
  readonly warnings: readonly string[]
  /** The patches of the overlays and of the compiled values. */
  readonly patches: readonly Patch[]
}

interface Platform {
  readonly model: Model
  readonly clusters: readonly Cluster[]
  /** Where the files of Kubeflow come from. */
  readonly about: readonly string[]
  /** The names of a cluster's components. */
  readonly names: (cluster: Cluster) => readonly string[]
  readonly build: (cluster: string, component: string) => Built
  /** The same root built with each of the other builders. */
  readonly others: (cluster: string, component: string) => readonly string[]
}

/** Skips a test that needs more of Kubeflow than the skeleton's names. */
export function needKubeflow(context: TestContext, { about }: Platform): void {
  if (about.some(each => each.startsWith('a skeleton'))) {
    context.skip(`${about.join(', ')} does not show it`)
  }
}

type Change = (text: string) => string

/**
 * Builds the platform of the example, with changed texts by path and the roots that `npx tenantry roots`
 * would write. A call inside a test passes `onTestFinished`.
 */
export function platform(
  changes: Readonly<Record<string, Change>> = {},
  upstream?: string,
  whenOver: (remove: () => void) => void = afterAll
): Platform {
  const roots = Object.keys(changes).length > 0
  return platformOf(modelOf(changes), { roots, whenOver, upstream })
}

/** The same with all clusters on one release of Kubeflow. */
export function platformOn(
  release: Version,
  upstream?: string,
  whenOver: (remove: () => void) => void = afterAll
): Platform {
  const paths = [...readTree(acme).keys()].filter(path => path.startsWith('platform/clusters/'))
  const needsKeys = !releaseOf(release).pipelines.keyless
  const move = (text: string) => {
    const moved = text.replace(/^kubeflow: .*$/m, `kubeflow: "${release}" # here`)
    const isKeyless = needsKeys && !text.includes('credentials: static')
    return isKeyless ? moved.replace('  env: aws', '  env: aws\n  credentials: static') : moved
  }
  return platform(Object.fromEntries(paths.map(path => [path, move])), upstream, whenOver)
}

interface Way {
  /** Whether its roots are those that `npx tenantry roots` would write. */
  readonly roots: boolean
  readonly whenOver: (remove: () => void) => void
  readonly upstream?: string | undefined
}

/** The same for any model. */
export function platformOf(model: Model, { roots, whenOver, upstream }: Way): Platform {
  const files = model.clusters.flatMap(cluster => [
    ...platformFiles(model, cluster),
    ...(roots ? parts(model, cluster).map(part => rootFile(cluster, part)) : [])
  ])
  const texts = new Map(files.map(({ path, text }) => [path, text]))
  const { folder, about } = stage({ root: acme, structure: '.', files: texts, upstream })
  whenOver(() => rmSync(folder, { recursive: true }))
  const [builder, ...others] = builders().map(build => (path: string) => build(join(folder, path)))
  if (!builder) throw new Error('bug: no builder was found, and nobody said so')
  const placeOf = (cluster: string, component: string) => dirname(rootPath(cluster, component))
  const build = once(place => buildRoot(builder, folder, place))
  return {
    model,
    clusters: model.clusters,
    about,
    names: cluster => parts(model, cluster).map(({ component }) => component.name),
    build: (cluster, component) => build(placeOf(cluster, component)),
    others: (cluster, component) => others.map(other => other(placeOf(cluster, component)).text)
  }
}

let found: readonly ((folder: string) => Output)[] | undefined

/** All test files share the builds, so that the same texts are built only once. */
function builders(): readonly ((folder: string) => Output)[] {
  found ??= findBuilders().map(({ build }) => {
    const known = new Map<string, Output>()
    return folder => {
      const key = createHash('sha256').update(textsOf(folder).join('\0')).digest('hex')
      const output = known.get(key) ?? build(folder)
      known.set(key, output)
      return output
    }
  })
  return found
}

/** A kustomization and all files that it may read. */
function textsOf(folder: string): readonly string[] {
  const file = join(folder, 'kustomization.yaml')
  if (!existsSync(file)) return []
  const text = readFileSync(file, 'utf8')
  const places = stringsIn(load(text))
    .map(named => join(folder, named.replace(/^[\w.-]+=/, '')))
    .filter(place => !`${folder}/`.startsWith(place) && existsSync(place))
  const inner = places.flatMap(place =>
    statSync(place).isDirectory() ? textsOf(place) : [readFileSync(place, 'utf8')]
  )
  return [text, ...inner]
}

function stringsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value ? Object.values(value).flatMap(stringsIn) : []
}

/** Each root is read only once. */
function once<T>(work: (place: string) => T): (place: string) => T {
  const known = new Map<string, T>()
  return place => {
    const result = known.get(place) ?? work(place)
    known.set(place, result)
    return result
  }
}

function buildRoot(run: (place: string) => Output, folder: string, place: string): Built {
  const own = run(place)
  const bases = resourcesOf(join(folder, place)).map(path => run(join(place, path)))
  const known = new Set(bases.flatMap(({ warnings }) => warnings))
  return {
    text: own.text,
    objects: loadAll(own.text) as Thing[],
    base: bases.flatMap(({ text }) => loadAll(text) as Thing[]),
    warnings: own.warnings.filter(warning => !known.has(warning)),
    patches: patchesOf(join(folder, place))
  }
}

function resourcesOf(folder: string): string[] {
  const text = readFileSync(join(folder, 'kustomization.yaml'), 'utf8')
  const { resources = [] } = loadAll(text)[0] as { resources?: string[] }
  return resources.filter(path => existsSync(join(folder, path, 'kustomization.yaml')))
}

function modelOf(changes: Readonly<Record<string, Change>>): Model {
  const files = new Map(readTree(acme))
  for (const [path, change] of Object.entries(changes)) {
    const text = readFileSync(join(acme, path), 'utf8')
    const changed = change(text)
    if (changed === text) throw new Error(`nothing changes in ${path}`)
    files.set(path, { kind: 'file', bytes: new TextEncoder().encode(changed) })
  }
  const { model, diagnostics } = compile(files, { today: '2026-06-15', touched: new Set() })
  if (!model) throw new Error(diagnostics.map(summary).join('\n'))
  return model
}
