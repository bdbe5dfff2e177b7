import { expect, test } from 'vitest'
import type { Diagnostic } from '../../../src/diagnostics/diagnostic.ts'
import { startOf } from '../../../src/diagnostics/source.ts'
import { codeQuality, remarksOf } from '../../../src/reporters/gitlab.ts'

const source = { path: 'tenants/fraud.yaml', text: 'owner: x\nquota: small\n' }

function mistake(start: number, part: Partial<Diagnostic> = {}): Diagnostic {
  const at = { source, start, end: start + 5 }
  return { code: 'unknown-preset', message: 'there is no preset `small`', at, ...part }
}

const issues = (...diagnostics: readonly Diagnostic[]) => codeQuality(remarksOf(diagnostics))

test('a mistake has what GitLab asks for', () => {
  expect(issues(mistake(9, { help: 'did you mean `smal`?' }))).toEqual([
    {
      description: 'there is no preset `small`; did you mean `smal`?',
      check_name: 'unknown-preset',
      fingerprint:
        'unknown-preset tenants/fraud.yaml there is no preset `small`; did you mean `smal`?',
      severity: 'major',
      location: { path: 'tenants/fraud.yaml', lines: { begin: 2 } }
    }
  ])
})

test('a warning is minor, and a mistake of a whole file is on its first line', () => {
  const [issue] = issues(mistake(0, { code: 'unused-field', at: startOf(source) }))
  expect(issue).toMatchObject({ severity: 'minor', location: { lines: { begin: 1 } } })
})

test('a mistake stays the same one when lines move, and no two are the same', () => {
  const prints = (...places: readonly number[]) =>
    issues(...places.map(place => mistake(place))).map(({ fingerprint }) => fingerprint)
  expect(prints(0)).toEqual(prints(9))
  expect(new Set(prints(0, 9, 12)).size).toBe(3)
})

test('of very many in a file, the rest is counted', () => {
  const many = issues(...Array.from({ length: 70 }, () => mistake(9)))
  expect(many).toHaveLength(51)
  expect(many.at(-1)).toMatchObject({ description: '20 other mistakes', severity: 'info' })
})
