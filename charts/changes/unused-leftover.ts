import { andList } from '../../src/text/prose.ts'
import { isLeaving } from '../tenant/protection.ts'
import { nameOf } from '../verify/invariants.ts'
import { type Change, type ChangeRule, goneFrom, type Located, outputsOf } from './change.ts'
import { isHandedOver } from './forbidden-handover.ts'
import { leftBy } from './leftover.ts'
import { type Fate, fates, manifests } from './object-fates.ts'
import { placeOf } from './place-in-tenant.ts'

/** Warns once per tenant about things that git no longer contains and that nothing removes. */
export const unusedLeftover: ChangeRule = (change, report) => {
  const { before, after } = change
  const lefts = new Map<string, Left>()
  const note = (tenant: Located, isGone: boolean, found: readonly Fate[]) => {
    const stays = found.filter(({ was, is }) => is || isGone || !isHandedOver(was, tenant, change))
    const left = stays.flatMap(({ was, is }) => leftBy(was, is))
    const what = [...new Set([...left, ...(isGone ? [] : keptByArgoCd(tenant, change, found))])]
    if (what.length === 0) return
    const { places, clusters } = lefts.get(tenant.name) ?? { places: [], clusters: [] }
    const place = `on \`${tenant.cluster}\`: ${what.join(', ')}`
    lefts.set(tenant.name, {
      tenant,
      isGone,
      clusters: [...clusters, tenant.cluster],
      places: [...places, place]
    })
  }
  for (const tenant of goneFrom(before.tenants, after.tenants))
    note(tenant, true, losses(tenant, change))
  for (const tenant of after.tenants) note(tenant, false, fates(tenant, change))
  for (const { tenant, isGone, clusters, places } of lefts.values()) {
    const name = `tenant \`${tenant.name}\``
    const isElsewhere = after.tenants.some(other => other.name === tenant.name)
    const from = isElsewhere ? ` from ${andList(clusters)}` : ''
    report({
      code: 'unused-leftover',
      message: isGone
        ? `${name} is removed${from}, but some of what it had stays behind`
        : `${name} no longer uses something that stays behind`,
      // No line of the file is to be deleted.
      at: placeOf(tenant, change, []),
      help: `remove by hand what nobody needs any more; ${places.join('; ')}`
    })
  }
}

/** Argo CD keeps objects of a released tenant, even those that git removes before the namespace. */
function keptByArgoCd({ cluster }: Located, { after }: Change, found: readonly Fate[]): string[] {
  if (!after.clusters.find(({ name }) => name === cluster)?.gitops.argocd) return []
  return found
    .filter(({ was, is }) => !is && isLeaving(was))
    .map(({ was }) => `\`${nameOf(was)}\`, with Argo CD`)
}

interface Left {
  readonly tenant: Located
  readonly isGone: boolean
  readonly clusters: readonly string[]
  readonly places: readonly string[]
}

/** Treats all objects of a removed tenant as lost. */
function losses(tenant: Located, { before }: Change): Fate[] {
  return outputsOf(tenant).flatMap(path =>
    manifests(before.read(path) ?? '').map(was => ({ was, is: undefined }))
  )
}
