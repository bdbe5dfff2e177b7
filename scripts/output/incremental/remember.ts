import { dirname } from 'node:path'
import { sizesOf } from '../../../charts/changes/invalid-shards.ts'
import type { Cluster } from '../../../src/cluster/cluster.ts'
import type { Diagnostic } from '../../../src/diagnostics/diagnostic.ts'
import type { Context } from '../../../src/rules/rule.ts'
import { type Built, residents } from '../compile/everything.ts'
import type { Facts } from '../compile/task.ts'
import { folderOf, generated } from '../disk/compare-all.ts'
import { forkOf } from '../fork.ts'
import { signatureOf } from './signature.ts'
import {
  type About,
  type Inspected,
  type LayoutOnCluster,
  saveState,
  type TenantEntry
} from './state.ts'
import { areOwn, isTenants, standing, withoutText } from './warnings.ts'

/** The state of the sources before any of them was read. */
interface Seen {
  readonly root: string
  readonly key: string
  /** By path. */
  readonly tenants: Inspection
  readonly platform: Inspected
}

export type Inspection = ReadonlyMap<string, string>

export function look(root: string, key: string, paths: readonly string[]): Seen {
  const isTenant = (path: string) => path.startsWith('tenants/')
  const platform = inspected(
    root,
    paths.filter(path => !isTenant(path))
  )
  return { root, key, platform, tenants: inspect(root, paths.filter(isTenant)) }
}

export function inspect(root: string, paths: readonly string[]): Inspection {
  return new Map(paths.map(path => [path, signatureOf(root, [path]).text]))
}

/** Saves the result of a full run, once all of it is written, for the next run. */
export function remember(
  { root, key, tenants, platform }: Seen,
  built: Built & { readonly harm: readonly Diagnostic[] },
  context: Context
): void {
  const { model, facts, diagnostics, differences, harm } = built
  const known = diagnostics.every(isTenants) ? [] : standing(root, context)
  // A warning about a file that is not ours has to appear in every run.
  if (differences.some(({ kind }) => kind === 'extra')) return
  if (!model || !areOwn(diagnostics, known)) return
  const layouts = new Map<string, number>()
  const entries = facts.map(one => {
    return entryOf(root, one, { layouts, source: tenants.get(one.path) ?? '' })
  })
  const folders = model.clusters.map(({ name }) => `${generated}/${name}/tenants`)
  const about: Omit<About, 'time'> = {
    key,
    platform,
    rest: inspected(root, [...withFolders(built.rest), ...folders]),
    sizes: Object.fromEntries(model.clusters.map(cluster => [cluster.name, sizes(cluster, facts)])),
    standing: known,
    warnings: diagnostics.filter(isTenants).map(withoutText),
    change: { fork: forkFor(root, harm), warnings: harm.map(withoutText) },
    layouts: [...layouts.keys()].map(layout => layout.split(' '))
  }
  saveState(root, { about, entries })
}

function inspected(root: string, paths: readonly string[]): Inspected {
  return { paths, signature: signatureOf(root, paths).text }
}

function sizes({ name, gitops }: Cluster, facts: readonly Facts[]): number[] {
  const here = residents(facts).filter(({ cluster }) => cluster === name)
  return sizesOf(here, gitops.shards)
}

/** The commit with which the change was compared; git is asked only where that matters. */
export function forkFor(root: string, warnings: readonly Diagnostic[]): string {
  return warnings.length === 0 ? '' : (forkOf(root).commit?.id ?? '')
}

interface Rest {
  /** Gets an entry for each new layout. */
  readonly layouts: Map<string, number>
  /** The signature of the tenant's source. */
  readonly source: string
}

/** What the next run has to know about a tenant whose output is up to date. */
export function entryOf(root: string, facts: Facts, { layouts, source }: Rest): TenantEntry {
  const { path, outline, sites } = facts
  const places = sites.map(({ cluster, files }): LayoutOnCluster => {
    const start = folderOf(cluster, outline.name).length
    const layout = withFolders(files)
      .map(file => file.slice(start))
      .join(' ')
    const known = layouts.get(layout) ?? layouts.size
    layouts.set(layout, known)
    return [cluster, known]
  })
  const written = sites.flatMap(({ files }) => withFolders(files))
  const short = { ...facts, sites: sites.map(site => ({ ...site, files: [] })) }
  return {
    path,
    name: outline.name,
    source,
    output: signatureOf(root, written).text,
    places,
    facts: JSON.stringify(short)
  }
}

/** Adds the folders of the files, because a new file only shows in the signature of its folder. */
function withFolders(files: readonly string[]): string[] {
  const folders = new Set(files.flatMap(above))
  return [...folders, ...files]
}

/** All folders above a file, up to the tenant's or the cluster's. */
function above(file: string): string[] {
  const folder = dirname(file)
  const steps = folder.split('/')
  const isTenant = steps[2] === 'tenants'
  return steps
    .slice(isTenant ? 3 : 0)
    .map((_, at) => steps.slice(0, at + (isTenant ? 4 : 1)).join('/'))
}
