import type { Source } from '../../src/diagnostics/source.ts'
import type { Cluster } from '../../src/model/model.ts'
import { dump } from '../../src/yaml/objects.ts'
import { headerOf } from '../objects/generated.ts'
import { managed } from '../objects/labels.ts'
import { shardOf } from './shard.ts'

/** The two phases in which a tenant is reconciled, under the names of their folders. */
export const phases = ['bootstrap', 'namespace'] as const

/** What one pair of Kustomizations or Applications reconciles; an empty shard is there as well. */
export function renderShards(cluster: Cluster, tenants: Iterable<string>): Source[] {
  const { shards } = cluster.gitops
  const lists = Array.from({ length: shards }, (): string[] => [])
  for (const tenant of [...tenants].sort()) lists[shardOf(tenant, shards)]?.push(tenant)
  return lists.flatMap((list, shard) => renderShard(cluster, shard, list))
}

/** One shard, if it is known which tenants are in it. */
export function renderShard({ name, at }: Cluster, shard: number, tenants: string[]): Source[] {
  const folder = `generated/${name}/shards/${shard}`
  const header = headerOf(`tenants/ and ${at().source.path}`)
  return phases.flatMap(phase => [
    kustomization(`${folder}/${phase}`, header, [
      'shard.yaml',
      ...tenants.map(tenant => `../../../tenants/${tenant}/${phase}`)
    ]),
    yaml(`${folder}/${phase}/shard.yaml`, header, [marker(`shard-${shard}-${phase}`)])
  ])
}

/** No engine ever sees an empty root: it would take that for the wish to remove everything. */
function marker(name: string): object {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {
      name,
      namespace: 'tenantry',
      labels: managed
    },
    data: {}
  }
}

/** A file and the objects in it. */
export type Documents = readonly [name: string, objects: readonly object[]]

/** A root of files that are all in one folder. */
export function documents(folder: string, header: string, all: readonly Documents[]): Source[] {
  const names = all.map(([name]) => name)
  return [
    kustomization(folder, header, names),
    ...all.map(([name, objects]) => yaml(`${folder}/${name}`, header, objects))
  ]
}

function kustomization(folder: string, header: string, resources: readonly string[]): Source {
  const apiVersion = 'kustomize.config.k8s.io/v1beta1'
  return yaml(`${folder}/kustomization.yaml`, header, [
    { apiVersion, kind: 'Kustomization', resources }
  ])
}

export function yaml(path: string, header: string, documents: readonly object[]): Source {
  return { path, text: `# ${header}\n${dump(documents)}\n` }
}
