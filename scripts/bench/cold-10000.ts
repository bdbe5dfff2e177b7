import { inTurns } from './median.ts'
import { costs, digits, type Row, ratio } from './row.ts'
import { command } from './run.ts'
import { type Bench, cold, count } from './trees.ts'

/** Checks that ten times the tenants take ten times as long, and hardly more memory. */
export async function large(bench: Bench): Promise<Row[]> {
  const [root, small] = [await bench.large(), await bench.small()]
  const { runs, large } = bench.size
  const [ours, checked, less] = await inTurns(
    runs,
    () => cold(root, true),
    () => command(['check', '--root', root]),
    () => cold(small)
  )
  const work = `cold \`generate\`, ${count(large)} tenants`
  const most = (value: number) => ({ is: 'at most', value }) as const
  const threads = 'of the whole process, at its peak'
  return [
    { work, reached: ours.wall, unit: 's', about: `median of ${runs}: ${costs(ours)}` },
    ratio(`  to ${count(bench.size.small)} tenants`, [ours, less], most(11)),
    {
      work: '  memory',
      reached: ours.memory,
      unit: 'MB',
      goal: { is: 'under', value: 500 },
      about: threads
    },
    ratio(`\`check\` of ${count(large)} tenants, to cold \`generate\``, [checked, ours], most(1)),
    {
      work: '  for itself',
      reached: checked.wall,
      unit: 's',
      about: `${digits(checked.cpu)} s of CPU`
    }
  ]
}
