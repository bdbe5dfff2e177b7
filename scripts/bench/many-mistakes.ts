import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeCorpus } from './corpus.ts'
import { inTurns } from './median.ts'
import { costs, type Row, ratio } from './row.ts'
import { command } from './run.ts'
import { type Bench, count } from './trees.ts'

/** Entries with one mistake each, in a file that is still within its limit of 256 KB. */
const shapes = [
  { what: 'unknown names', field: 'pools', entry: 'a', most: 100_000, format: 'human' },
  { what: 'unknown names as JSON', field: 'pools', entry: 'a', most: 100_000, format: 'json' },
  { what: 'tags', field: 'pools', entry: '!', most: 100_000, format: 'github' },
  { what: 'empty entries', field: 'members', entry: '{}', most: 80_000, format: 'human' }
] as const

/** Checks that a file which is full of mistakes can neither stop a reviewer's check nor fill the memory. */
export async function mistakes(bench: Bench): Promise<Row[]> {
  const rows: Row[] = []
  for (const shape of shapes) rows.push(...(await measured(bench, shape)))
  return rows
}

async function measured(
  { scratch, size }: Bench,
  { what, field, entry, most, format }: (typeof shapes)[number]
): Promise<Row[]> {
  const validate = (entries: number) => {
    const root = join(scratch, `mistakes-${what}-${entries}`)
    writeCorpus(root, 1)
    const list = `${field}: [${`${entry},`.repeat(entries)}]`
    writeFileSync(join(root, 'tenants/broken.yaml'), `owner: owner-00000@example.com\n${list}\n`)
    const args = ['validate', '--root', root, '--format', format]
    return () => command(args, { expected: 1, weighed: true })
  }
  const [many, few] = await inTurns(size.runs, validate(most), validate(most / 100))
  const work = `\`validate\`, ${count(most)} ${what} in a file`
  return [
    ratio(`${work}, to ${count(most / 100)}`, [many, few], { is: 'at most', value: 100 }),
    {
      work: '  memory',
      reached: many.memory,
      unit: 'MB',
      goal: { is: 'under', value: 300 },
      about: `of the whole process, at its peak, in ${costs(many)}`
    }
  ]
}
