import { appendFileSync } from 'node:fs'
import { planOf } from '../charts/plan/make-plan.ts'
import { type Level, levels, type Plan } from '../charts/plan/plan-data.ts'
import { drawPlan } from '../charts/plan/print/draw-plan.ts'
import { allLabels, labelsOf } from '../charts/plan/print/forge-labels.ts'
import { prose } from '../charts/plan/print/markdown.ts'
import { markdownPlan } from '../charts/plan/print/markdown-plan.ts'
import type { PlanOf } from '../site/plan/plan-page.ts'
import { arrange } from '../src/diagnostics/collect.ts'
import { type Diagnostic, isError } from '../src/diagnostics/diagnostic.ts'
import { didYouMean } from '../src/text/suggest.ts'
import { saidByForge } from './ci/base.ts'
import { comment, fetchChange } from './ci/comment.ts'
import { command } from './cli/command.ts'
import { type Call, flagOf } from './cli/flags.ts'
import { print } from './cli/print.ts'
import { readSettings, settings } from './cli/settings.ts'
import { refuseInside } from './cli/sources.ts'
import { terminal } from './cli/stream.ts'
import { mainBranch } from './output/fork.ts'
import { commitOf } from './output/git.ts'
import { hidden } from './plan/commits.ts'
import { compare } from './plan/compare.ts'
import { Refusal } from './system/refusal.ts'
import { UsageError } from './system/usage-error.ts'

const about = `Says what a change does: its risks, who gains and who loses what, and what changes in each tenant.
Ends with 0 whatever differs, with 3 if a risk is as high as \`--fail-on\` says, and else with 1 if files have mistakes, or generate refuses the change.`

const flags = {
  base: {
    value: '<ref>',
    about:
      'the branch or commit that the change goes into; by default what the forge says, or the main branch'
  },
  head: {
    value: '<ref>',
    about: 'the change, as a branch or commit; by default the folder as it is'
  },
  'fail-on': {
    value: '<level>',
    about: 'end with 3 if a risk is at least this high: low, medium or high'
  },
  format: { value: '<format>', about: 'human (the default), json, markdown, html or labels' },
  names: { value: 'hide', about: 'give people numbers, for a repository that strangers can read' },
  comment: {
    about:
      'for a job on a forge: write it on the page of the change, once, with labels, and in the summary'
  },
  root: settings.root,
  today: settings.today
}

const formats: Readonly<Record<string, (of: PlanOf) => string | Promise<string>>> = {
  human: ({ plan }) => drawPlan(plan, terminal(process.stdout, process.env)),
  json: ({ plan }) => `${JSON.stringify(plan, null, 2)}\n`,
  markdown: ({ plan }) => markdownPlan(plan),
  html: htmlPlan,
  labels: ({ plan }) =>
    labelsOf(plan)
      .map(label => `${label}\n`)
      .join('')
}

await command({ name: 'plan', about, flags }, async call => {
  const { root } = readSettings({ ...call, flags: without(call.flags, 'format') })
  const isTold = call.flags.has('comment')
  try {
    const head = flagOf(call, 'head') ?? (isTold ? fetchChange(root, process.env) : undefined)
    const plan = await run(call, head)
    if (!isTold) return
    const commit = head === undefined ? undefined : commitOf(root, head)?.id
    await tell(markdownPlan(plan), labelsOf(plan), commit)
  } catch (error) {
    // Else the comment on an earlier push would stay, and be taken for one on this.
    if (isTold) await tell(failedPlan(error), [], undefined).catch(() => undefined)
    throw error
  }
})

/** Prints the plan, and gives it back. */
async function run(call: Call, head: string | undefined): Promise<Plan> {
  const { root, today } = readSettings({ ...call, flags: without(call.flags, 'format') })
  refuseInside(root)
  const draw = formats[oneOf(flagOf(call, 'format') ?? 'human', Object.keys(formats), 'format')]
  const hides = oneOf(flagOf(call, 'names') ?? 'show', ['show', 'hide'], 'value') === 'hide'
  const limit = flagOf(call, 'fail-on')
  const level = limit === undefined ? undefined : oneOf(limit, levels, 'level')
  const base = flagOf(call, 'base') ?? saidByForge(process.env) ?? mainBranch(root)
  if (base === undefined) throw new UsageError('name what to compare with by `--base <ref>`')
  const { comparison, commits, diagnostics } = compare({ root, base, head, today })
  const whole = { plan: planOf(comparison), ...commits }
  const shown = hides ? hidden(whole) : whole
  const { plan } = shown
  const isBad = level !== undefined && plan.risks.some(risk => isAtLeast(risk.level, level))
  process.stdout.write((await draw?.(shown)) ?? '')
  if (hides) tellPlaces(diagnostics)
  else await print(arrange(diagnostics), 'human')
  if (plan.refusals.length > 0) process.exitCode = 1
  if (isBad) process.exitCode = 3
  return plan
}

/** Loaded only where it is asked for, because the page and its style are large. */
async function htmlPlan(of: PlanOf): Promise<string> {
  const { planPage } = await import('../site/plan/plan-page.ts')
  const { assets } = await import('./report/built-assets.ts')
  return planPage(of, assets.style)
}

/** On the page of the change, and in the summary of the job. */
async function tell(text: string, labels: readonly string[], head: string | undefined) {
  const { GITHUB_STEP_SUMMARY: summary } = process.env
  if (summary) appendFileSync(summary, `${text}\n`)
  if (!(await comment(process.env, { text, labels, known: allLabels, head }))) {
    process.stderr.write(
      'note: no comment was written, because this is no job with a token for a change\n'
    )
  }
}

function failedPlan(error: unknown): string {
  const isKnown = error instanceof Refusal || error instanceof UsageError
  const why = isKnown ? error.message : 'Tenantry has a bug, which the log of the job tells'
  return `### Tenantry plan: this change could not be planned\n\n> ${prose(why)}\n`
}

function oneOf<T extends string>(text: string, known: readonly T[], what: string): T {
  const found = known.find(one => one === text)
  if (found !== undefined) return found
  throw new UsageError(`there is no ${what} \`${text}\`; ${didYouMean(text, known)}`)
}

/** Where mistakes are; the lines themselves name people. */
function tellPlaces(diagnostics: readonly Diagnostic[]): void {
  for (const { code, at } of arrange(diagnostics)) {
    process.stderr.write(`${code} in ${at.source.path}\n`)
  }
  if (diagnostics.some(isError)) process.exitCode = 1
}

function isAtLeast(level: Level, least: Level): boolean {
  return levels.indexOf(level) <= levels.indexOf(least)
}

function without(flags: Call['flags'], name: string): Call['flags'] {
  return new Map([...flags].filter(([other]) => other !== name))
}
