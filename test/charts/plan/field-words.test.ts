import { expect, test } from 'vitest'
import { fieldText } from '../../../charts/plan/print/field-words.ts'

const field = 'spec.egress'
const names = Array.from({ length: 60 }, (_, at) => `name-${at}`)

test('what differs in two long values is seen in both', () => {
  const text = fieldText({ field, before: names, after: [...names.slice(0, 55), 'mallory'] })
  expect(text).toContain('name-55')
  expect(text).toContain('mallory')
  const [old = '', now = ''] = text.split(' -> ')
  expect(old.length).toBeLessThan(130)
  expect(now.length).toBeLessThan(110)
})

test('long values that differ at their beginning are shown from there', () => {
  const text = fieldText({ field, before: names, after: names.slice(1) })
  expect(text).toMatch(/^spec\.egress: \[name-0, .*\.\.\. -> \[name-1, .*\.\.\.$/)
})

test('what says who may reach what is shown whole', () => {
  const change = { field, before: null, after: names }
  expect(fieldText(change)).toMatch(/\.\.\.$/)
  expect(fieldText({ ...change, kinds: ['NetworkPolicy'] })).toMatch(/name-59\]$/)
})
