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
    const message = `\`${instance}\` is not a category, family or type of EC2 instances`
    return {
      message,
      help: 'write a category (`g`), a family (`g5`), or a type (`g5.xlarge`)'
    }
  }
  if (naming !== first) {
    const message = `\`${instance}\` is a ${naming}, but the list begins with a ${first}: no node matches both`
    return { message, help: 'use the same kind of name for all, or make separate pools' }
  }
  if (gpu === hasGpu(instance)) return undefined
  return gpu
    ? { message: `\`${instance}\` has no GPUs`, help: 'choose other instances, or remove `gpu`' }
    : {
        message: `\`${instance}\` has GPUs, but the pool does not say so`,
        help: 'write `gpu: true`, or choose other instances'
      }
}

function limit({ file, at }: Cluster, { name, gpu }: Pool, report: Report): void {
  if (gpu || own(file.pools, name)?.max?.gpu === undefined) return
  report({
    code: 'invalid-pool',
    message: `\`max.gpu\` has no effect: pool \`${name}\` has no GPUs`,
    at: at('pools', name, 'max', 'gpu'),
    help: 'remove it, or write `gpu: true`'
  })
}
