import { hasGpu, namingOf } from '../../aws/instances.ts'
import type { Cluster } from '../../cluster/cluster.ts'
import type { Pool } from '../../cluster/pools.ts'
import type { Report } from '../../diagnostics/diagnostic.ts'
import { own } from '../../values/lookup.ts'
import type { Rule } from '../rule.ts'

/** There must be nodes that match the description of a pool. */
export const invalidPool: Rule = ({ clusters }, report) => {
  for (const cluster of clusters) {
    for (const pool of cluster.pools) {
      nodes(cluster, pool, report)
      limit(cluster, pool, report)
    }
  }
}

function nodes({ file, at }: Cluster, { name, gpu }: Pool, report: Report): void {
  const instances = own(file.pools, name)?.instances ?? []
  const first = instances.map(namingOf).find(naming => naming !== undefined)
  instances.forEach((instance, index) => {
    const fault = faultOf(instance, gpu, first)
    if (!fault) return
    const place = at('pools', name, 'instances', index)
    report({ code: 'invalid-pool', at: place, ...fault })
  })
}

interface Fault {
  readonly message: string
  readonly help: string
}

function faultOf(
  instance: string,
  gpu: boolean,
  first: ReturnType<typeof namingOf>
): Fault | undefined {
  const naming = namingOf(instance)
  if (!naming) {
    const message = `EC2 calls no instances \`${instance}\``
    return {
      message,
      help: 'write what they are for (`g`), a family (`g5`), or a type (`g5.xlarge`)'
    }
  }
  if (naming !== first) {
    const message = `\`${instance}\` is a ${naming}, and the first of the list a ${first}: no node is both`
    return { message, help: 'name all in one way, or make a pool of each' }
  }
  if (gpu === hasGpu(instance)) return undefined
  return gpu
    ? { message: `\`${instance}\` has no GPUs`, help: 'name others, or leave `gpu` out' }
    : {
        message: `\`${instance}\` has GPUs, and the pool does not say so`,
        help: 'write `gpu: true`, or name others'
      }
}

function limit({ file, at }: Cluster, { name, gpu }: Pool, report: Report): void {
  if (gpu || own(file.pools, name)?.max?.gpu === undefined) return
  report({
    code: 'invalid-pool',
    message: `\`max.gpu\` limits nothing: the pool \`${name}\` has no GPUs`,
    at: at('pools', name, 'max', 'gpu'),
    help: 'leave it out, or write `gpu: true`'
  })
}
