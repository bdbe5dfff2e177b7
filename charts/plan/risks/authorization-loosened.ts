import { suspensionName } from '../../tenant/suspension.ts'
import type { Pair, Seen, Site } from '../comparison.ts'
import { lineAt } from '../line-at.ts'
import { foundIn, guardsIn } from '../loosened.ts'
import { some } from '../print/some.ts'
import { isResumed } from '../resumed.ts'
import { watchedChanges } from '../watched-changes.ts'
import type { RiskRule } from './risk-rule.ts'

/** What kept people and workloads out does so less than before. */
export const authorizationLoosened: RiskRule = {
  level: 'high',
  find: seen => [
    ...seen.sites.filter(({ change }) => change === 'changed').flatMap(inTenant),
    ...[...seen.platform].flatMap(([cluster, pairs]) => inPlatform(seen, cluster, pairs)),
    ...watchedChanges(seen.comparison, 'authorization-loosened')
  ]
}

const help = 'look whether it follows from what the change is for'

function inTenant(site: Site) {
  const { tenant, cluster, file, is, pairs } = site
  const at = is ? lineAt(is.at()) : { file, line: 1 }
  return pairs
    .filter(({ was }) => !(isResumed(site) && was?.metadata.name === suspensionName))
    .flatMap(foundIn)
    .map(message => ({ message, help, at, tenants: [tenant], clusters: [cluster] }))
}

function inPlatform({ comparison }: Seen, name: string, pairs: readonly Pair[]) {
  const cluster = comparison.after.model?.clusters.find(other => other.name === name)
  // All that a cluster has goes with it.
  if (!cluster) return []
  const open = guardsIn(pairs).map(guard => `\`${guard}\``)
  const place = { tenants: [], clusters: [name] }
  const guards = {
    message: `${open.length === 1 ? 'guard' : 'guards'} ${some(open, 4)} on cluster \`${name}\` ${open.length === 1 ? 'refuses' : 'refuse'} nothing any more`,
    help: 'without them, people in a tenant can reach what others have',
    at: lineAt(cluster.at('guards')),
    ...place
  }
  const others = pairs.flatMap(foundIn).map(message => {
    return {
      message: `${message} on cluster \`${name}\``,
      help,
      at: lineAt(cluster.at()),
      ...place
    }
  })
  return [...(open.length > 0 ? [guards] : []), ...others]
}
