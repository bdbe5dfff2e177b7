import { rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { rootPath, wanted } from '../../charts/gitops/component-root.ts'
import { parts, platformFiles } from '../../charts/platform/compile-platform.ts'
import { compile } from '../../src/compile.ts'
import { readTree } from '../../src/files/disk.ts'
import type { Model } from '../../src/model/model.ts'
import { stage } from '../overlay/stage-overlays.ts'
import { home } from '../system/home.ts'
import { findTool } from '../system/tool.ts'
import { parsed } from './compare-objects.ts'
import { inTurns } from './median.ts'
import { digits, type Row } from './row.ts'
import { type Cost, run } from './run.ts'
import type { Bench } from './trees.ts'

const most = { is: 'at most', value: 1.3 } as const

/** Builds each component of the example's clusters and compares it with plain Kubeflow. */
export async function platform(bench: Bench): Promise<Row[]> {
  const { path } = findTool('kustomize')
  const { folder, places, about } = staged()
  try {
    for (const each of about) bench.note(`platform roots: on ${each}`)
    const rows: Row[] = []
    for (const { name, root, base } of places.slice(0, bench.size.roots)) {
      const build = (place: string) => () => run(path, ['build', join(folder, place)])
      const count = async (place: string) => parsed((await build(place)()).stdout).length
      const works = [root, ...(base === undefined ? [] : [base])].map(build)
      const counts = [await count(root), base === undefined ? 0 : await count(base)] as const
      const [ours, theirs] = await inTurns(bench.size.runs + 2, ...works)
      if (ours) rows.push(...rowsOf(name, counts, [ours, theirs]))
    }
    return rows
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function rowsOf(
  name: string,
  [objects, before]: readonly [number, number],
  [ours, base]: readonly [Cost, Cost | undefined]
): Row[] {
  const work = `\`kustomize build\` of ${name}`
  if (!base) {
    const about = `${objects} objects, none of Kubeflow's`
    return [{ work, reached: ours.wall, unit: 's', goal: { is: 'under', value: 1 }, about }]
  }
  const took = `${digits(ours.wall)} s against ${digits(base.wall)} s of its base`
  const held = `${objects} objects against ${before}`
  return [
    { work, reached: ours.wall / base.wall, unit: 'times', goal: most, about: took },
    { work: '  objects', reached: objects / before, unit: 'times', goal: most, about: held }
  ]
}

function staged() {
  const structure = fileURLToPath(home)
  const root = join(structure, 'examples/acme')
  const model = modelOf(root)
  const places = model.clusters.flatMap(cluster =>
    parts(model, cluster).map(part => {
      const { name } = part.component
      const place = dirname(rootPath(cluster.name, name))
      const [base] = wanted(cluster, part).resources
      return {
        name: `${cluster.name}/${name}`,
        root: place,
        base: base === undefined ? undefined : join(place, base)
      }
    })
  )
  const files = model.clusters.flatMap(cluster => platformFiles(model, cluster))
  const texts = new Map(files.map(({ path, text }) => [path, text]))
  return { places, ...stage({ root, structure, files: texts }) }
}

function modelOf(root: string): Model {
  const { model } = compile(readTree(root), { today: '2026-01-01', touched: new Set() })
  if (!model) throw new Error('bug: the example does not compile')
  return model
}
