import { nameIn } from '../../charts/plan/sites.ts'
import { type Begun, begin, beginBeside, finish, modelOf } from '../../src/compile.ts'
import { isError } from '../../src/diagnostics/diagnostic.ts'
import type { Files } from '../../src/files/disk.ts'
import type { Model } from '../../src/model/model.ts'
import { people } from '../../src/model/people.ts'
import type { Tenant } from '../../src/model/tenant.ts'
import { didYouMean } from '../../src/text/suggest.ts'
import { mistakesInFiles, readModel } from '../cli/read-model.ts'
import type { Settings } from '../cli/settings.ts'
import { readSome } from '../cli/sources.ts'
import { namedCommit } from '../output/git.ts'
import { stateIn } from '../plan/git-state.ts'
import { Refusal } from '../system/refusal.ts'
import { UsageError } from '../system/usage-error.ts'
import { mayConcern } from './may-concern.ts'

/** The files as they are, or as they were in a commit, which leaves those that are there alone. */
export interface When {
  readonly settings: Settings
  readonly ref: string | undefined
}

/** The model of the tenants that may let somebody in, however many others there are. */
export function modelOfSomebody(when: When, name: string): Model {
  const files = readerOf(when)(() => true)
  const platform = begin(files, () => false)
  const concerns = platform.placed && mayConcern(platform.placed, files, name)
  if (!concerns) return modelOfAll(when)
  const isOwn = (path: string) => !path.startsWith('tenants/') || concerns(path)
  const model = judged(beside(platform, files, isOwn), when, isOwn)
  return isKnown(model, name) ? model : modelOfAll(when)
}

/** Where nobody knows somebody, all names may be the one that was meant. */
function isKnown(model: Model, name: string): boolean {
  if (!name.includes('@') || model.directory.value.complete) return true
  const { all, normal } = people(model)
  return all.some(({ person }) => normal(person) === normal(name))
}

function modelOfAll({ settings, ref }: When): Model {
  if (ref === undefined) return readModel(settings)
  const begun = begin(readerOf({ settings, ref })(() => true))
  const { model } = finish(begun, [], contextOf(settings))
  if (!model) throw new Refusal(`there are mistakes in the files of \`${ref}\``)
  return withClusters(model, { settings, ref })
}

/** The model of one tenant and of those that it names. */
export function modelAround(when: When, name: string): Model {
  const read = readerOf(when)
  const among = (names: ReadonlySet<string>) => (path: string) =>
    !path.startsWith('tenants/') || names.has(nameIn(path))
  const isOwn = among(new Set([name]))
  const alone = begin(read(isOwn), isOwn)
  const model = modelOf(alone, [], contextOf(when.settings))
  const around = new Set([name, ...(model?.tenants ?? []).flatMap(named)])
  const begun = around.size > 1 ? beside(alone, read(among(around)), among(around)) : alone
  return judged(begun, when, isOwn)
}

/** The same platform, with those files of tenants that are at hand. */
function beside(begun: Begun, files: Files, isAtHand: (path: string) => boolean): Begun {
  if (!begun.placed) return begun
  const { placed, found } = beginBeside(begun.placed, files, isAtHand)
  return { placed, found: [...begun.found, ...found] }
}

/** Mistakes of other tenants are none of these. */
function judged(begun: Begun, when: When, isOwn: (path: string) => boolean): Model {
  const context = contextOf(when.settings)
  const { diagnostics } = finish(begun, [], { ...context, settled: true })
  const model = modelOf(begun, [], context)
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
