import { rmSync } from 'node:fs'
import { count } from '../src/text/prose.ts'
import { command } from './cli/command.ts'
import { flagOf } from './cli/flags.ts'
import { print } from './cli/print.ts'
import { readModel } from './cli/read-model.ts'
import { readSettings, settings } from './cli/settings.ts'
import { type Built, buildAll } from './conform/build.ts'
import { rootsOf } from './conform/built-roots.ts'
import { tellAll } from './conform/diagnostics.ts'
import { findAll } from './conform/findings.ts'
import { stageCommitted } from './conform/stage-committed.ts'
import { findTool } from './system/tool.ts'

const about =
  'Builds everything that Flux or Argo CD would build, and checks it against schemas/objects/.'
const upstream = {
  value: '<folder>',
  about:
    'where Kubeflow is; by default the copy by `npx tenantry vendor`, or else the folder in UPSTREAM'
}

await command({ name: 'conform', about, flags: { ...settings, upstream } }, async call => {
  const given = readSettings(call)
  const [kustomize, kubeconform] = [findTool('kustomize'), findTool('kubeconform')]
  const model = readModel(given)
  const staged = stageCommitted(given.root, flagOf(call, 'upstream'))
  try {
    const built = await buildAll(kustomize.path, staged.folder, rootsOf(given.root, model))
    const repository = { folder: given.root, model }
    const diagnostics = tellAll(repository, findAll(kubeconform.path, built))
    await print(diagnostics, given.format)
    if (given.format !== 'human') return
    const tools = [kustomize.about, kubeconform.about, ...staged.about]
    process.stdout.write(`${[...tools, verdict(built, diagnostics.length)].join('\n')}\n`)
  } finally {
    rmSync(staged.folder, { recursive: true })
  }
})

function verdict(built: readonly Built[], mistakes: number): string {
  const objects = built.reduce((sum, { objects }) => sum + objects.length, 0)
  const found = mistakes === 0 ? 'all valid' : count(mistakes, 'mistake')
  return `${count(objects, 'object')} of ${count(built.length, 'root')}, ${found}`
}
