import { join } from 'node:path'
import { findTool } from '../system/tool.ts'
import { parsed } from './compare-objects.ts'
import { writeOverlays } from './overlay.ts'
import { against, atLeast, expectEqual, scaled, shape } from './rival.ts'
import { type Row, ratio } from './row.ts'
import { run } from './run.ts'
import { type Bench, count } from './trees.ts'

/** Builds the same objects from one base with an overlay per tenant, each in its own process. */
export async function kustomize(bench: Bench): Promise<Row[]> {
  const { path, about } = findTool('kustomize')
  const { objects, all, sample } = await shape(bench)
  const base = objects[0] ?? []
  const folders = writeOverlays(join(bench.scratch, 'overlays'), base, { all, tenants: sample })
  const texts = new Map<string, string>()
  const works = folders.map(folder => async () => {
    const ran = await run(path, ['build', folder])
    texts.set(folder, ran.stdout)
    return ran
  })
  const pair = await against(bench, bench.size.runs, () => scaled(bench, works))
  const wanted = sample.flatMap(at => objects[at] ?? [])
  expectEqual(bench, about, [wanted, [...texts.values()].flatMap(parsed)])
  const { sample: some, small } = bench.size
  bench.note(`${about}: ${some} overlays, one after another, times ${count(small)} / ${some}`)
  return [ratio('`kustomize build` of an overlay per tenant, to `generate`', pair, atLeast(10))]
}
