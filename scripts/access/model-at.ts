import { compile } from '../../src/compile.ts'
import type { Model } from '../../src/model/model.ts'
import { didYouMean } from '../../src/text/suggest.ts'
import { readModel } from '../cli/read-model.ts'
import type { Settings } from '../cli/settings.ts'
import { namedCommit } from '../output/git.ts'
import { stateIn } from '../plan/git-state.ts'
import { UsageError } from '../system/usage-error.ts'

/** The model of the files as they are, or as they were in a commit; the files themselves stay as they are. */
export function modelAt(settings: Settings, ref: string | undefined): Model {
  if (ref === undefined) return readModel(settings)
  const { root, today, clusters } = settings
  const files = stateIn(namedCommit(root, ref)).files(() => true)
  const { model } = compile(files, { today, touched: new Set(), clusters })
  if (!model) throw new UsageError(`there are mistakes in the files of \`${ref}\``)
  const known = [...model.clusterNames]
  const unknown = clusters.find(name => !known.includes(name))
  if (unknown === undefined) return model
  throw new UsageError(
    `there was no cluster \`${unknown}\` at \`${ref}\`; ${didYouMean(unknown, known)}`
  )
}
