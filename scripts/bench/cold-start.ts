import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeCorpus } from './corpus.ts'
import { inTurns } from './median.ts'
import { costs, digits, type Row } from './row.ts'
import { command, run } from './run.ts'
import type { Bench } from './trees.ts'

/** Measures how long an author waits after mistyping a field: a new process, ten tenants, one mistake. */
export async function start({ scratch, size }: Bench): Promise<Row[]> {
  const root = join(scratch, 'start')
  writeCorpus(root, 9)
  writeFileSync(join(root, 'tenants/broken.yaml'), 'ownr: alice@example.com\n')
  const validate = () => command(['validate', '--root', root], { expected: 1 })
  await validate()
  const [ours, node] = await inTurns(size.runs * 5, validate, () =>
    run(process.execPath, ['-e', '0'])
  )
  return [
    {
      work: 'diagnostics for one broken file among 10, from a cold start',
      reached: ours.wall,
      unit: 's',
      goal: { is: 'under', value: 0.3 },
      about: `${digits(ours.wall / node.wall)} times \`node -e 0\`, which takes ${costs(node)}`
    }
  ]
}
