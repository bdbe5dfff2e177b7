import { locate, type Node } from '../../src/yaml/node.ts'
import { parseYaml } from '../../src/yaml/parse.ts'
import type { Before } from './change.ts'

/** Reads a cluster's file as it was, perhaps written for another version; nothing if it did not exist. */
export function clusterIn({ read }: Before, path: string) {
  const text = read(path)
  const root = text === undefined ? undefined : parseYaml({ path, text }, () => {})
  if (!root) return undefined
  const shards = valueAt(root, 'gitops', 'shards')
  return {
    iam: valueAt(root, 'aws', 'iam'),
    hasRoles:
      valueAt(root, 'components') !== 'external' &&
      valueAt(root, 'components', 'roles') !== 'external',
    guards: valueAt(root, 'guards') === 'warn' ? ('warn' as const) : ('enforce' as const),
    gitops: {
      flux: isOn(root, 'gitops', 'flux'),
      argocd: isOn(root, 'gitops', 'argocd'),
      shards: typeof shards === 'number' ? shards : 1,
      prune: valueAt(root, 'gitops', 'prune') !== false,
      perTenant: valueAt(root, 'gitops', 'flux', 'perTenant') === true
    }
  }
}

/** A map says more about how, so it means yes. */
function isOn(root: Node, ...path: readonly string[]): boolean {
  return locate(root, path)?.kind === 'mapping' || valueAt(root, ...path) === true
}

function valueAt(root: Node, ...path: readonly string[]): unknown {
  const node = locate(root, path)
  return node?.kind === 'scalar' ? node.value : undefined
}
