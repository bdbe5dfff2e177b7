import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { load } from 'js-yaml'
import { expect, test } from 'vitest'
import { search } from '../../scripts/system/tool.ts'

interface Exception {
  readonly complaint: string
  readonly because: string
}

interface Judged {
  readonly summary: { readonly passed: number; readonly parsing_errors: number }
  readonly results: { readonly failed_checks: readonly Complaint[] }
}

interface Complaint {
  readonly check_id: string
  readonly resource: string
}

test('checkov complains about nothing in the modules but the exceptions', ({ skip }) => {
  const program = process.env.CHECKOV ?? search('checkov', process.env)
  if (program === undefined) return skip('there is no checkov on the PATH, and CHECKOV names none')
  const flags = ['--directory', 'terraform', '--framework', 'terraform', '--skip-download']
  const options = { encoding: 'utf8', maxBuffer: Number.POSITIVE_INFINITY } as const
  const { stdout, stderr } = spawnSync(program, [...flags, '--output', 'json'], options)
  if (!stdout.startsWith('{')) throw new Error(`checkov says nothing but ${stderr}`)
  const { summary, results } = JSON.parse(stdout) as Judged
  const complaints = results.failed_checks.map(each => `${each.check_id} ${each.resource}`)
  const exceptions = load(
    readFileSync('test/terraform/linter-exceptions.yaml', 'utf8')
  ) as Exception[]
  expect(exceptions.filter(({ because }) => !because)).toEqual([])
  expect([...new Set(complaints)].sort()).toEqual(
    exceptions.map(({ complaint }) => complaint).sort()
  )
  expect(summary.parsing_errors).toBe(0)
  expect(summary.passed).toBeGreaterThan(150)
})
