import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { home } from '../system/home.ts'
import { objectsOf, parsed } from './compare-objects.ts'
import { against, atLeast, expectEqual } from './rival.ts'
import { type Row, ratio } from './row.ts'
import { run } from './run.ts'
import type { Bench } from './trees.ts'

/** The same objects by one App of cdk8s, with a chart for each tenant, into one file. */
export async function cdk8s(bench: Bench): Promise<Row[]> {
  const objects = objectsOf(await bench.small())
  const [from, folder] = [join(bench.scratch, 'objects.json'), join(bench.scratch, 'cdk8s')]
  writeFileSync(from, JSON.stringify(Object.fromEntries(objects)))
  const script = fileURLToPath(new URL('scripts/bench/app.mjs', home))
  // It takes so long that one time tells enough.
  const pair = await against(bench, 1, () => run(process.execPath, [script, from, folder]))
  const made = parsed(readFileSync(join(folder, 'app.k8s.yaml'), 'utf8'))
  expectEqual(bench, 'one App of cdk8s', [[...objects.values()].flat(), made])
  return [ratio('one App of cdk8s for all, to `generate`', pair, atLeast(20))]
}
