import { cdk8s } from './bench/cdk8s.ts'
import { small } from './bench/cold-1000.ts'
import { large } from './bench/cold-10000.ts'
import { start } from './bench/cold-start.ts'
import { helm } from './bench/helm.ts'
import { kustomize } from './bench/kustomize.ts'
import { mistakes } from './bench/many-mistakes.ts'
import { changed } from './bench/one-changed.ts'
import { platform } from './bench/platform-roots.ts'
import { machine, printRows, type Results } from './bench/print-rows.ts'
import { questions } from './bench/questions.ts'
import type { Row } from './bench/row.ts'
import { inScratch } from './bench/scratch.ts'
import { roots } from './bench/shard-roots.ts'
import { pages } from './bench/site/report-pages.ts'
import { type Bench, openTrees, sizes } from './bench/trees.ts'
import { command } from './cli/command.ts'
import { flagOf } from './cli/flags.ts'
import { Refusal } from './system/refusal.ts'
import { UsageError } from './system/usage-error.ts'

const works = {
  ...{ start, mistakes, small, cdk8s, kustomize, helm },
  ...{ large, changed, questions, pages, roots, platform }
}
const names = Object.keys(works)
const about = `Measures what people wait for, and how long other programs would take.
Measurements: ${names.join(', ')}; all of them by default.`
const usual = '.cache/bench.json'
const flags = {
  quick: { about: 'with only a few tenants, to show that it works: the times mean nothing' },
  report: { value: '<file>', about: `where the JSON goes; ${usual} by default` }
}

await command({ name: 'bench', about, operands: ['[work...]'], flags }, async call => {
  const unknown = call.operands.find(name => !names.includes(name))
  if (unknown !== undefined) throw new UsageError(`there is no measurement \`${unknown}\``)
  const wanted = Object.entries(works).filter(([name]) => {
    return call.operands.length === 0 || call.operands.includes(name)
  })
  const size = call.flags.has('quick') ? sizes.quick : sizes.whole
  const results = await inScratch(scratch => measure(wanted, { scratch, size }))
  printRows(results, flagOf(call, 'report') ?? usual)
})

async function measure(
  wanted: readonly (readonly [string, (bench: Bench) => Promise<Row[]>])[],
  { scratch, size }: Pick<Bench, 'scratch' | 'size'>
): Promise<Results> {
  const [rows, faults]: [Row[], string[]] = [[], []]
  const isQuick = size === sizes.quick
  const notes = [machine(), ...(isQuick ? ['with `--quick`: the times mean nothing'] : [])]
  const note = (text: string) => void notes.push(text)
  const fail = (text: string) => void faults.push(text)
  const bench = { scratch, size, ...openTrees(scratch, size), note, fail }
  for (const [name, work] of wanted) {
    process.stderr.write(`measuring ${name} ...\n`)
    try {
      rows.push(...(await work(bench)))
    } catch (error) {
      // A missing program, such as Helm, must not stop the other rows.
      if (!(error instanceof Refusal)) throw error
      note(`${name} was NOT measured: ${error.message}`)
    }
  }
  return { rows, notes: [...notes, machine()], faults }
}
