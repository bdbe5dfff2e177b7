import type { Gitops } from '../../src/cluster/gitops.ts'
import { type ChangeRule, isFirst } from './change.ts'
import { clusterIn } from './cluster-before.ts'

/**
 * Lets tenants move to another root only while nothing is pruned, because the old root could remove
 * what the new one just applied.
 */
export const forbiddenReshard: ChangeRule = ({ before, after }, report) => {
  for (const { name, at, gitops } of after.clusters) {
    if (isFirst(before, name)) continue
    const was = clusterIn(before, at().source.path)?.gitops
    const found = was && moved(was, gitops)
    if (!found || !(was.prune || gitops.prune)) continue
    report({
      code: 'forbidden-reshard',
      message: `${found.what} ${was.prune ? 'while `prune` is still on' : 'in the same change that turns `prune` on'}`,
      at: at('gitops', ...found.path),
      ...(gitops.prune && was.prune === false
        ? { related: [{ message: 'turned on here', at: at('gitops', 'prune') }] }
        : {}),
      help: `this takes three commits, each reconciled before the next: \`prune: false\`, then \`${found.step}\`, then \`prune: true\``
    })
  }
}

type Roots = Pick<Gitops, 'shards' | 'perTenant'>

/** Describes how the roots of tenants change, if they do. */
function moved(was: Roots, { shards, flux, perTenant }: Gitops) {
  if (was.shards !== shards) {
    const what = `the number of shards changes from ${was.shards} to ${shards}`
    return { what, path: ['shards'], step: `shards: ${shards}` }
  }
  // A released tenant is pruned by its own Kustomizations. The shards' prune nothing.
  if (!was.perTenant || perTenant || !flux) return undefined
  return { what: 'tenants move into shards', path: ['flux'], step: 'perTenant: false' }
}
