import type { Report } from '../../src/diagnostics/diagnostic.ts'
import { startOf } from '../../src/diagnostics/source.ts'
import { removalOf } from '../../src/model/removals.ts'
import { andList } from '../../src/text/prose.ts'
import { groupBy } from '../../src/values/group.ts'
import { own } from '../../src/values/lookup.ts'
import { nameOf } from '../verify/invariants.ts'
import {
  type Before,
  type Change,
  type ChangeRule,
  goneFrom,
  type Located,
  objectsPath
} from './change.ts'
import { isHandedOver } from './forbidden-handover.ts'
import { fates, manifests } from './object-fates.ts'
import { placeOf } from './place-in-tenant.ts'

/** Refuses a removal that removals.yaml does not list, and one that was not released or not pruned. */
export const forbiddenRemoval: ChangeRule = (change, report) => {
  const { before, after } = change
  const there = new Set(after.clusters.map(({ name }) => name))
  const lost = before.clusterNames.filter(name => !there.has(name))
  for (const name of lost) reportCluster(name, change, report)
  const gone = goneFrom(before.tenants, after.tenants).filter(({ cluster }) => there.has(cluster))
  for (const sites of groupBy(gone, ({ name }) => name).values())
    reportTenant(sites, change, report)
  for (const tenant of after.tenants) {
    if (!isPruned(tenant, change)) reportObjects(tenant, change, report)
  }
}

function reportCluster(name: string, { after }: Change, report: Report): void {
  if (own(after.removals.value.clusters, name)) return
  report({
    code: 'forbidden-removal',
    message: `cluster \`${name}\` is removed with all its tenants, but \`platform/removals.yaml\` does not say so`,
    at: startOf({ path: `platform/clusters/${name}.yaml`, text: '' }),
    help: `bring the file back; if the cluster is meant to go, write \`clusters: {${name}: {reason: ...}}\` in \`platform/removals.yaml\``
  })
}

/** One mistake, however many clusters the tenant goes from. */
function reportTenant(sites: readonly Located[], change: Change, report: Report): void {
  const refused = sites.flatMap(site => refusal(site, change) ?? [])
  const [first] = refused
  if (!first) return
  const parts = [...groupBy(refused, ({ why }) => why)].map(([why, together]) => {
    const clusters = together.map(({ site }) => site.cluster)
    return `${clusters.length === 1 ? 'cluster' : 'clusters'} ${andList(clusters)}${why}`
  })
  report({
    code: 'forbidden-removal',
    message: `tenant \`${first.site.name}\` is removed from ${parts.join(', and from ')}`,
    at: placeOf(first.site, change, ['clusters']),
    help: first.help
  })
}

/** Why a tenant may not go from a cluster; nothing if it may. */
function refusal(site: Located, change: Change) {
  const removal = removalOf(change.after.removals, site.name, site.cluster)
  const problem = removal?.unprotected ? undefined : unready(site, change)
  if (problem) return { site, ...problem }
  if (removal) return undefined
  const again = `put it back, and run \`npx tenantry remove ${call(site, change)}\``
  return { site, why: ', but `platform/removals.yaml` does not say so', help: again }
}

/** Why a tenant cannot go yet. */
function unready(tenant: Located, change: Change) {
  if (!isPruned(tenant, change)) {
    return { why: ' while `gitops.prune` is off, so it would stay there', help }
  }
  if (!isProtected(tenant, change.before)) return undefined
  const release = 'put it back with `state: released`, merge that, and remove it in a later change'
  return { why: ', but was not released before', help: renaming(tenant, change) ?? release }
}

/** What `npx tenantry remove` is asked for, to remove a tenant from one cluster, or from all. */
function call({ name, cluster }: Located, { after }: Change): string {
  const stays = after.tenants.some(tenant => tenant.name === name)
  return `${name} --reason "..."${stays ? ` --from ${cluster}` : ''}`
}

/** If a new tenant appears in the same change, the author may have meant to rename this one. */
function renaming({ cluster, name }: Located, { before, after }: Change): string | undefined {
  const isHere = (tenant: Located) => tenant.cluster === cluster
  const known = new Set(before.tenants.filter(isHere).map(tenant => tenant.name))
  const [first, second] = after.tenants.filter(isHere).filter(tenant => !known.has(tenant.name))
  if (!first || second) return undefined
  return `a namespace cannot be renamed: keep \`${name}\` beside \`${first.name}\`, move its contents, then write \`state: released\` for it, and remove it in a later commit`
}

const help = 'keep it until `prune` is on again'

function reportObjects(tenant: Located, change: Change, report: Report): void {
  const lost = fates(tenant, change).find(
    ({ was, is }) => !is && !isHandedOver(was, tenant, change)
  )
  if (!lost) return
  report({
    code: 'forbidden-removal',
    message: `\`${nameOf(lost.was)}\` is removed while \`gitops.prune\` is off, so it would stay in cluster \`${tenant.cluster}\``,
    at: placeOf(tenant, change, []),
    help
  })
}

function isPruned({ cluster }: Located, { after }: Change): boolean {
  return after.clusters.find(({ name }) => name === cluster)?.gitops.prune ?? true
}

/** Reads from the generated namespace whether a tenant was protected. */
export function isProtected(tenant: Located, { read }: Pick<Before, 'read'>): boolean {
  const objects = manifests(read(objectsPath(tenant, 'bootstrap')) ?? '')
  const namespace = objects.find(({ kind }) => kind === 'Namespace')
  return namespace?.metadata.annotations?.['kustomize.toolkit.fluxcd.io/prune'] === 'disabled'
}
