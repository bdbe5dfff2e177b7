import { writeFileSync } from 'node:fs'
import type { Reporter, TestModule } from 'vitest/node'
import { originOf } from '../../../scripts/overlay/release-origin.ts'
import { record } from '../../../scripts/prove/program.ts'
import { missingParts } from '../../../scripts/system/upstream.ts'

/** Prints what a run asked of which programs before the final line, because a proof is only as good as that. */
export const closing: Reporter = {
  onTestRunEnd(modules, errors) {
    const rows = modules.map(rowOf).toSorted(([a = ''], [b = '']) => a.localeCompare(b, 'en'))
    const facts = factsOf(process.env)
    process.stdout.write(`\n${[...table(rows), '', ...facts].join('\n')}\n`)
    const place = process.env[record]
    if (place === undefined) return
    if (errors.length > 0 || modules.some(each => !each.ok())) {
      process.stdout.write(`${place} is left as it was, because the proof failed\n`)
    } else writeFileSync(place, page(rows, facts, new Date().toISOString().slice(0, 10)))
  }
}

function factsOf({ PROFILE_CONTROLLER, KFAM, UPSTREAM }: NodeJS.ProcessEnv): string[] {
  const isReal = UPSTREAM && missingParts(UPSTREAM).length === 0
  return [
    `profile controller: ${PROFILE_CONTROLLER ?? 'a stand-in, test/prove/support/profiles.ts'}`,
    `KFAM: ${KFAM ?? 'a stand-in, test/prove/support/contributors.ts'}`,
    `Kubeflow's files: ${originOf('.', '26.03').about}; CRDs: ${isReal ? 'the real ones' : 'made from schemas/objects/'}`,
    'not there: nodes, webhooks of Kubeflow, notification-controller and helm-controller of Flux, the API server of Argo CD, EKS Auth, by which Pod Identity gives roles'
  ]
}

const head = ['scenario', 'tests', 'questions', 'differed', 'asked of']

/** A test that fails has had another answer than it should, whether or not it counted that one. */
function rowOf(module: TestModule): string[] {
  const tests = [...module.children.allTests()]
  const tallies = tests.flatMap(test => test.meta().tally ?? [])
  const sum = (field: 'questions' | 'differed') =>
    tallies.reduce((total, tally) => total + tally[field], 0)
  const failed = tests.filter(test => test.result().state === 'failed').length
  const ran = tests.filter(test => test.result().state !== 'skipped').length
  const programs = [...new Set(tallies.flatMap(tally => tally.programs))].join(', ')
  return [
    module.relativeModuleId.replace(/^test\/prove\/|\.prove\.ts$/g, ''),
    String(ran),
    String(sum('questions')),
    String(Math.max(sum('differed'), failed)),
    ran > 0 ? programs : 'not proven: see below'
  ]
}

export function table(rows: readonly (readonly string[])[]): string[] {
  const all = [head, ...rows]
  const widths = head.map((_, index) => Math.max(...all.map(row => row[index]?.length ?? 0)))
  return all.map(row =>
    row
      .map((cell, index) => cell.padEnd(widths[index] ?? 0))
      .join('  ')
      .trimEnd()
  )
}

/** The same as a page of the docs. */
export function page(
  rows: readonly (readonly string[])[],
  facts: readonly string[],
  day: string
): string {
  const cells = [head, head.map(() => '---'), ...rows]
  return [
    '# What was proven with what',
    '',
    `Written on ${day} by \`npm run prove -- --record\`. [proof.md](proof.md) says what each scenario shows.`,
    '',
    ...cells.map(row => `| ${row.join(' | ')} |`),
    '',
    ...facts.map(fact => `- ${fact}`),
    ''
  ].join('\n')
}
