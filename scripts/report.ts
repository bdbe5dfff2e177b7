import { join } from 'node:path'
import { hideNames, hiderOf } from '../charts/plan/hide-names.ts'
import { planOf } from '../charts/plan/make-plan.ts'
import type { Plan } from '../charts/plan/plan-data.ts'
import { allPages } from '../site/all-pages.ts'
import { people } from '../src/model/people.ts'
import { count } from '../src/text/prose.ts'
import { didYouMean } from '../src/text/suggest.ts'
import { command } from './cli/command.ts'
import { flagOf } from './cli/flags.ts'
import { progress } from './cli/progress.ts'
import { readModel } from './cli/read-model.ts'
import { readSettings, type Settings, settings } from './cli/settings.ts'
import { compare } from './plan/compare.ts'
import { assets } from './report/built-assets.ts'
import { writeSite } from './report/write-site.ts'
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
  names: { value: 'hide', about: 'give people numbers, for readers who may not know them' },
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
  const model = progress('reading all tenants ...', () => readModel(given))
  const hide = names === 'hide' ? hiderOf(people(model).all.map(({ person }) => person)) : same
  const base = flagOf(call, 'base')
  const plan = base === undefined ? undefined : planSince(base, given)
  const shown = plan && names === 'hide' ? hideNames(plan) : plan
  const files = allPages({ model, today: given.today, plan: shown, hide }, assets)
  const written = progress('writing pages ...', () => writeSite(out, files))
  process.stdout.write(`${count(written, 'file')} written; open ${join(out, 'index.html')}\n`)
})

function planSince(base: string, { root, today }: Settings): Plan {
  return planOf(compare({ root, base, head: undefined, today }).comparison)
}

function same<T>(data: T): T {
  return data
}
