import { expect, test } from 'vitest'
import { respell, revise } from '../../../src/yaml/edit/edit.ts'

const source = (text: string) => ({ path: 'a.yaml', text })

function spelled(scalar: string, word: string): string | undefined {
  const file = source(`key: ${scalar} # note\n`)
  const at = { source: file, start: 5, end: 5 + scalar.length }
  return revise([respell(at, word)])[0]?.text.slice(5, -8)
}

test.each([
  ['old@example.com', 'new@example.com', 'new@example.com'],
  ['"old@example.com"', 'new@example.com', '"new@example.com"'],
  ["'old@example.com'", "o'new@example.com", "'o''new@example.com'"],
  ['"old@example.com"', 'a"b\\c', '"a\\"b\\\\c"'],
  ['old@example.com', "o'new@example.com", "o'new@example.com"],
  ['old@example.com', '#new@example.com', '"#new@example.com"'],
  ['old@example.com', 'true', '"true"']
])('%s becomes %s', (scalar, word, result) => {
  expect(spelled(scalar, word)).toBe(result)
})

test('edits several files in any order', () => {
  const [one, two] = [source('a: 1\nb: 2\n'), { path: 'b.yaml', text: 'c: 3\n' }]
  const edit = (file: typeof one, start: number, text: string) => {
    return { at: { source: file, start, end: start + 1 }, text }
  }
  expect(revise([edit(one, 8, '8'), edit(two, 3, '9'), edit(one, 3, '7')])).toEqual([
    { path: 'a.yaml', text: 'a: 7\nb: 8\n' },
    { path: 'b.yaml', text: 'c: 9\n' }
  ])
})

test('an edit that would damage a file is a bug', () => {
  const at = { source: source('a: [1]\n'), start: 5, end: 6 }
  expect(() => revise([{ at, text: '' }])).toThrow(/^bug: a\.yaml/)
})

test('a change inside a removal is a bug', () => {
  const file = source('a: 123\n')
  const removal = { at: { source: file, start: 3, end: 6 }, text: '' }
  const change = { at: { source: file, start: 4, end: 5 }, text: '9' }
  expect(() => revise([removal, change])).toThrow(/^bug: /)
})
