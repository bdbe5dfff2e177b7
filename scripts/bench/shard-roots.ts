import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { findTool } from '../system/tool.ts'
import { parsed } from './compare-objects.ts'
import { cluster, nameOf } from './corpus.ts'
import { inTurns } from './median.ts'
import { costs, type Row } from './row.ts'
import { run } from './run.ts'
import type { Bench } from './trees.ts'

/** Builds what an engine builds: the largest shard of the large repository, and one tenant. */
export async function roots(bench: Bench): Promise<Row[]> {
  const { path } = findTool('kustomize')
  const folder = join(await bench.large(), 'generated', cluster)
  const shards = readdirSync(join(folder, 'shards')).map(name => `shards/${name}`)
  const sizeOf = (shard: string) =>
    readFileSync(join(folder, shard, 'namespace/kustomization.yaml'), 'utf8').split('\n').length
  const largest = shards.reduce((a, b) => (sizeOf(b) > sizeOf(a) ? b : a))
  const rows: Row[] = []
  for (const place of [largest, `tenants/${nameOf(0)}`]) {
    for (const phase of ['bootstrap', 'namespace']) {
      const build = () => run(path, ['build', join(folder, place, phase)])
      const objects = parsed((await build()).stdout).length
      const [cost] = await inTurns(bench.size.runs, build)
      const what = place === largest ? `the largest of ${shards.length} shards` : 'a tenant'
      rows.push({
        work: `\`kustomize build\` of ${what}, ${phase}/`,
        reached: cost.wall,
        unit: 's',
        goal: { is: 'under', value: 1 },
        about: `${objects} objects, ${costs(cost)}`
      })
    }
  }
  return rows
}
