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

/** The rights that answer a question, or why it has no answer. */
export type Answer = Rights | { readonly mistake: string }

export interface Rights {
  readonly rights: readonly Right[]
  /** Those that come back once their tenant is suspended no more. */
  readonly suspended: readonly Right[]
}

/** Everything that somebody may do: a person, or an account such as `ci/deployer`. */
export function rightsOfSomebody(model: Model, word: string): Answer {
  const { all, normal } = people(model)
  const name = word.includes('@') ? normal(word) : word
  const rights = [...model.tenants.flatMap(rightsOf), ...model.clusters.flatMap(wide(model))]
  const suspended = model.tenants.flatMap(suspendedRights).filter(({ who }) => who.name === name)
  const found = rights.filter(({ who }) => who.name === name)
  if (found.length + suspended.length > 0) return { rights: found, suspended }
  const known = new Set([
    ...all.map(({ person }) => normal(person)),
    ...rights.map(({ who }) => who.name)
  ])
  if (known.has(name)) return { rights: [], suspended }
  const { groups, teams } = model.directory.value
  const kind = own(groups, word) ? 'group' : own(teams, word) ? 'team' : undefined
  if (kind) return { mistake: `\`${word}\` is a ${kind}: ask about a person in it` }
  return { mistake: `no file names \`${word}\`; ${didYouMean(name, known)}` }
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
  for (const tenant of there.tenants) {
    const { bootstrap, namespace } = manifests(tenant, { givers: [] })
    const objects = [...objectsOf(model, tenant.cluster), ...bootstrap, ...namespace]
    const rules = rulesOn(tenant.cluster, objects)
    const all = [...rules.values()].flat()
    const meant = resourceOf(resource, all)
    const mistake = 'mistake' in meant ? meant.mistake : mistakeInVerb(verb, all)
    if ('mistake' in meant || mistake !== undefined) return { mistake: mistake ?? '' }
    const rights = rightsAt(model, tenant)
    found.push(...whoCan({ verb, ...meant }, { objects, rights, rules }))
  }
  return { rights: found, suspended: [] }
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
