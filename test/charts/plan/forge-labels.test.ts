import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Plan } from '../../../charts/plan/plan-data.ts'
import { labelsOf } from '../../../charts/plan/print/forge-labels.ts'

test.each([
  ['request', ['access']],
  ['tenant-removed', ['access', 'destructive']],
  ['edited-output', ['access']],
  ['quota-raised', []]
])('%s has the labels %j', (name, labels) => {
  const text = readFileSync(`test/plan/${name}/plan.json`, 'utf8')
  expect(labelsOf(JSON.parse(text) as Plan)).toEqual(labels) // of the same version
})

test('what changes nobody and takes nothing is routine', () => {
  const plan = JSON.parse(readFileSync('test/plan/quota-raised/plan.json', 'utf8')) as Plan // of the same version
  expect(labelsOf({ ...plan, risks: [] })).toEqual(['routine'])
  expect(labelsOf({ ...plan, risks: [], unplanned: ['tenants/fraud.yaml'] })).toEqual(['access'])
})
