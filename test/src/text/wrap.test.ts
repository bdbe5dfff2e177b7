import { expect, test } from 'vitest'
import { wrap } from '../../../src/text/wrap.ts'

test('breaks between words and indents the following lines', () => {
  expect(wrap('help: add the person to the group, or name it', 24)).toEqual([
    'help: add the person to',
    '      the group, or name',
    '      it'
  ])
})

test('keeps text in backticks together', () => {
  expect(wrap('help: write `role: edit`, not more', 20)).toEqual([
    'help: write',
    '      `role: edit`,',
    '      not more'
  ])
})

test('breaks inside backticks if they do not fit on a line', () => {
  expect(wrap('note: `one two three four` is', 20)).toEqual([
    'note: `one two three',
    '      four` is'
  ])
})

test('never breaks a word', () => {
  const url = 's3://shared-datasets/fraud/2027'
  expect(wrap(`help: name ${url} here`, 20)).toEqual(['help: name', `      ${url}`, '      here'])
})

test('counts cells, not characters', () => {
  expect(wrap('note: \u65e5\u672c\u8a9e \u65e5\u672c\u8a9e', 14)).toEqual([
    'note: \u65e5\u672c\u8a9e',
    '      \u65e5\u672c\u8a9e'
  ])
})

test('starts no line with a workflow command', () => {
  expect(wrap('help: remove the long ::add-mask::x', 24)).toEqual([
    'help: remove the long ::add-mask::x'
  ])
})

test('does not wrap without a width', () => {
  expect(wrap('help: '.repeat(100), Number.POSITIVE_INFINITY)).toHaveLength(1)
})
