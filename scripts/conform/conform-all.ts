import { rmSync } from 'node:fs'
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts'
import { count } from '../../src/text/prose.ts'
import { readModel } from '../cli/read-model.ts'
import type { Settings } from '../cli/settings.ts'
import { findTool } from '../system/tool.ts'
import { type Built, buildAll } from './build.ts'
import { rootsOf } from './built-roots.ts'
import { tellAll } from './diagnostics.ts'
import { findAll } from './findings.ts'
import { stageCommitted } from './stage-committed.ts'

interface Conformed {
  readonly diagnostics: readonly Diagnostic[]
  /** With which tools, and from where. */
  readonly about: readonly string[]
  readonly verdict: string
}

/** Builds everything that an engine would build, and checks it against schemas/objects/. */
export async function conformAll(
  given: Settings,
  upstream: string | undefined
): Promise<Conformed> {
  const [kustomize, kubeconform] = [findTool('kustomize'), findTool('kubeconform')]
  const model = readModel(given)
  const staged = stageCommitted(given.root, upstream)
  try {
    const built = await buildAll(kustomize.path, staged.folder, rootsOf(given.root, model))
    const repository = { folder: given.root, model }
    const diagnostics = tellAll(repository, findAll(kubeconform.path, built))
    const about = [kustomize.about, kubeconform.about, ...staged.about]
    return { diagnostics, about, verdict: verdict(built, diagnostics.length) }
  } finally {
    rmSync(staged.folder, { recursive: true })
  }
}

function verdict(built: readonly Built[], mistakes: number): string {
  const objects = built.reduce((sum, { objects }) => sum + objects.length, 0)
  const found = mistakes === 0 ? 'all valid' : count(mistakes, 'mistake')
  return `${count(objects, 'object')} of ${count(built.length, 'root')}, ${found}`
}
