import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { nameOf, tenant } from './corpus.ts'
import { inTurns } from './median.ts'
import { costs, type Row, ratio } from './row.ts'
import { command, run } from './run.ts'
import { type Bench, cold, count } from './trees.ts'

/** Raises one tenant's quota and leaves the others alone. */
export async function changed(bench: Bench): Promise<Row[]> {
  const root = await bench.large()
  const git = (...args: string[]) => run('git', ['-c', 'gc.auto=0', ...args], { cwd: root })
  await cold(root)
  const author = ['-c', 'user.name=Alice', '-c', 'user.email=alice@example.com']
  await git('init', '--quiet')
  await git('add', '--all')
  await git(...author, 'commit', '--quiet', '--message', 'Begin')
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
  const work = `one tenant changed in ${count(bench.size.large)}, \`generate\``
  const goal = { is: 'under', value: 0.5 } as const
  return [
    {
      work,
      reached: ours.wall,
      unit: 's',
      goal,
      about: `median of ${bench.size.runs * 3}: ${costs(ours)}`
    },
    ratio('  to `git status` in that tree', [ours, status])
  ]
}
