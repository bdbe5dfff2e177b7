import type { Cluster } from '../../src/cluster/cluster.ts'
import { accountsOnAws } from '../../src/cluster/platform-accounts.ts'
import type { Path } from '../../src/yaml/node.ts'
import type { After, ChangeRule } from './change.ts'

/** Warns early of limits of AWS and Kubernetes, because what is beyond them fails for the newest tenant only. */
export const riskyScale: ChangeRule = ({ after }, report) => {
  for (const cluster of after.clusters) {
    for (const { what, count, limit, path, help } of amountsOn(cluster, after)) {
      if (count < limit * early) continue
      report({
        code: 'risky-scale',
        message: `${what} are ${count} by now, and the limit is ${limit}`,
        at: cluster.at(...path),
        help
      })
    }
  }
}

/** Time is needed to ask for more, or for another cluster. */
const early = 0.8

/** AWS raises only the second, on request. The last is as far as Kubernetes is tested. */
const fixed = { associations: 5000, accessPoints: 10000, namespaces: 10000 }

interface Amount {
  readonly what: string
  readonly count: number
  readonly limit: number
  readonly path: Path
  readonly help: string
}

function amountsOn(cluster: Cluster, after: After): Amount[] {
  const { name, aws } = cluster
  const tenants = after.tenants.filter(tenant => tenant.cluster === name)
  const associations = sum(tenants.map(each => each.associations)) + accountsOnAws(cluster).length
  const pods: Amount = {
    what: `the Pod Identity associations of \`${name}\``,
    count: associations,
    limit: fixed.associations,
    path: ['aws', 'eks'],
    help: 'AWS does not raise it: move tenants to another cluster, or write `identity: irsa`, which needs none'
  }
  return [
    roles(cluster, after),
    ...(aws.identity === 'podIdentity' ? [pods] : []),
    ...accessPoints(cluster),
    {
      what: `the tenants of \`${name}\`, each with a namespace,`,
      count: tenants.length,
      limit: fixed.namespaces,
      path: ['aws', 'eks'],
      help: 'Kubernetes is tested with no more namespaces: move tenants to another cluster'
    }
  ]
}

/** All clusters of one account count together. */
function roles({ aws }: Cluster, after: After): Amount {
  const clusters = after.clusters.filter(other => other.aws.account === aws.account)
  const names = new Set(clusters.map(({ name }) => name))
  const theirs = after.tenants.filter(({ cluster }) => names.has(cluster)).map(each => each.roles)
  return {
    what: `the AWS roles in account \`${aws.account}\``,
    count: sum(theirs) + sum(clusters.map(cluster => accountsOnAws(cluster).length)),
    limit: aws.limits.roles,
    path: ['aws', 'account'],
    help: 'ask AWS for more, 10000 at most, and write what it allows as `aws.limits.roles`; or give a cluster an account of its own'
  }
}

function accessPoints({ file, name }: Cluster): Amount[] {
  const handles = Object.values(file.storage?.shares ?? {})
  const systems = handles.map(handle => handle.split(':', 1).join())
  return [...new Set(systems)].sort().map(system => ({
    what: `the access points of \`${system}\` that \`${name}\` shares`,
    count: systems.filter(each => each === system).length,
    limit: fixed.accessPoints,
    path: ['storage', 'shares'],
    help: 'put new shares on another file system, or ask AWS for more'
  }))
}

function sum(counts: readonly number[]): number {
  return counts.reduce((all, count) => all + count, 0)
}
