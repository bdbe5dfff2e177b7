import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { hideNames } from '../../../charts/plan/hide-names.ts'
import type { Plan } from '../../../charts/plan/plan-data.ts'
import { markdownPlan } from '../../../charts/plan/print/markdown-plan.ts'

const cases = readdirSync('test/plan').filter(name => !name.includes('.'))

test.each(cases)('no person of %s can be read', name => {
  const text = readFileSync(join('test/plan', name, 'plan.json'), 'utf8')
  const people = new Set(text.match(/[\w.+-]+(?:@|-)example[.-]com/g))
  const plan = hideNames(JSON.parse(text) as Plan) // of the same version
  const shown = JSON.stringify(plan) + markdownPlan(plan)
  expect([...people].filter(person => shown.includes(person))).toEqual([])
})

test('a person keeps one number, also in the names of bindings', () => {
  const text = readFileSync('test/plan/request/plan.json', 'utf8')
  const { access, risks, tenants } = hideNames(JSON.parse(text) as Plan) // of the same version
  expect(access[0]?.who).toEqual(['person-1'])
  expect(risks[0]?.message).toBe('`person-1` becomes admin')
  const names = tenants.flatMap(({ objects }) => objects.map(({ name }) => name))
  expect(names).toContain('user-person-1-clusterrole-admin')
})

test('a name on the forge is hidden, and that of a team is not', () => {
  const text = readFileSync('test/plan/approvals/plan.json', 'utf8')
  const plan = hideNames(JSON.parse(text) as Plan) // of the same version
  expect(plan.approvals.asked.map(({ owners }) => owners)).toEqual([
    ['account-1'],
    ['@example/platform'],
    []
  ])
  expect(JSON.stringify(plan) + markdownPlan(plan)).not.toContain('aahmed')
})

test('names on the forge are hidden where somebody approves under another one', () => {
  const text = readFileSync('test/plan/approvers-changed/plan.json', 'utf8')
  const { risks } = hideNames(JSON.parse(text) as Plan) // of the same version
  expect(risks.map(({ message }) => message)).toEqual([
    '`another account` approves what has no other owner, in the place of `@example/platform`',
    '`person-1` approves as `another account`, and not as `another account` any more'
  ])
})
