import { planOf } from '../charts/plan/make-plan.ts'
import { type Level, levels } from '../charts/plan/plan-data.ts'
import { drawPlan } from '../charts/plan/print/draw-plan.ts'
import { arrange } from '../src/diagnostics/collect.ts'
import { didYouMean } from '../src/text/suggest.ts'
import { command } from './cli/command.ts'
import { type Call, flagOf } from './cli/flags.ts'
import { print } from './cli/print.ts'
import { readSettings, settings } from './cli/settings.ts'
import { terminal } from './cli/stream.ts'
import { mainBranch } from './output/fork.ts'
import { compare } from './plan/compare.ts'
import { UsageError } from './system/usage-error.ts'

const about = `Says what a change does: its risks, who gains and who loses what, and what changes in each tenant.
Ends with 0 whatever differs, with 1 if files have mistakes, and with 3 if a risk is as high as \`--fail-on\` says.`

const flags = {
  base: {
    value: '<ref>',
    about: 'the branch or commit that the change goes into; by default the main branch'
  },
  head: {
    value: '<ref>',
    about: 'the change, as a branch or commit; by default the folder as it is'
  },
  'fail-on': {
    value: '<level>',
    about: 'end with 3 if a risk is at least this high: low, medium or high'
  },
  format: { value: '<format>', about: 'human (the default) or json' },
  root: settings.root,
  today: settings.today
}

const formats = ['human', 'json'] as const

await command({ name: 'plan', about, flags }, async call => {
  const { root, today } = readSettings({ ...call, flags: without(call.flags, 'format') })
  const format = oneOf(flagOf(call, 'format') ?? 'human', formats, 'format')
  const limit = flagOf(call, 'fail-on')
  const level = limit === undefined ? undefined : oneOf(limit, levels, 'level')
  const base = flagOf(call, 'base') ?? mainBranch(root)
  if (base === undefined) throw new UsageError('name what to compare with by `--base <ref>`')
  const { comparison, diagnostics } = compare({ root, base, head: flagOf(call, 'head'), today })
  const plan = planOf(comparison)
  const isBad = level !== undefined && plan.risks.some(risk => isAtLeast(risk.level, level))
  if (isBad) process.exitCode = 3
  process.stdout.write(
    format === 'json'
      ? `${JSON.stringify(plan, null, 2)}\n`
      : drawPlan(plan, terminal(process.stdout, process.env))
  )
  await print(arrange(diagnostics), 'human')
})

function oneOf<T extends string>(text: string, known: readonly T[], what: string): T {
  const found = known.find(one => one === text)
  if (found !== undefined) return found
  throw new UsageError(`there is no ${what} \`${text}\`; ${didYouMean(text, known)}`)
}

function isAtLeast(level: Level, least: Level): boolean {
  return levels.indexOf(level) <= levels.indexOf(least)
}

function without(flags: Call['flags'], name: string): Call['flags'] {
  return new Map([...flags].filter(([other]) => other !== name))
}
