import type { Cluster } from '../../src/cluster/cluster.ts'
import type { Manifest } from '../objects/manifest.ts'
import type { Pair } from './comparison.ts'
import { differences, pathText } from './differences.ts'
import type { Fate, ObjectChange } from './plan-data.ts'

/** Where the objects are; nothing if the cluster is gone. */
interface Ground {
  readonly cluster: Cluster | undefined
  /** The namespaces that go. */
  readonly leaving: ReadonlySet<string>
}

export function objectChanges(pairs: readonly Pair[], ground: Ground): ObjectChange[] {
  return pairs.flatMap(pair => objectChange(pair, ground) ?? [])
}

function objectChange({ was, is }: Pair, ground: Ground): ObjectChange | undefined {
  const object = is ?? was
  if (!object) return undefined
  const { kind, metadata } = object
  const fields = was && is ? differences(was, is).map(fieldOf) : []
  if (was && is && fields.length === 0) return undefined
  const change = was ? (is ? 'changed' : 'removed') : 'added'
  const fate = was && !is ? fateOf(was, ground) : null
  return { change, kind, namespace: metadata.namespace ?? null, name: metadata.name, fields, fate }
}

function fieldOf({ path, before, after }: ReturnType<typeof differences>[number]) {
  return { field: pathText(path), before, after }
}

/** What the engines do with an object that git no longer has. */
function fateOf({ metadata }: Manifest, { cluster, leaving }: Ground): Fate {
  if (!cluster?.gitops.prune) return 'orphaned'
  const { flux, argocd } = cluster.gitops
  const said = metadata.annotations ?? {}
  const options = String(said['argocd.argoproj.io/sync-options'] ?? '')
  const isFree = said['kustomize.toolkit.fluxcd.io/prune'] !== 'disabled'
  if (flux && isFree) return 'deleted'
  if (argocd && !options.includes('Prune=')) return 'deleted'
  if (argocd && options.includes('Prune=confirm')) return 'waits for confirmation'
  if (argocd && leaving.has(metadata.namespace ?? '')) return 'deleted with its namespace'
  return flux || argocd ? 'kept by protection' : 'orphaned'
}
