import { join } from 'node:path'
import { findTool } from '../system/tool.ts'
import { writeChart, writeValues } from './chart.ts'
import { parsed } from './compare-objects.ts'
import { against, atLeast, expectEqual, scaled, shape } from './rival.ts'
import { type Row, ratio } from './row.ts'
import { run } from './run.ts'
import { type Bench, count } from './trees.ts'

/**
 * Renders the same objects with one Helm chart: once as one release for all tenants, once as a release
 * for each.
 */
export async function helm(bench: Bench): Promise<Row[]> {
  const { path, about } = findTool('helm')
  const { objects, all, sample } = await shape(bench)
  const chart = join(bench.scratch, 'chart')
  const values = writeChart(chart, objects[0] ?? [], all)
  let text = ''
  const release = (name: string, tenants: typeof values) => {
    const file = join(bench.scratch, `${name}.yaml`)
    writeValues(file, tenants)
    return async () => {
      const ran = await run(path, ['template', name, chart, '--values', file])
      text = ran.stdout
      return ran
    }
  }
  const { runs, sample: some, small } = bench.size
  const whole = await against(bench, runs, release('all', values))
  expectEqual(bench, about, [objects.flat(), parsed(text)])
  const works = sample.map(at => release(`tenant-${at}`, values.slice(at, at + 1)))
  const single = await against(bench, runs, () => scaled(bench, works))
  bench.note(`${about}: ${some} releases, one after another, times ${count(small)} / ${some}`)
  return [
    ratio('`helm template`, a release per tenant, to `generate`', single, atLeast(5)),
    ratio('`helm template`, one release for all, to `generate`', whole, atLeast(5))
  ]
}
