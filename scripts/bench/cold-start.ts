import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeCorpus } from './corpus.ts'
import { inTurns } from './median.ts'
import { installedPackage } from './package.ts'
import { costs, digits, type Row, ratio } from './row.ts'
import { command, run } from './run.ts'
import type { Bench } from './trees.ts'

/** Measures how long an author waits after mistyping a field: a new process, ten tenants, one mistake. */
export async function start({ scratch, size }: Bench): Promise<Row[]> {
  const root = join(scratch, 'start')
  writeCorpus(root, 9)
  writeFileSync(join(root, 'tenants/broken.yaml'), 'ownr: alice@example.com\n')
  const program = await installedPackage(scratch)
  const packaged = (args: readonly string[], expected = 0) =>
    run(process.execPath, [program, ...args], { expected })
  const words = ['validate', '--root', root]
  const validate = () => command(words, { expected: 1 })
  await validate()
  const [ours, one, same, version, node] = await inTurns(
    size.runs * 5,
    validate,
    () => command(['validate', 'team-00001', '--root', root]),
    () => packaged(words, 1),
    () => packaged(['--version']),
    () => run(process.execPath, ['-e', '0'])
  )
  return [
    {
      work: 'diagnostics for one broken file among 10, from a cold start',
      reached: ours.wall,
      unit: 's',
      goal: { is: 'under', value: 0.3 },
      about: `${digits(ours.wall / node.wall)} times \`node -e 0\`, which takes ${costs(node)}`
    },
    ratio('`validate` of one of these files, compared with `node -e 0`', [one, node], {
      is: 'at most',
      value: 2.5
    }),
    ratio('all files by the installed package, compared with the clone', [same, ours], {
      is: 'at most',
      value: 1.1
    }),
    ratio('`tenantry --version` of the package, compared with `node -e 0`', [version, node], {
      is: 'at most',
      value: 2.5
    })
  ]
}
