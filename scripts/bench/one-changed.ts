import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { nameOf, tenant } from './corpus.ts'
import { inTurns } from './median.ts'
import { costs, type Row, ratio } from './row.ts'
import { type Cost, command, run } from './run.ts'
import { type Bench, cold, count } from './trees.ts'

/** Raises one tenant's quota and leaves the others alone. */
export async function changed(bench: Bench): Promise<Row[]> {
  const root = await bench.large()
  const author = ['-c', 'user.name=Alice', '-c', 'user.email=alice@example.com']
  const git = (...args: string[]) =>
    run('git', ['-c', 'gc.auto=0', ...author, ...args], { cwd: root })
  await cold(root)
  await git('init', '--quiet')
  await git('add', '--all')
  await git('commit', '--quiet', '--message', 'Begin')
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
  return [
    { work: `${work}, \`generate\``, ...timeOf(bench, ours), goal },
    ratio('  to `git status` in that tree', [ours, status]),
    ...(await planned({ bench, root, git }, work))
  ]
}

/** What a reviewer asks of two commits: a changed quota, and another change. */
async function planned({ bench, root, git }: Repository, work: string): Promise<Row[]> {
  const at = Math.floor(bench.size.large / 2)
  const text = tenant({ at, tenants: bench.size.large, cpu: 4 + (at % 16) })
  const quota = await planOf({ bench, root, git })
  writeFileSync(
    join(root, `tenants/${nameOf(at)}.yaml`),
    text.replace('description: ', 'description: Our ')
  )
  await command(['generate', '--root', root])
  const other = await planOf({ bench, root, git })
  const goal = { is: 'under', value: 1 } as const
  return [
    { work: `${work}, \`plan\``, ...timeOf(bench, other), goal },
    { work: '  with a changed quota', ...timeOf(bench, quota), goal }
  ]
}

async function planOf({ bench, root, git }: Repository): Promise<Cost> {
  await git('add', '--all')
  await git('commit', '--quiet', '--message', 'Change one')
  const [cost] = await inTurns(bench.size.runs * 3, async () => {
    const ran = await command(['plan', '--root', root, '--base', 'HEAD~1', '--head', 'HEAD'])
    if (!ran.stdout.startsWith('1 tenant changed')) throw new Error(`bug: ${ran.stdout}`)
    return ran
  })
  return cost
}

interface Repository {
  readonly bench: Bench
  readonly root: string
  readonly git: (...args: string[]) => Promise<Cost>
}

function timeOf({ size }: Bench, cost: Cost): Pick<Row, 'reached' | 'unit' | 'about'> {
  return { reached: cost.wall, unit: 's', about: `median of ${size.runs * 3}: ${costs(cost)}` }
}
