import { compile } from '../../src/compile.ts'
import type { Model } from '../../src/model/model.ts'
import { Refusal } from '../system/refusal.ts'
import type { Settings } from './settings.ts'
import { readFiles } from './sources.ts'

/** The model for commands that cannot go on if the files have mistakes. */
export function readModel(settings: Settings): Model {
  const { today, clusters } = settings
  const { model, diagnostics } = compile(readFiles(settings), {
    today,
    touched: new Set(),
    clusters
  })
  if (model) return model
  const next = diagnostics.find(({ code }) => code === 'missing-file')
  if (next) throw new Refusal(`${next.message}: ${next.help}`)
  throw mistakesInFiles()
}

export function mistakesInFiles(): Refusal {
  return new Refusal('there are mistakes in the files; see `npx tenantry validate`')
}
