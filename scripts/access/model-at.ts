import { type Begun, begin, finish, modelOf } from '../../src/compile.ts'
import { isError } from '../../src/diagnostics/diagnostic.ts'
import type { Files } from '../../src/files/disk.ts'
import type { Model } from '../../src/model/model.ts'
import type { Tenant } from '../../src/model/tenant.ts'
import { didYouMean } from '../../src/text/suggest.ts'
import { mistakesInFiles, readModel } from '../cli/read-model.ts'
import type { Settings } from '../cli/settings.ts'
import { readSome } from '../cli/sources.ts'
import { namedCommit } from '../output/git.ts'
import { stateIn } from '../plan/git-state.ts'
import { nameOf } from '../plan/scope.ts'
import { Refusal } from '../system/refusal.ts'
import { UsageError } from '../system/usage-error.ts'

/** The files as they are, or as they were in a commit, which leaves those that are there alone. */
export interface When {
  readonly settings: Settings
  readonly ref: string | undefined
}

/** The model of all tenants. */
export function modelAt({ settings, ref }: When): Model {
  if (ref === undefined) return readModel(settings)
  const begun = begin(readerOf({ settings, ref })(() => true))
  const { model } = finish(begun, [], contextOf(settings))
  if (!model) throw new Refusal(`there are mistakes in the files of \`${ref}\``)
  return withClusters(model, { settings, ref })
}

/** The model of one tenant and of those that it names, however many others there are. */
export function modelAround(when: When, name: string): Model {
  const read = readerOf(when)
  const begunWith = (names: ReadonlySet<string>) => {
    const isAtHand = (path: string) => !path.startsWith('tenants/') || names.has(nameOf(path))
    return begin(read(isAtHand), isAtHand)
  }
  const alone = begunWith(new Set([name]))
  const around = new Set(modelOf(alone, [], contextOf(when.settings))?.tenants.flatMap(named))
  return judged(around.size > 0 ? begunWith(around.add(name)) : alone, when, name)
}

/** Mistakes of other tenants are none of this one's. */
function judged(begun: Begun, when: When, name: string): Model {
  const context = contextOf(when.settings)
  const { diagnostics } = finish(begun, [], { ...context, settled: true })
  const model = modelOf(begun, [], context)
  const isOwn = (path: string) => !path.startsWith('tenants/') || nameOf(path) === name
  const isWrong = diagnostics.some(each => isError(each) && isOwn(each.at.source.path))
  if (!model || isWrong) throw mistakesInFiles()
  return withClusters(model, when)
}

function contextOf({ today, clusters }: Settings) {
  return { today, clusters, touched: new Set<string>() }
}

function readerOf({ settings, ref }: When): (isWanted: (path: string) => boolean) => Files {
  if (ref === undefined) return isWanted => readSome(settings, isWanted)
  return stateIn(namedCommit(settings.root, ref)).files
}

function named({ neighbours, network, serving }: Tenant): string[] {
  return [
    ...neighbours.map(({ tenant }) => tenant),
    ...network.from.map(({ name }) => name),
    ...serving.callers.flatMap(({ tenant }) => tenant ?? [])
  ]
}

function withClusters(model: Model, { settings: { clusters }, ref }: When): Model {
  const unknown = clusters.find(name => !model.clusterNames.has(name))
  if (unknown === undefined) return model
  const help = didYouMean(unknown, model.clusterNames)
  throw new UsageError(`there was no cluster \`${unknown}\` at \`${ref}\`; ${help}`)
}
