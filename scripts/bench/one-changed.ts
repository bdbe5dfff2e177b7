import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { nameOf, tenant } from './corpus.ts'
import { inTurns } from './median.ts'
import { costs, type Row, ratio } from './row.ts'
import { command } from './run.ts'
import { type Bench, cold, committed, count } from './trees.ts'

/** Raises one tenant's quota and leaves the others alone. */
export async function changed(bench: Bench): Promise<Row[]> {
  const root = await bench.large()
  await cold(root)
  const git = await committed(root)
  const at = Math.floor(bench.size.large / 2)
  let cpu = 30
  const generate = async () => {
    const text = tenant({ at, tenants: bench.size.large, cpu: cpu++ })
    writeFileSync(join(root, `tenants/${nameOf(at)}.yaml`), text)
    const ran = await command(['generate', '--root', root])
    if (!/: \d files? written/.test(ran.stdout)) throw new Error(`bug: ${ran.stdout}`)
    return ran
  }
  await generate()
  const [ours, status] = await inTurns(bench.size.runs * 3, generate, () =>
    git('status', '--porcelain')
  )
  const work = `one tenant changed in ${count(bench.size.large)}`
  const goal = { is: 'under', value: 0.5 } as const
  const about = `median of ${bench.size.runs * 3}: ${costs(ours)}`
  return [
    { work: `${work}, \`generate\``, reached: ours.wall, unit: 's', goal, about },
    ratio('  to `git status` in that tree', [ours, status])
  ]
}
