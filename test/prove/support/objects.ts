import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadAll } from 'js-yaml'
import { at, type Thing } from '../../overlay/thing.ts'
import type { Api } from './api.ts'
import { forEach } from './crowd.ts'

const phases = ['bootstrap', 'namespace'] as const

/** The tenants of a repository on a cluster. */
export function tenantsOf(repository: string, cluster: string): string[] {
  const folder = join(repository, 'generated', cluster, 'tenants')
  return existsSync(folder) ? readdirSync(folder).sort() : []
}

/** The compiled objects of a tenant, for one phase or for both. */
export function objectsOf(
  repository: string,
  place: string,
  only: readonly string[] = phases
): Thing[] {
  const [cluster = '', tenant = ''] = place.split('/')
  return only.flatMap(phase => {
    const folder = join(repository, 'generated', cluster, 'tenants', tenant, phase)
    const files = readdirSync(folder).filter(file => file !== 'kustomization.yaml')
    return files.flatMap(file => loadAll(readFileSync(join(folder, file), 'utf8')) as Thing[])
  })
}

/** The resource versions of everything that two controllers might fight over. */
export async function versions(
  api: Api,
  things: readonly Thing[]
): Promise<Record<string, string>> {
  const namespaces = [...new Set(things.flatMap(({ metadata }) => metadata.namespace ?? []))]
  const made = await forEach(namespaces, namespace => inside(api, namespace))
  const own = await forEach(things, thing => api.get(thing))
  const all = [...made.flat(), ...own.flatMap(thing => thing ?? [])]
  return Object.fromEntries(all.map(thing => [idOf(thing), versionOf(thing)]).sort())
}

/** The claims on disks of their own that are not bound to them yet; others may wait for a pod forever. */
export async function unbound(api: Pick<Api, 'get'>, things: readonly Thing[]): Promise<Thing[]> {
  const claims = things.filter(({ kind, spec }) => {
    return kind === 'PersistentVolumeClaim' && at(spec, 'volumeName') !== undefined
  })
  const there = await forEach(claims, claim => api.get(claim))
  return claims.filter((_, index) => at(there[index]?.status, 'phase') !== 'Bound')
}

const others = [
  { apiVersion: 'v1', kind: 'ResourceQuota' },
  { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'RoleBinding' },
  { apiVersion: 'security.istio.io/v1', kind: 'AuthorizationPolicy' },
  { apiVersion: 'v1', kind: 'ServiceAccount' },
  { apiVersion: 'v1', kind: 'ConfigMap' }
]

async function inside(api: Api, namespace: string): Promise<Thing[]> {
  const lists = await forEach(others, other => api.list({ ...other, metadata: { namespace } }))
  return lists.flat()
}

export function idOf({ kind, metadata: { namespace = '', name } }: Thing): string {
  return `${kind} ${namespace}/${name}`
}

function versionOf({ metadata }: Thing): string {
  return (metadata as unknown as { resourceVersion: string }).resourceVersion
}
