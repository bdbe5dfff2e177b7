import { command } from './cli/command.ts'
import { readModel } from './cli/read-model.ts'
import { readSettings, settings } from './cli/settings.ts'
import { missingRoots } from './overlay/missing-roots.ts'
import { movedRoots } from './overlay/moved-roots.ts'
import { writeAll } from './system/write-files.ts'

const about =
  'Writes the missing roots of each cluster to kustomize/clusters/, and moves the others to its release of Kubeflow.'
const { root, cluster } = settings

await command({ name: 'roots', about, flags: { root, cluster } }, call => {
  const chosen = readSettings(call)
  const model = readModel(chosen)
  const files = missingRoots(chosen.root, model)
  const moved = model.clusters.flatMap(each => movedRoots(chosen.root, model, each))
  writeAll(chosen.root, [...files, ...moved])
  for (const { path } of files) process.stdout.write(`wrote ${path}\n`)
  for (const { path } of moved) process.stdout.write(`moved ${path}\n`)
  if (files.length + moved.length === 0) {
    process.stdout.write('nothing to write: each component has its root\n')
  }
})
