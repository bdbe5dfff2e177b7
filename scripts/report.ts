import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { hiderOf } from '../charts/plan/hide-names.ts'
import { planOf } from '../charts/plan/make-plan.ts'
import { allPages, publicPages } from '../site/all-pages.ts'
import type { PlanOf } from '../site/plan/plan-page.ts'
import { requestPath } from '../site/request/request-page.ts'
import { readUsage, type Usage } from '../src/imports/usage/read-usage.ts'
import type { Model } from '../src/model/model.ts'
import { people } from '../src/model/people.ts'
import { count } from '../src/text/prose.ts'
import { didYouMean } from '../src/text/suggest.ts'
import { command } from './cli/command.ts'
import { flagOf } from './cli/flags.ts'
import { progress } from './cli/progress.ts'
import { readModel } from './cli/read-model.ts'
import { readSettings, type Settings, settings } from './cli/settings.ts'
import { readFiles } from './cli/sources.ts'
import { hidden } from './plan/commits.ts'
import { compare } from './plan/compare.ts'
import { assets } from './report/built-assets.ts'
import { groundOf, publicGroundOf } from './report/request-ground.ts'
import { isTaken, writeSite } from './report/write-site.ts'
import { Refusal } from './system/refusal.ts'
import { UsageError } from './system/usage-error.ts'

const about = `Writes pages about all tenants for a browser: who they are, who may enter them, what they may use, and what ends when.
They need no server. They say who may do what, so nothing publishes them.`

const flags = {
  out: {
    value: '<folder>',
    about: 'where to write; by default report/ in the root. Only an earlier report is replaced'
  },
  base: {
    value: '<ref>',
    about: 'also what the change since this branch or commit does, as `plan` says'
  },
  public: {
    about:
      'write the page "Request a place" alone, without names of people, groups, teams and tenants'
  },
  names: { value: 'hide', about: 'give people numbers, for readers who may not know them' },
  usage: {
    value: '<file>',
    about: 'also what tenants use: an answer of Prometheus to the query `kube_resourcequota`'
  },
  root: settings.root,
  cluster: settings.cluster,
  today: settings.today
}

await command({ name: 'report', about, flags }, call => {
  const given = readSettings(call)
  const names = flagOf(call, 'names')
  if (names !== undefined && names !== 'hide') {
    throw new UsageError(`there is no value \`${names}\`; ${didYouMean(names, ['hide'])}`)
  }
  const out = flagOf(call, 'out') ?? join(given.root, 'report')
  // Before all tenants are read.
  isTaken(out)
  const isPublic = flagOf(call, 'public') !== undefined
  const base = flagOf(call, 'base')
  const model = progress('reading all tenants ...', () => readModel(given))
  const usage = usageIn(flagOf(call, 'usage'), model)
  const files = isPublic
    ? publicPages({ today: given.today, request: publicGroundOf(model, given.today) }, assets)
    : allPages(
        { model, usage, today: given.today, ...shownBy({ given, model, base }, names) },
        assets
      )
  const written = progress('writing pages ...', () => writeSite(out, files))
  const first = isPublic ? requestPath : 'index.html'
  process.stdout.write(`${count(written, 'file')} written; open ${join(out, first)}\n`)
})

function usageIn(path: string | undefined, { clusters }: Model): Usage | undefined {
  if (path === undefined) return undefined
  const usage = readUsage(textOf(path), clusters)
  if (typeof usage === 'string') throw new Refusal(`\`${path}\` ${usage}`)
  return usage
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    throw new Refusal(`there is no file \`${path}\`, or it cannot be read`)
  }
}

interface Asked {
  readonly given: Settings
  readonly model: Model
  readonly base: string | undefined
}

/** With names, or with numbers for people. */
function shownBy({ given, model, base }: Asked, names: string | undefined) {
  const plan = base === undefined ? undefined : planSince(base, given)
  if (names !== 'hide') return { plan, hide: same, request: groundOf(model, readFiles(given)) }
  const hide = hiderOf(people(model).all.map(({ person }) => person))
  return { plan: plan && hidden(plan), hide, request: publicGroundOf(model, given.today) }
}

function planSince(base: string, { root, today }: Settings): PlanOf {
  const { comparison, commits } = compare({ root, base, head: undefined, today })
  return { plan: planOf(comparison), ...commits }
}

function same<T>(data: T): T {
  return data
}
