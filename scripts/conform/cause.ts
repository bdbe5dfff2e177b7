import type { Manifest } from '../../charts/objects/manifest.ts'
import type { Cluster } from '../../src/cluster/cluster.ts'
import type { Span } from '../../src/diagnostics/source.ts'
import type { Tenant } from '../../src/model/tenant.ts'

/** The line of a tenant's file that an object was rendered for, or the nearest one. */
export function tenantCause(tenant: Tenant, object: Manifest, pointer: string): Span {
  const { kind, metadata } = object
  const list = lists[kind]
  const written: readonly { readonly name: string }[] = (list && tenant.written[list]) ?? []
  const index = written.findIndex(({ name }) => name === nameIn(object))
  if (list && index >= 0) return tenant.at(list, index)
  if (kind === 'Namespace' && /^\/metadata\/(labels|annotations)\b/.test(pointer)) {
    return tenant.at(pointer.split('/')[2] ?? '')
  }
  if (kind === 'AuthorizationPolicy' && /^models?\b/.test(metadata.name))
    return tenant.at('serving')
  if (kind === 'AuthorizationPolicy' && metadata.name.startsWith('from-'))
    return tenant.at('network')
  if (pointer.startsWith('/spec/resourceQuotaSpec')) return tenant.at('quota')
  if (kind === 'RoleBinding' || kind === 'AuthorizationPolicy') return grantCause(tenant, object)
  return tenant.at(kinds[kind] ?? 'owner')
}

const lists: Readonly<Record<string, 'volumes' | 'environment' | 'secrets'>> = {
  PersistentVolume: 'volumes',
  PersistentVolumeClaim: 'volumes',
  PodDefault: 'environment',
  ExternalSecret: 'secrets'
}

const kinds: Readonly<Record<string, string>> = {
  ConfigMap: 'pipelines',
  Deployment: 'pipelines',
  LimitRange: 'limits',
  LocalQueue: 'queue',
  NetworkPolicy: 'network',
  PodDefault: 'pools',
  PodIdentityAssociation: 'aws',
  Policy: 'aws',
  Role: 'aws',
  SecretStore: 'secrets',
  Service: 'pipelines',
  ServiceAccount: 'aws',
  Sidecar: 'network',
  VirtualService: 'serving'
}

/** A PersistentVolume has no namespace, but names its claim. */
function nameIn({ metadata, spec }: Manifest): string {
  const { claimRef } = (spec ?? {}) as { readonly claimRef?: { readonly name: string } }
  return claimRef?.name ?? metadata.name
}

/** The member that was granted access. The controllers' own grants belong to the owner's line. */
function grantCause({ at, people, workloads, neighbours }: Tenant, { metadata }: Manifest): Span {
  const { name, annotations } = metadata
  const person = people.find(({ email }) => email === annotations?.user)
  const guest =
    workloads.find(({ namespace, account }) =>
      name.startsWith(`workload-${namespace}.${account}-`)
    ) ?? neighbours.find(({ tenant }) => name.startsWith(`workload-${tenant}.`))
  return (person?.ways[0] ?? guest?.way)?.at ?? at('owner')
}

/** The line of a cluster's file that configures a component. */
export function clusterCause({ at, file }: Cluster, component: string): Span {
  const field = components[component] ?? component
  return at(Object.hasOwn(file, field) ? field : 'kubeflow')
}

const components: Readonly<Record<string, string>> = {
  auth: 'identity',
  dex: 'identity',
  login: 'identity',
  monitors: 'monitoring',
  'ssm-agent': 'ssmAgent'
}
