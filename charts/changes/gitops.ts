import { locate, type Node, parseYaml } from '../../src/yaml.ts'
import type { Before } from './change.ts'

/** What a cluster's file said, which may be of another version; nothing if it was not there. */
export function gitopsIn({ read }: Before, path: string) {
  const text = read(path)
  if (text === undefined) return undefined
  const root = parseYaml({ path, text }, () => {})
  const shards = root && valueAt(root, 'shards')
  return {
    shards: typeof shards === 'number' ? shards : 1,
    prune: root ? valueAt(root, 'prune') !== false : true
  }
}

function valueAt(root: Node, field: string): unknown {
  const node = locate(root, ['gitops', field])
  return node?.kind === 'scalar' ? node.value : undefined
}
