import { adminRights, rightIn } from '../../charts/access/admin-rights.ts'
import { engineRights } from '../../charts/access/engine-rights.ts'
import { mistakeInVerb, resourceOf } from '../../charts/access/known-resources.ts'
import type { Right } from '../../charts/access/right.ts'
import { rulesOn } from '../../charts/access/role-rules.ts'
import { rightsOf, suspendedRights } from '../../charts/access/tenant-rights.ts'
import { whoCan } from '../../charts/access/who-can.ts'
import type { Manifest } from '../../charts/objects/manifest.ts'
import { parts } from '../../charts/platform/compile-platform.ts'
import { manifests } from '../../charts/tenant/compile-tenant.ts'
import type { Cluster } from '../../src/cluster/cluster.ts'
import type { Model } from '../../src/model/model.ts'
import { people } from '../../src/model/people.ts'
import type { Tenant } from '../../src/model/tenant.ts'
import { didYouMean } from '../../src/text/suggest.ts'
import { own } from '../../src/values/lookup.ts'
import type { Answer } from './answer.ts'
import { isCircle, rightsOfCircle } from './circle-rights.ts'

/** Everything that somebody may do: a person, an account such as `ci/deployer`, or those in a group or team. */
export function rightsOfSomebody(model: Model, word: string): Answer {
  const everywhere = model.clusters.flatMap(wide(model))
  if (isCircle(word)) return rightsOfCircle(model, word, everywhere)
  const { all, normal } = people(model)
  const name = word.includes('@') ? normal(word) : word
  const rights = [...model.tenants.flatMap(rightsOf), ...everywhere]
  const suspended = model.tenants.flatMap(suspendedRights).filter(({ who }) => who.name === name)
  const found = rights.filter(({ who }) => who.name === name)
  if (found.length + suspended.length > 0) return { rights: found, suspended }
  const known = new Set([
    ...all.map(({ person }) => normal(person)),
    ...rights.map(({ who }) => who.name)
  ])
  if (known.has(name)) return { rights: [], suspended }
  return {
    mistake: otherKind(model, word) ?? `no file names \`${word}\`; ${didYouMean(name, known)}`
  }
}

/** What a name belongs to, if not to somebody, and what to ask then. */
function otherKind({ directory, names }: Model, word: string): string | undefined {
  const { groups, teams } = directory.value
  const kinds = [...(own(groups, word) ? ['group'] : []), ...(own(teams, word) ? ['team'] : [])]
  const [kind] = kinds
  if (kind) {
    const forms = kinds.map(each => `\`${each}:${word}\``).join(' or ')
    return `\`${word}\` is a ${kinds.join(' and a ')}: ask about ${forms}`
  }
  if (!names.has(word)) return undefined
  return `\`${word}\` is a tenant: ask \`access in ${word}\`, or about an account of it, such as \`${word}/default-editor\``
}

/** Everybody who may do something in a tenant, with those who may do it in all. */
export function rightsIn(model: Model, name: string): Answer {
  const there = placesOf(model, name)
  if ('mistake' in there) return there
  return {
    rights: there.tenants.flatMap(tenant => rightsAt(model, tenant)),
    suspended: there.tenants.flatMap(suspendedRights)
  }
}

interface Asked {
  readonly verb: string
  readonly resource: string
  readonly tenant: string
}

/** Everybody whom Kubernetes lets do something in a tenant. */
export function rightsToDo(model: Model, { verb, resource, tenant: name }: Asked): Answer {
  const there = placesOf(model, name)
  if ('mistake' in there) return there
  const found: Right[] = []
  const suspended: Right[] = []
  for (const tenant of there.tenants) {
    const site = siteOf(model, tenant)
    const all = [...site.rules.values()].flat()
    const meant = resourceOf(resource, all)
    const mistake = 'mistake' in meant ? meant.mistake : mistakeInVerb(verb, all)
    if ('mistake' in meant || mistake !== undefined) return { mistake: mistake ?? '' }
    const wish = { verb, ...meant }
    found.push(...whoCan(wish, { ...site, rights: rightsAt(model, tenant) }))
    const waiting = suspendedRights(tenant)
    if (waiting.length === 0) continue
    const active = siteOf(model, { ...tenant, state: 'active' })
    suspended.push(...whoCan(wish, { ...active, rights: waiting }))
  }
  return { rights: found, suspended }
}

/** The objects that count in a tenant, and what their roles allow. */
function siteOf(model: Model, tenant: Tenant) {
  const { bootstrap, namespace } = manifests(tenant, { givers: [] })
  const objects = [...objectsOf(model, tenant.cluster), ...bootstrap, ...namespace]
  return { objects, rules: rulesOn(tenant.cluster, objects) }
}

type Places = { readonly tenants: readonly Tenant[] } | { readonly mistake: string }

/** A tenant on each of the chosen clusters, or what is wrong with the name. */
export function placesOf({ tenants, names }: Model, name: string): Places {
  const found = tenants.filter(tenant => tenant.name === name)
  if (found.length > 0) return { tenants: found }
  const where = names.has(name) ? `tenant \`${name}\` is on none of these clusters` : undefined
  return { mistake: where ?? `there is no tenant \`${name}\`; ${didYouMean(name, names)}` }
}

function rightsAt(model: Model, tenant: Tenant): Right[] {
  const everywhere = wide(model)(tenant.cluster).map(right => rightIn(tenant, right))
  return [...rightsOf(tenant), ...everywhere]
}

function wide(model: Model): (cluster: Cluster) => Right[] {
  return cluster => [...adminRights(model, cluster), ...engineRights(cluster)]
}

function objectsOf(model: Model, cluster: Cluster): readonly Manifest[] {
  return parts(model, cluster).flatMap(({ values }) => values.objects)
}
