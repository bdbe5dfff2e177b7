import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { patternsIn, patternsOfForms, slowOn } from './support/patterns.ts'

const files = execFileSync('git', ['ls-files', '-z', 'src', 'charts', 'scripts'], {
  encoding: 'utf8'
})
const sources = files.split('\0').filter(file => /\.(ts|mjs)$/.test(file))

test('no pattern takes longer than its text grows', { timeout: 600_000 }, () => {
  const written = [...sources.flatMap(file => patternsIn(file)), ...patternsOfForms()]
  const patterns = new Map(written.map(each => [`${each.source}/${each.flags}`, each]))
  expect(patterns.size).toBeGreaterThan(300)
  expect([...patterns.values()].flatMap(pattern => slowOn(pattern) ?? [])).toEqual([])
})

test('the judge finds what grows with the square', () => {
  const judged = ['\\s+$', '^a*a*$', '^a+$', '^[a-z][a-z0-9-]*$'].map(source => {
    return slowOn({ file: source, source, flags: '' }) === undefined
  })
  expect(judged).toEqual([false, false, true, true])
})
