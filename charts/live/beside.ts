import { pick, textAt } from '../../src/imports/dump/pick.ts'
import type { LiveObject } from '../../src/imports/dump/read-dump.ts'
import { type Door, type Rights, rightsIn } from '../../src/imports/dump/rights.ts'
import { releaseOf } from '../../src/kubeflow/release.ts'
import type { Tenant } from '../../src/model/tenant.ts'
import type { Manifest } from '../objects/manifest.ts'
import { ownerOf } from '../tenant/owner.ts'

/** A tenant in git, and its namespace as it is on the cluster. */
export interface Beside {
  readonly tenant: Tenant
  /** What git has for it. */
  readonly meant: readonly LiveObject[]
  /** What is there: its namespace, its Profile and everything inside. */
  readonly live: readonly LiveObject[]
}

/** An object of git, and the one that is there under the same name. */
export interface Pair {
  readonly meant: LiveObject
  readonly live: LiveObject
}

export function beside(
  tenant: Tenant,
  manifests: readonly Manifest[],
  objects: readonly LiveObject[]
): Beside {
  const { name } = tenant
  const live = objects.filter(object => {
    const isOwn = object.kind === 'Namespace' || object.kind === 'Profile'
    return object.namespace === name || (isOwn && object.name === name)
  })
  return { tenant, meant: manifests.map(asLive), live }
}

function asLive(manifest: Manifest): LiveObject {
  const { kind, metadata } = manifest
  return { kind, name: metadata.name, namespace: metadata.namespace ?? '', fields: { ...manifest } }
}

export function pairsOf({ meant, live }: Beside): Pair[] {
  const there = new Map(live.map(object => [keyOf(object), object]))
  return meant.flatMap(object => {
    const other = there.get(keyOf(object))
    return other ? [{ meant: object, live: other }] : []
  })
}

/** The objects that git does not have. */
export function extras({ meant, live }: Beside): LiveObject[] {
  const known = new Set(meant.map(keyOf))
  return live.filter(object => !known.has(keyOf(object)))
}

/** The profile controller makes it for whoever is the owner in the Profile. */
function policyFor(tenant: Tenant): LiveObject {
  const { header, prefix } = tenant.cluster
  const when = [{ key: `request.headers[${header}]`, values: [`${prefix}${ownerOf(tenant)}`] }]
  const fields = { spec: { rules: [{ when }] } }
  return {
    kind: 'AuthorizationPolicy',
    name: ownersPolicyOf(tenant),
    namespace: tenant.name,
    fields
  }
}

export function ownersPolicyOf({ cluster }: Tenant): string {
  return releaseOf(cluster.release).profiles.ownersPolicy
}

/** What is there after a sync: git replaces what it names, and removes nothing that it never made. */
export function afterSync(all: Beside): readonly LiveObject[] {
  const ownersPolicy = ownersPolicyOf(all.tenant)
  const others = extras(all).filter(({ name }) => name !== ownersPolicy)
  return [...others, ...all.meant, policyFor(all.tenant)]
}

export function rightsOf({ tenant }: Beside, objects: readonly LiveObject[]): Rights {
  return rightsIn(
    objects.filter(({ namespace }) => namespace === tenant.name),
    doorOf(tenant)
  )
}

function doorOf({ cluster }: Tenant): Door {
  const { header, prefix, release } = cluster
  return { header, prefix, pipelinesUi: releaseOf(release).pipelinesUi }
}

export function keyOf({ kind, name }: LiveObject): string {
  return `${kind} \`${name}\``
}

/** As a tenant's own, where its name says no more. */
export function titleOf({ tenant }: Beside, object: LiveObject): string {
  const isOnly = ['Namespace', 'Profile'].includes(object.kind) && object.name === tenant.name
  return isOnly ? `its ${object.kind}` : keyOf(object)
}

/** Whether git made it, or has taken it over. */
export function isOurs({ fields }: LiveObject): boolean {
  return textAt(fields, 'metadata', 'labels', 'app.kubernetes.io/managed-by') === 'tenantry'
}

/** The first field in which an object that is there differs from what git says. */
export function difference(meant: unknown, live: unknown): string | undefined {
  return differences(meant, live)[0]
}

/** The fields in which an object that is there differs from what git says; the rest is others'. */
export function differences(meant: unknown, live: unknown, path = ''): readonly string[] {
  // The API server leaves out what is empty.
  if (meant === '' && live === undefined) return []
  if (typeof meant !== 'object' || meant === null) return meant === live ? [] : [path]
  if (Array.isArray(meant)) {
    const items = Array.isArray(live) ? live : []
    if (items.length !== meant.length) return [path]
    return unique(meant.flatMap((item, index) => differences(item, items[index], path)))
  }
  return Object.entries(meant).flatMap(([key, value]) =>
    differences(value, pick(live, key), path === '' ? key : `${path}.${key}`)
  )
}

function unique(paths: readonly string[]): readonly string[] {
  return [...new Set(paths)]
}
