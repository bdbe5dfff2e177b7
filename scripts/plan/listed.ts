import type { State } from './git-state.ts'

/** The tenants that some shards of a cluster list, or all of them. */
export function namesListed(
  state: State,
  cluster: string,
  shards: readonly number[] | 'all'
): string[] {
  const folder = `generated/${cluster}/shards`
  const paths =
    shards === 'all'
      ? state.below([folder])
      : shards.map(shard => `${folder}/${shard}/namespace/kustomization.yaml`)
  const texts = [...state.texts(paths).values()].join('\n')
  const names = [...texts.matchAll(/\/tenants\/([a-z0-9-]+)\//g)].map(([, name = '']) => name)
  return [...new Set(names)]
}
