import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { objectsPath } from '../charts/changes/change.ts'
import { residentsOf } from '../charts/changes/counts.ts'
import { isProtected } from '../charts/changes/forbidden-removal.ts'
import { compile } from '../src/compile.ts'
import { arrange } from '../src/diagnostics/collect.ts'
import { isError } from '../src/diagnostics/diagnostic.ts'
import type { Source } from '../src/diagnostics/source.ts'
import { type Farewell, listed, withoutCluster } from '../src/edits/remove-tenant.ts'
import type { Files } from '../src/files/disk.ts'
import type { Model } from '../src/model/model.ts'
import type { Tenant } from '../src/model/tenant.ts'
import { andList } from '../src/text/prose.ts'
import { didYouMean } from '../src/text/suggest.ts'
import { revise } from '../src/yaml/edit/edit.ts'
import { command } from './cli/command.ts'
import { type Call, type Flag, flagOf } from './cli/flags.ts'
import { print } from './cli/print.ts'
import { readSettings, settings } from './cli/settings.ts'
import { readFiles, withTexts } from './cli/sources.ts'
import { generated } from './output/disk/compare-all.ts'
import { type Fork, forkOf } from './output/fork.ts'
import { namesIn, readFrom } from './output/git.ts'
import { harm } from './output/harm.ts'
import { UsageError } from './system/usage-error.ts'
import { writeAll } from './system/write-files.ts'

const about =
  'Deletes the file of a tenant whose release is merged, and writes its line in platform/removals.yaml.'
const { root, today } = settings
const flags = {
  reason: { value: '<text>', about: 'why it goes, for those who review the change' },
  from: { value: '<cluster>', about: 'take it from this cluster only, and keep the file' },
  unprotected: { about: 'even if it was not released; its namespace and data stay there' },
  root,
  today
} as const satisfies Record<string, Flag>

await command({ name: 'remove', about, operands: ['<tenant>'], flags }, async call => {
  const given = readSettings(call)
  const farewell = readFarewell(call)
  const files = readFiles(given)
  const context = { today: given.today, touched: new Set<string>() }
  const { model, diagnostics } = compile(files, context)
  if (!model) return print(diagnostics, given.format)
  const fork = forkOf(given.root)
  const plan = planOf(model, farewell, fork)
  const after = compile(carriedOut(plan, files), context)
  const found = after.model ? harm(given, changeTo(after.model, fork)) : []
  const said = arrange([...after.diagnostics, ...found])
  await print(said, given.format)
  if (!said.some(isError)) carryOut(plan, given.root)
})

function readFarewell(call: Call): Farewell {
  const [tenant = ''] = call.operands
  const reason = flagOf(call, 'reason')
  if (!reason?.trim()) throw new UsageError('`remove` needs `--reason <text>`')
  const unprotected = flagOf(call, 'unprotected') !== undefined
  return { tenant, reason, cluster: flagOf(call, 'from'), unprotected }
}

function changeTo(model: Model, fork: Fork) {
  return { model, tenants: residentsOf(model), fork }
}

interface Plan {
  readonly written: readonly Source[]
  readonly deleted: readonly string[]
}

function planOf(model: Model, farewell: Farewell, fork: Fork): Plan {
  const { tenant: name, cluster, unprotected } = farewell
  const document = model.documents.find(each => each.name === name)
  if (!document) {
    const known = model.documents.map(each => each.name)
    throw new UsageError(`there is no tenant \`${name}\`; ${didYouMean(name, known)}`)
  }
  const sites = sitesOf(model, farewell)
  const isOwn = isOnlyHere(fork, sites)
  const kept = sites.filter(({ state }) => state !== 'released').map(site => site.cluster.name)
  if (kept.length > 0 && !unprotected && !isOwn) {
    throw new UsageError(
      `\`${name}\` is not released on ${andList(kept)}: write \`state: released\` for it, commit that, and remove it once that has reached each of them`
    )
  }
  const early = unprotected || isOwn ? [] : unmerged(fork, sites)
  if (early.length > 0) {
    throw new UsageError(
      `the release of \`${name}\` on ${andList(early)} is only on this branch: merge it first, and remove \`${name}\` in a later change, once the release is reconciled there`
    )
  }
  const { path } = document.root.source
  const lines = isOwn ? [] : [listed(model.removals, farewell)]
  if (cluster === undefined) return { written: lines, deleted: [path] }
  const edits = withoutCluster(document.root, cluster)
  if (edits.length > 0) return { written: [...revise(edits), ...lines], deleted: [] }
  throw new UsageError(
    `\`${path}\` does not name its clusters: add \`clusters\` with those that it keeps`
  )
}

/** The tenant on each cluster that it goes from. */
function sitesOf({ tenants }: Model, { tenant, cluster }: Farewell): readonly Tenant[] {
  const all = tenants.filter(({ name }) => name === tenant)
  if (cluster === undefined) return all
  const chosen = all.filter(site => site.cluster.name === cluster)
  if (chosen.length === 0) throw new UsageError(`\`${tenant}\` is not on cluster \`${cluster}\``)
  if (chosen.length < all.length) return chosen
  throw new UsageError(`\`${tenant}\` is on no other cluster: leave out \`--from\``)
}

/** Whether no other branch has the tenant yet, so that nothing of it is in a cluster. */
function isOnlyHere({ commit }: Fork, sites: readonly Tenant[]): boolean {
  if (!commit) return false
  return !sites.some(({ name, cluster }) => {
    return namesIn(commit, `${generated}/${cluster.name}/tenants`).includes(name)
  })
}

/** The clusters where the branch that changes go into has the tenant, and still protects it. */
function unmerged({ commit, isKnown }: Fork, sites: readonly Tenant[]): string[] {
  if (!commit || !isKnown) return []
  const places = sites.map(({ name, cluster }) => ({ name, cluster: cluster.name }))
  const texts = readFrom(
    commit,
    places.map(place => objectsPath(place, 'bootstrap'))
  )
  const read = (path: string) => texts.get(path)
  return places.filter(place => isProtected(place, { read })).map(({ cluster }) => cluster)
}

/** The files as they will be. */
function carriedOut({ written, deleted }: Plan, files: Files): Files {
  return new Map([...withTexts(files, written)].filter(([path]) => !deleted.includes(path)))
}

function carryOut({ written, deleted }: Plan, root: string): void {
  writeAll(root, written)
  for (const path of deleted) rmSync(join(root, path))
  const lines = [
    ...written.map(({ path }) => `wrote ${path}`),
    ...deleted.map(path => `deleted ${path}`)
  ]
  process.stdout.write(`${lines.join('\n')}\nnow run \`npx tenantry generate\`\n`)
}
