import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { entryFiles, rootFile } from '../charts/gitops/component-root.ts'
import type { Source } from '../src/diagnostics/source.ts'
import { command } from './cli/command.ts'
import { readModel } from './cli/read-model.ts'
import { readSettings, settings } from './cli/settings.ts'
import { entryless, rootless } from './overlay/root-faults.ts'

const about =
  'Writes the missing roots of each cluster to kustomize/clusters/; from then on they are yours.'
const { root, cluster } = settings

await command({ name: 'roots', about, flags: { root, cluster } }, call => {
  const chosen = readSettings(call)
  const model = readModel(chosen)
  const isMissing = ({ path }: Source) => !existsSync(join(chosen.root, path))
  const files = model.clusters.flatMap(cluster => [
    ...(entryless(chosen.root, cluster) ? entryFiles(cluster).filter(isMissing) : []),
    ...rootless(chosen.root, model, cluster).map(part => rootFile(cluster, part))
  ])
  for (const { path, text } of files) {
    mkdirSync(dirname(join(chosen.root, path)), { recursive: true })
    writeFileSync(join(chosen.root, path), text)
    process.stdout.write(`wrote ${path}\n`)
  }
  if (files.length === 0) process.stdout.write('nothing to write: each component has its root\n')
})
