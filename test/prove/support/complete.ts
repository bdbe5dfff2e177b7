import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadAll } from 'js-yaml'
import { kinds } from '../../../charts/objects/kinds.ts'
import type { Thing } from '../../overlay/thing.ts'
import { asked } from '../table/tally.ts'
import type { Api } from './api.ts'
import { forEach } from './crowd.ts'
import { idOf, objectsOf, tenantsOf } from './objects.ts'
import type { World } from './world.ts'

type Place = Pick<World, 'api' | 'cluster' | 'repository' | 'platform'>

/** Committed objects of tenants that are missing from the cluster or differ there. */
export async function missing({ api, cluster, repository }: Place): Promise<string[]> {
  const things = tenantsOf(repository, cluster).flatMap(tenant => {
    return objectsOf(repository, `${cluster}/${tenant}`)
  })
  const found = await forEach(things, async thing => {
    const there = await api.get(thing)
    return there && holds(there, thing) ? [] : [idOf(thing)]
  })
  asked(things.length, found.flat().length)
  return found.flat()
}

/** Objects with our label that are not committed. */
export async function strays({ api, cluster, repository, platform }: Place): Promise<string[]> {
  const tenants = tenantsOf(repository, cluster).flatMap(tenant => {
    return objectsOf(repository, `${cluster}/${tenant}`)
  })
  const components = platform.components.flatMap(({ things }) => things)
  const known = new Set([...tenants, ...components, ...engines(repository, cluster)].map(idOf))
  const lists = await forEach(all, kind => labelled(api, kind))
  return lists
    .flat()
    .map(idOf)
    .filter(id => !known.has(id))
    .sort()
}

const v1 = (group: string, kind: string, version = 'v1') => {
  return { apiVersion: group === '' ? version : `${group}/${version}`, kind }
}
const versionsOf: Readonly<Record<string, string>> = {
  PodDefault: 'v1alpha1',
  LocalQueue: 'v1beta2'
}

/** The kinds of both phases. */
const all = [
  ...kinds.map(({ group, kind }) => v1(group, kind, versionsOf[kind])),
  v1('', 'Namespace'),
  v1('', 'PersistentVolume'),
  v1('kubeflow.org', 'Profile'),
  v1('iam.services.k8s.aws', 'Role', 'v1alpha1'),
  v1('eks.services.k8s.aws', 'PodIdentityAssociation', 'v1alpha1'),
  v1('kustomize.toolkit.fluxcd.io', 'Kustomization')
]

async function labelled(api: Api, kind: { apiVersion: string; kind: string }): Promise<Thing[]> {
  const things = await api.list({ ...kind, metadata: {} })
  return things.filter(({ metadata }) => {
    return metadata.labels?.['app.kubernetes.io/managed-by'] === 'tenantry'
  })
}

/** The engines' configuration, and the shards' own objects. */
function engines(repository: string, cluster: string): Thing[] {
  const folder = join(repository, 'generated', cluster)
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  return files
    .filter(
      file => /^(flux|argocd|shards)\/.*\.yaml$/.test(file) && !file.endsWith('kustomization.yaml')
    )
    .flatMap(file => loadAll(readFileSync(join(folder, file), 'utf8')) as Thing[])
}

/** Whether everything wanted is there; more may be. The server drops empty fields. */
function holds(there: unknown, wanted: unknown): boolean {
  if (Array.isArray(wanted)) {
    const list = Array.isArray(there) ? there : []
    return list.length === wanted.length && wanted.every((each, index) => holds(list[index], each))
  }
  if (typeof wanted === 'object' && wanted !== null) {
    const fields = (there ?? {}) as Readonly<Record<string, unknown>>
    return Object.entries(wanted).every(([key, value]) => {
      return (value === '' && fields[key] === undefined) || holds(fields[key], value)
    })
  }
  return there === wanted
}
