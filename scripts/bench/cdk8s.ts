import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { home } from '../system/home.ts'
import { objectsOf, parsed } from './compare-objects.ts'
import { against, atLeast, expectEqual } from './rival.ts'
import { type Row, ratio } from './row.ts'
import { run } from './run.ts'
import type { Bench } from './trees.ts'

/** Writes the same objects with one cdk8s App that has a chart per tenant and one output file. */
export async function cdk8s(bench: Bench): Promise<Row[]> {
  const objects = objectsOf(await bench.small())
  const [from, folder] = [join(bench.scratch, 'objects.json'), join(bench.scratch, 'cdk8s')]
  writeFileSync(from, JSON.stringify(Object.fromEntries(objects)))
  const script = fileURLToPath(new URL('scripts/bench/app.mjs', home))
  // One run takes so long that repeating it would not change the verdict.
  const pair = await against(bench, 1, () => run(process.execPath, [script, from, folder]))
  const made = parsed(readFileSync(join(folder, 'app.k8s.yaml'), 'utf8'))
  expectEqual(bench, 'one App of cdk8s', [[...objects.values()].flat(), made])
  return [ratio('one App of cdk8s for all, to `generate`', pair, atLeast(20))]
}
