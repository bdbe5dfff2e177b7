import { command } from './cli/command.ts'
import { readModel } from './cli/read-model.ts'
import { readSettings, settings } from './cli/settings.ts'
import { missingRoots } from './overlay/missing-roots.ts'
import { writeAll } from './system/write-files.ts'

const about =
  'Writes the missing roots of each cluster to kustomize/clusters/; from then on they are yours.'
const { root, cluster } = settings

await command({ name: 'roots', about, flags: { root, cluster } }, call => {
  const chosen = readSettings(call)
  const files = missingRoots(chosen.root, readModel(chosen))
  writeAll(chosen.root, files)
  for (const { path } of files) process.stdout.write(`wrote ${path}\n`)
  if (files.length === 0) process.stdout.write('nothing to write: each component has its root\n')
})
