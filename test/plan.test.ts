import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { planOf } from '../charts/plan/make-plan.ts'
import { drawPlan } from '../charts/plan/print/draw-plan.ts'
import { markdownPlan } from '../charts/plan/print/markdown-plan.ts'
import { risks } from '../charts/plan/risks/all.ts'
import { risks as explained } from '../scripts/explain/cases.ts'
import { codes } from '../src/diagnostics/codes.ts'
import { readTree } from '../src/files/disk.ts'
import { fieldNames } from '../src/reference/explain-field.ts'
import { comparisonOf } from './support/plan/planned.ts'

const root = join(import.meta.dirname, 'plan')
const names = readdirSync(root)
  .filter(name => !name.includes('.'))
  .sort()
const platform = readTree(import.meta.dirname, ['platform'])

/**
 * A case is a folder named after a risk, or after something else that a plan says: what its `before` and
 * `after` have beside the files in `test/platform`, and the plan of the way between them.
 */
describe.each(names)('%s', name => {
  const [before, after] = ['before', 'after'].map(side => filesIn(join(root, name, side)))
  const plan = planOf(comparisonOf(before ?? new Map(), after ?? new Map()))

  test('is told in its plan', async () => {
    const text = drawPlan(plan, { color: false, width: 100 })
    await expect(text).toMatchFileSnapshot(join(root, name, 'plan.txt'))
    await expect(`${JSON.stringify(plan, null, 2)}\n`).toMatchFileSnapshot(
      join(root, name, 'plan.json')
    )
    await expect(markdownPlan(plan)).toMatchFileSnapshot(join(root, name, 'plan.md'))
  })
})

describe.each(Object.keys(risks))('%s', code => {
  const own = names.filter(name => name.split('--')[0] === code)

  test('is found in its cases', () => {
    expect(own).toContain(code)
    const found = own.map(name => readFileSync(join(root, name, 'plan.txt'), 'utf8'))
    expect(found.filter(text => !text.includes(`[${code}]`))).toEqual([])
  })

  test('is explained, and no mistake or field has its name', () => {
    expect(explained[code]?.about).toMatch(/[.:]\s.*[.]\n$/s)
    expect(explained[code]?.example).toContain(`[${code}]: `)
    expect([...Object.keys(codes), ...fieldNames()]).not.toContain(code)
  })
})

function filesIn(folder: string) {
  return new Map([
    ...platform,
    ...readTree(folder, ['tenants', 'platform', 'generated', 'kustomize'])
  ])
}
