import { expect, test } from 'vitest'
import type { Code } from '../../../src/diagnostics/codes.ts'
import { arrange, collection } from '../../../src/diagnostics/collect.ts'
import type { Diagnostic } from '../../../src/diagnostics/diagnostic.ts'
import { annotateAll } from '../../../src/reporters/github.ts'
import { toJson } from '../../../src/reporters/json-output.ts'
import { drawAll } from '../../../src/reporters/terminal.ts'

const a = { path: 'a', text: 'x\n'.repeat(50_000) }

function at(start: number, code: Code = 'unknown-pool', source = a): Diagnostic {
  return { code, message: 'wrong', at: { source, start, end: start + 1 } }
}

function many(count: number, code?: Code, source = a): Diagnostic[] {
  return Array.from({ length: count }, (_, place) => at(place, code, source))
}

test('keeps a thousand of a kind in a file, and says how many more there are', () => {
  const found = arrange(many(1500))
  expect(found).toHaveLength(1000)
  expect(found.slice(0, -1).some(({ others }) => others !== undefined)).toBe(false)
  expect(found.at(-1)).toEqual({ ...at(999), others: 500 })
  expect(arrange(many(1000))).toEqual(many(1000))
})

test('counts what was found on several clusters once', () => {
  const found = arrange([...many(1500), ...many(1500)])
  expect(found.at(-1)?.others).toBe(500)
  expect(arrange(found)).toEqual(found)
  expect(arrange([...found, ...found])).toEqual(found)
})

test('continues from what was collected before', () => {
  const { report, all } = collection(arrange(many(1200)))
  for (const each of [at(5000), at(5001)]) report(each)
  report(at(0, 'duplicate-name'))
  const others = all().flatMap(each => each.others ?? [])
  expect([all().length, ...others]).toEqual([1001, 202])
})

test('shows an error behind any number of warnings', () => {
  const found = arrange([...many(5000, 'expired-grant'), at(9999)])
  expect(found.at(-1)).toEqual(at(9999))
})

test('keeps one of each kind in a file when ten thousand were found', () => {
  const files = Array.from({ length: 500 }, (_, file) => ({ ...a, path: `${file + 100}` }))
  const found = arrange(files.flatMap(file => many(100, undefined, file)))
  expect(found).toHaveLength(10_000 + 400)
  expect(found.at(-1)).toEqual({ ...at(0, undefined, files.at(-1)), others: 99 })
})

test('every reporter tells how many there are', () => {
  const found = arrange(many(100_000))
  const drawn = drawAll(found, { color: false, width: 80 })
  expect(drawn).toContain('\n\n... and 99950 other mistakes in a\n\n100000 errors in 1 file')
  expect(annotateAll(found)).toContain('::notice file=a::99950 other mistakes\n')
  const { summary, diagnostics } = toJson(found)
  expect(summary).toEqual({ errors: 100_000, warnings: 0, files: 1 })
  expect(diagnostics).toHaveLength(1000)
  expect(diagnostics.at(-1)?.others).toBe(99_000)
})
