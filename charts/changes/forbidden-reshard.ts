import type { ChangeRule } from './change.ts'
import { gitopsIn } from './gitops.ts'

/** Shards are counted anew only while nothing is pruned: else one root removes what another gets. */
export const forbiddenReshard: ChangeRule = ({ before, after }, report) => {
  for (const { at, gitops } of after.clusters) {
    const was = gitopsIn(before, at().source.path)
    if (!was || was.shards === gitops.shards || !(was.prune || gitops.prune)) continue
    report({
      code: 'forbidden-reshard',
      message: `shards go from ${was.shards} to ${gitops.shards} while ${was.prune ? 'prune is still on' : 'prune is turned on'}`,
      at: at('gitops', 'shards'),
      ...(gitops.prune && was.prune === false
        ? { related: [{ message: 'turned on here', at: at('gitops', 'prune') }] }
        : {}),
      help: `it takes three commits, each reconciled before the next: \`prune: false\`, then \`shards: ${gitops.shards}\`, then \`prune: true\``
    })
  }
}
