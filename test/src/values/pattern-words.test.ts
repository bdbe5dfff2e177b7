import fc from 'fast-check'
import { expect, test } from 'vitest'
import { patternInWords } from '../../../src/values/pattern-words.ts'

test.each([
  [
    '^[a-z][a-z0-9-]{2,29}$',
    '3 to 30 lowercase letters, digits and hyphens, with a lowercase letter first'
  ],
  ['^[a-z]+$', 'lowercase letters'],
  ['^[a-z0-9]{8}$', 'exactly 8 lowercase letters and digits'],
  ['^[a-z]{2,}$', 'at least 2 lowercase letters'],
  ['^[A-Z0-9_]{0,9}$', 'at most 9 capital letters, digits and underscores'],
  [
    '^[a-z][a-z0-9-]*[a-z0-9]$',
    'at least 2 lowercase letters, digits and hyphens, with a lowercase letter first, ' +
      'with a lowercase letter or digit last'
  ]
])('%s in words: %s', (pattern, words) => {
  expect(patternInWords(pattern)).toBe(words)
})

test.each([
  '^ds-[a-z]+$',
  '^(a|b)$',
  '[a-z]+',
  '^[a-z]{2}[0-9]{2}$',
  '^[^a-z]$',
  '^[a-f]+$',
  '^\\w+$',
  '^$',
  ''
])('%j has no words', pattern => {
  expect(patternInWords(pattern)).toBeUndefined()
})

test('any text is read or left alone', () => {
  const piece = fc.constantFrom(
    '^',
    '$',
    '[a-z]',
    '[0-9-]',
    '{2}',
    '{2,3}',
    '*',
    '+',
    'a',
    '(',
    '.'
  )
  fc.assert(
    fc.property(fc.array(piece), pieces => {
      expect(() => patternInWords(pieces.join(''))).not.toThrow()
    })
  )
})
