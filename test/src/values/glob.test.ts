import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isGlob, matches, matchesPath } from '../../../src/values/glob.ts'

test.each([
  ['*', 'fraud'],
  ['*', ''],
  ['fraud-*', 'fraud-eu'],
  ['fraud-*', 'fraud-'],
  ['fraud', 'fraud'],
  ['*-eu', 'fraud-eu-eu'],
  ['a*b*c', 'aXbXbc'],
  ['team-?', 'team-1'],
  ['**', 'x'],
  ['', '']
])('%s matches %j', (glob, text) => {
  expect(matches(glob, text)).toBe(true)
})

test.each([
  ['fraud-*', 'fraud'],
  ['fraud-*', 'xfraud-eu'],
  ['fraud', 'fraud-eu'],
  ['fraud', 'frau'],
  ['*-eu', 'fraud-eu-us'],
  ['team-?', 'team-'],
  ['team-?', 'team-12'],
  ['a.c', 'abc'],
  ['', 'x'],
  ['FRAUD', 'fraud']
])('%s does not match %j', (glob, text) => {
  expect(matches(glob, text)).toBe(false)
})

test('agrees with a regular expression', () => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 8 })
  const words = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 8 })
  fc.assert(
    fc.property(letters, words, (glob, text) => {
      const pattern = new RegExp(`^${glob.replaceAll('*', '.*').replaceAll('?', '.')}$`)
      expect(matches(glob, text)).toBe(pattern.test(text))
    })
  )
})

test('many stars do not take long', () => {
  expect(matches(`${'*a'.repeat(500)}b`, 'a'.repeat(20_000))).toBe(false)
})

test('a pattern contains only lowercase names and wildcards', () => {
  expect(['*', 'fraud-*', 'ds-?', 'a.b'].every(isGlob)).toBe(true)
  expect(['', 'Fraud', 'a b', '[ab]', '{a,b}', 'a/b', '!a', '^a$'].some(isGlob)).toBe(false)
})

test.each([
  ['fraud/*', 'fraud/snowflake'],
  ['fraud/*', 'fraud/a/b'],
  ['fraud/*', 'fraud'],
  ['fraud', 'fraud/a'],
  ['shared/*/public', 'shared/a/public/b'],
  ['*', ''],
  ['*', 'a/b']
])('%s covers %j', (glob, path) => {
  expect(matchesPath(glob, path)).toBe(true)
})

test.each([
  ['fraud/*', 'fraud-secrets/a'],
  ['fraud/*', 'frau'],
  ['fraud/*', 'a/fraud/b'],
  ['fraud', 'fraudulent'],
  ['fraud/a', 'fraud'],
  ['fraud/a', ''],
  ['fraud/*', '/fraud/a']
])('%s does not cover %j', (glob, path) => {
  expect(matchesPath(glob, path)).toBe(false)
})
