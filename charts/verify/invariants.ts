import { releaseOf } from '../../src/kubeflow/release.ts'
import type { Tenant } from '../../src/model/tenant.ts'
import { engines } from '../objects/engines.ts'
import { groupOf, kinds } from '../objects/kinds.ts'
import type { Manifest, Neighbourhood } from '../objects/manifest.ts'
import type { Manifests } from '../tenant/compile-tenant.ts'
import { ownerOf } from '../tenant/owner.ts'
import { eachText, namespaceIn, personIn } from './object-texts.ts'

/**
 * Checks what must hold for every tenant: its objects name only people and namespaces that its file
 * lets in. Each line returned is a bug of ours.
 */
export function broken(
  tenant: Tenant,
  neighbourhood: Neighbourhood,
  { bootstrap, namespace }: Manifests
): string[] {
  const { prefix } = tenant.cluster
  const known = {
    people: peopleOf(tenant),
    namespaces: namespacesOf(tenant, neighbourhood),
    prefix
  }
  const all = [...bootstrap, ...namespace]
  const stray = namespace.filter(manifest => !isInside(manifest, tenant)).map(nameOf)
  return [
    ...stray.map(name => `${name} is not for the second phase`),
    ...twice(all).map(name => `${name} is there twice`),
    ...all.flatMap(manifest => {
      return faults(manifest, known).map(fault => `${nameOf(manifest)} ${fault}`)
    })
  ]
}

/** Objects that occur twice on a cluster. */
export function twice(manifests: Iterable<Manifest>): string[] {
  const seen = new Set<string>()
  const found: string[] = []
  for (const manifest of manifests) {
    const key = `${groupOf(manifest.apiVersion)} ${nameOf(manifest)}`
    if (seen.has(key)) found.push(nameOf(manifest))
    seen.add(key)
  }
  return found
}

interface Known {
  readonly people: ReadonlySet<string>
  readonly namespaces: ReadonlySet<string>
  /** The prefix before a person's e-mail in the header. */
  readonly prefix: string
}

export function nameOf({ kind, metadata: { namespace, name } }: Manifest): string {
  return `${kind} ${namespace === undefined ? name : `${namespace}/${name}`}`
}

function isInside({ apiVersion, kind, metadata }: Manifest, { name }: Tenant): boolean {
  const group = groupOf(apiVersion)
  return (
    metadata.namespace === name && kinds.some(known => known.kind === kind && known.group === group)
  )
}

function peopleOf(tenant: Tenant): ReadonlySet<string> {
  const everybody = [ownerOf(tenant), ...tenant.people.map(({ email }) => email)]
  return new Set(tenant.state === 'suspended' ? [ownerOf(tenant)] : everybody)
}

function namespacesOf(tenant: Tenant, { givers }: Neighbourhood): ReadonlySet<string> {
  const { name, cluster } = tenant
  const { reachedBy, egress } = releaseOf(cluster.release)
  return new Set([
    name,
    ...reachedBy,
    ...egress.map(host => host.split('/')[0] ?? ''),
    ...(cluster.monitoring === null ? [] : [cluster.monitoring]),
    cluster.aws.controllers,
    ...engines(cluster),
    ...givers,
    ...(tenant.state === 'suspended' ? [] : guestsOf(tenant))
  ])
}

/** The namespaces that the tenant's file lets in, in any way. */
function guestsOf({ workloads, neighbours, network, serving }: Tenant): string[] {
  return [
    ...workloads.map(({ namespace }) => namespace),
    ...neighbours.map(({ tenant }) => tenant),
    ...network.from.map(({ name }) => name),
    ...serving.callers.map(({ namespace }) => namespace)
  ]
}

function faults(manifest: Manifest, { people, namespaces, prefix }: Known): string[] {
  const found: string[] = manifest.kind === 'Secret' ? ['holds what is never written down'] : []
  eachText(manifest, text => {
    const who = personIn(text, prefix)
    const where = namespaceIn(text)
    if (text.text.includes('${')) found.push('holds `${`, which Flux would replace')
    if (who !== undefined && !people.has(who)) found.push(`names ${who}, who has no part in it`)
    if (where !== undefined && !namespaces.has(where)) found.push(`reaches into ${where}`)
  })
  return found
}
