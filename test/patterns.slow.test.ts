import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { patternsIn, patternsMade, patternsOfForms, slowOn } from './support/patterns.ts'

const files = execFileSync('git', ['ls-files', '-z', 'src', 'charts', 'site', 'scripts'], {
  encoding: 'utf8'
})
const sources = files.split('\0').filter(file => /\.(ts|mjs)$/.test(file))

const makers = sources.filter(file => {
  return /^(src|charts)/.test(file) && readFileSync(file, 'utf8').includes('new RegExp(')
})

test('no pattern takes longer than its text grows', async () => {
  const made = await patternsMade(makers)
  expect(new Set(made.map(({ file }) => file))).toContain('src/text/width.ts')
  expect(new Set(made.map(({ file }) => file))).toContain('charts/verify/cel.ts')
  const written = [...sources.flatMap(file => patternsIn(file)), ...made, ...patternsOfForms()]
  const patterns = new Map(written.map(each => [`${each.source}/${each.flags}`, each]))
  expect(patterns.size).toBeGreaterThan(300)
  expect([...patterns.values()].flatMap(pattern => slowOn(pattern) ?? [])).toEqual([])
})

test('the judge finds what grows with the square', () => {
  const judged = ['\\s+$', '^a*a*$', 'a+b*$', '^a+$', '^[a-z][a-z0-9-]*$'].map(source => {
    return slowOn({ file: source, source, flags: '' }) === undefined
  })
  expect(judged).toEqual([false, false, false, true, true])
})
