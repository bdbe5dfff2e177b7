import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { objectsOf } from './compare-objects.ts'
import { inTurns } from './median.ts'
import { costs, type Row, ratio } from './row.ts'
import { run } from './run.ts'
import { type Bench, cold, count } from './trees.ts'

/** Compiles every tenant of the small repository from scratch. */
export async function small(bench: Bench): Promise<Row[]> {
  const root = await bench.small()
  const copy = join(bench.scratch, 'copy')
  const { runs, small } = bench.size
  const [ours, cp] = await inTurns(
    runs + 2,
    () => cold(root),
    () => {
      rmSync(copy, { recursive: true, force: true })
      return run('cp', ['-r', join(root, 'generated'), copy])
    }
  )
  const objects = [...objectsOf(root).values()].flat().length
  const work = `cold \`generate\`, ${count(small)} tenants of ${objects / small} objects`
  const goal = { is: 'under', value: 1.2 } as const
  return [
    { work, reached: ours.wall, unit: 's', goal, about: `median of ${runs + 2}: ${costs(ours)}` },
    ratio('  to `cp -r` of the tree', [ours, cp])
  ]
}
