import { expect, test } from 'vitest'
import { fieldText } from '../../../charts/plan/print/field-words.ts'

const field = 'spec.egress'
const kinds = ['ConfigMap']
const names = Array.from({ length: 60 }, (_, at) => `name-${at}`)

test('what differs in two long values is seen in both', () => {
  const after = [...names.slice(0, 55), 'mallory']
  const text = fieldText({ field, before: names, after, kinds })
  expect(text).toContain('name-55')
  expect(text).toContain('mallory')
  const [old = '', now = ''] = text.split(' -> ')
  expect(old.length).toBeLessThan(130)
  expect(now.length).toBeLessThan(110)
})

test('long values that differ at their beginning are shown from there', () => {
  const text = fieldText({ field, before: names, after: names.slice(1), kinds })
  expect(text).toMatch(/^spec\.egress: \[name-0, .*\.\.\. -> \[name-1, .*\.\.\.$/)
})

test('what says who may reach what is shown whole', () => {
  const change = { field, before: null, after: names }
  expect(fieldText({ ...change, kinds })).toContain('...')
  expect(fieldText({ ...change, kinds: ['NetworkPolicy'] })).not.toContain('...')
})

const words = 'The same words again. '.repeat(60)

test.each([
  ['what ends a text that is there on one side', null, `${words}A`],
  ['what ends a text on both sides', `${words}B`, `${words}A`],
  ['what differs at both ends', `B${words}B`, `C${words}A`],
  ['what comes before a long end that stays', `${words}B${words}`, `${words}A${words}`]
])('%s is seen', (_, before, after) => {
  for (const kinds of [undefined, ['ConfigMap']]) {
    const text = fieldText({ field, before, after, ...(kinds && { kinds }) })
    const now = text.split(' -> ').at(-1)
    expect(now).toMatch(/A/)
    expect(text.length).toBeLessThan(kinds ? 250 : 1050)
  }
})
