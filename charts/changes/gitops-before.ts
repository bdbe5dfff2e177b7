import { locate, type Node } from '../../src/yaml/node.ts'
import { parseYaml } from '../../src/yaml/parse.ts'
import type { Before } from './change.ts'

/** Reads a cluster's file as it was, perhaps written for another version; nothing if it did not exist. */
export function gitopsIn({ read }: Before, path: string) {
  const text = read(path)
  if (text === undefined) return undefined
  const root = parseYaml({ path, text }, () => {})
  const shards = root && valueAt(root, 'shards')
  return {
    shards: typeof shards === 'number' ? shards : 1,
    prune: root ? valueAt(root, 'prune') !== false : true,
    perTenant: root ? valueAt(root, 'flux', 'perTenant') === true : false
  }
}

function valueAt(root: Node, ...path: readonly string[]): unknown {
  const node = locate(root, ['gitops', ...path])
  return node?.kind === 'scalar' ? node.value : undefined
}
