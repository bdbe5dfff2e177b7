import { count } from '../../src/text/prose.ts'
import { shardOf } from '../gitops/shards.ts'
import { type After, type ChangeRule, isFirst } from './change.ts'

/** The engines build an average shard in a second. Above `most`, a build takes more than a minute. */
export const objects = { average: 300, most: 800 }

/** Reports shards with more objects than the engines can build in reasonable time. */
export const invalidShards: ChangeRule = ({ before, after }, report) => {
  for (const { name, at, gitops } of after.clusters) {
    const tenants = after.tenants.filter(({ cluster }) => cluster === name)
    const sizes = sizesOf(tenants, gitops.shards)
    const largest = Math.max(...sizes)
    if (largest <= objects.most) continue
    const better = enough(tenants, gitops.shards)
    const way = isFirst(before, name)
      ? 'write it there'
      : 'that takes three commits, see `npx tenantry explain forbidden-reshard`'
    report({
      code: 'invalid-shards',
      message: `shard ${sizes.indexOf(largest)} of \`${name}\` has ${largest} objects, but the limit is ${objects.most}`,
      at: at('gitops', 'shards'),
      help: better
        ? `\`shards: ${better}\` is enough; ${way}`
        : `${tooLarge(tenants)}, too many for any shard: split it up`
    })
  }
}

type Tenants = After['tenants']

/** The number of objects in each shard. */
export function sizesOf(tenants: Tenants, shards: number): number[] {
  const sizes = new Array<number>(shards).fill(0)
  for (const tenant of tenants) {
    const shard = shardOf(tenant.name, shards)
    sizes[shard] = (sizes[shard] ?? 0) + tenant.objects
  }
  return sizes
}

/** The smallest number of shards that are half full on average and nowhere too full, if there is one. */
function enough(tenants: Tenants, shards: number): number | undefined {
  if (tenants.some(tenant => tenant.objects > objects.most)) return undefined
  const all = tenants.reduce((sum, tenant) => sum + tenant.objects, 0)
  let better = Math.max(shards + 1, Math.ceil(all / objects.average))
  while (sizesOf(tenants, better).some(size => size > objects.most)) better++
  return better
}

function tooLarge(tenants: Tenants): string {
  const largest = tenants.reduce((a, b) => (b.objects > a.objects ? b : a))
  return `tenant \`${largest.name}\` alone has ${count(largest.objects, 'object')}`
}
