import type { Cluster } from '../../src/cluster/cluster.ts'
import { accountsOnAws } from '../../src/cluster/platform-accounts.ts'
import { sharedName } from '../../src/model/shared-role.ts'
import type { Path } from '../../src/yaml/node.ts'
import { projects } from '../gitops/argocd-projects.ts'
import type { After, Counts } from './change.ts'

/** How much of something a cluster or its account needs, and how much there can be. */
export interface Amount {
  readonly what: string
  readonly count: number
  /** As much as there is without asking. */
  readonly limit: number
  /** As much as anybody can get; `null` where AWS names no end. */
  readonly most: number | null
  readonly path: Path
  /** How to get more; empty where there is no more. */
  readonly raise: string
  readonly way: string
}

/** AWS raises roles to that on request, and associations never. Kubernetes is tested as far as the others. */
const most = { roles: 10000, associations: 5000, namespaces: 10000, services: 10000 }

/** EFS gives more on request. */
const accessPointLimit = 10000

/** What etcd takes: 1.5 MiB. */
const objectSize = 1.5 * 2 ** 20

export function amountsOn(cluster: Cluster, after: After): Amount[] {
  return [
    roles(cluster, after),
    ...associations(cluster, after),
    ...accessPoints(cluster),
    ...perTenant(cluster, after),
    ...sizes(cluster, after)
  ]
}

/** All clusters of one account count together. */
function roles({ aws }: Cluster, after: After): Amount {
  const clusters = after.clusters.filter(other => other.aws.account === aws.account)
  const names = new Set(clusters.map(({ name }) => name))
  const theirs = after.tenants.filter(({ cluster }) => names.has(cluster))
  return {
    what: `the AWS roles in account \`${aws.account}\``,
    count: sum(theirs, 'roles') + clusters.flatMap(rolesOfPlatform).length,
    limit: aws.limits.roles,
    most: most.roles,
    path: ['aws', 'account'],
    raise: 'ask AWS for more, 10000 at most, and write what it allows as `aws.limits.roles`; or ',
    way: 'give a cluster an account of its own, or move tenants to a cluster of another account'
  }
}

function rolesOfPlatform(cluster: Cluster): string[] {
  const shared = sharedName(cluster)
  return [...accountsOnAws(cluster), ...(shared ? [shared.name] : [])]
}

function associations(cluster: Cluster, after: After): Amount[] {
  if (cluster.aws.identity !== 'podIdentity') return []
  return [
    {
      what: `the Pod Identity associations of \`${cluster.name}\``,
      count: sum(tenantsOn(cluster, after), 'associations') + accountsOnAws(cluster).length,
      limit: most.associations,
      most: most.associations,
      path: ['aws', 'eks'],
      raise: '',
      way: 'move tenants to another cluster, or write `identity: irsa`, which needs none'
    }
  ]
}

function accessPoints({ file, name }: Cluster): Amount[] {
  const handles = Object.values(file.storage?.shares ?? {})
  const systems = handles.map(handle => handle.split(':', 1).join())
  return [...new Set(systems)].sort().map(system => ({
    what: `the access points of \`${system}\` that \`${name}\` shares`,
    count: systems.filter(each => each === system).length,
    limit: accessPointLimit,
    most: null,
    path: ['storage', 'shares'],
    raise: 'ask AWS for more, or ',
    way: 'put new shares on another file system'
  }))
}

function perTenant(cluster: Cluster, after: After): Amount[] {
  const tenants = tenantsOn(cluster, after)
  const kinds = [
    ['tenants', `the tenants of \`${cluster.name}\`, each with a namespace,`, tenants.length],
    ['services', `the Services of the tenants of \`${cluster.name}\``, sum(tenants, 'services')]
  ] as const
  return kinds.map(([kind, what, count]) => {
    const limit = kind === 'tenants' ? most.namespaces : most.services
    const way = 'move tenants to another cluster'
    return { what, count, limit, most: limit, path: ['aws', 'eks'], raise: '', way }
  })
}

/** The only objects that grow with every tenant. */
function sizes(cluster: Cluster, after: After): Amount[] {
  if (!cluster.gitops.argocd) return []
  const names = tenantsOn(cluster, after).map(({ name }) => name)
  return projects(cluster, names).map(project => ({
    what: `the bytes of Argo CD's project \`${project.metadata.name}\` for \`${cluster.name}\``,
    count: new TextEncoder().encode(JSON.stringify(project)).length,
    limit: objectSize,
    most: objectSize,
    path: ['gitops', 'argocd'],
    raise: '',
    way: 'move tenants to another cluster, or use Flux'
  }))
}

function tenantsOn({ name }: Cluster, { tenants }: After): After['tenants'] {
  return tenants.filter(({ cluster }) => cluster === name)
}

function sum(tenants: After['tenants'], what: keyof Counts): number {
  return tenants.reduce((all, tenant) => all + tenant[what], 0)
}
