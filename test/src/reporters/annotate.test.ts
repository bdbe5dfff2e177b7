import { expect, test } from 'vitest'
import type { Diagnostic } from '../../../src/diagnostics/diagnostic.ts'
import { startOf } from '../../../src/diagnostics/source.ts'
import { annotate, annotateAll } from '../../../src/reporters/github.ts'

const source = {
  path: 'tenants/fraud.yaml',
  text: 'owner: a\nmembers:\n  - user: b\n    role: c\n'
}
const mistake = (start: number, end: number): Diagnostic => ({
  code: 'invalid-value',
  message: 'wrong',
  at: { source, start, end }
})

test('a mistake on one line has columns', () => {
  expect(annotate(mistake(7, 8))).toBe(
    '::error file=tenants/fraud.yaml,line=1,endLine=1,col=8,endColumn=8,title=invalid-value::wrong'
  )
})

test('an empty range has its column', () => {
  expect(annotate(mistake(8, 8))).toContain('line=1,endLine=1,col=9,endColumn=9,')
})

test('a mistake on several lines has no columns', () => {
  expect(annotate(mistake(20, 42))).toContain('fraud.yaml,line=3,endLine=4,title=')
})

test('a mistake about a whole file has no line', () => {
  expect(annotate({ ...mistake(0, 0), at: startOf(source) })).toBe(
    '::error file=tenants/fraud.yaml,title=invalid-value::wrong'
  )
})

test('an expired grant is a warning', () => {
  expect(annotate({ ...mistake(7, 8), code: 'expired-grant' })).toMatch(/^::warning file=/)
})

test('other places and the help follow the message', () => {
  const related = [
    { message: 'first listed here', at: { source, start: 28, end: 29 } },
    { message: 'in this file', at: startOf(source) }
  ]
  expect(
    annotate({ ...mistake(7, 8), related, help: 'remove one' })
      .split('::')
      .at(-1)
  ).toBe(
    'wrong%0Anote: first listed here (tenants/fraud.yaml:3)%0Anote: in this file (tenants/fraud.yaml)%0Ahelp: remove one'
  )
})

test('workflow commands in a text are escaped', () => {
  const path = 'tenants/50%,a:b::c.yaml'
  const at = { source: { path, text: 'x' }, start: 0, end: 1 }
  const message = 'is 100%, not: `::error::`\n::add-mask::x \x1b[2J'
  expect(annotate({ code: 'invalid-value', message, at })).toBe(
    '::error file=tenants/50%25%2Ca%3Ab%3A%3Ac.yaml,line=1,endLine=1,col=1,endColumn=1,title=invalid-value' +
      '::is 100%25, not: `::error::`\\u000a::add-mask::x \\u001b[2J'
  )
})

test('a file with very many mistakes shows the first ones and the number of the others', () => {
  const other = { ...mistake(7, 8), at: { ...startOf({ path: 'tenants/a.yaml', text: '' }) } }
  const lines = annotateAll([other, ...Array.from({ length: 70 }, () => mistake(7, 8))]).split('\n')
  expect(lines).toHaveLength(1 + 50 + 1 + 1)
  expect(lines[50]).toBe(annotate(mistake(7, 8)))
  expect(lines[51]).toBe('::notice file=tenants/fraud.yaml::20 other mistakes')
})
