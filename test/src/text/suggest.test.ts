import fc from 'fast-check'
import { expect, test } from 'vitest'
import { didYouMean, suggest } from '../../../src/text/suggest.ts'

test.each([
  ['gpu-spto', ['gpu', 'gpu-spot', 'cpu'], 'gpu-spot'],
  ['memebrs', ['members', 'memory'], 'members'],
  ['Owner', ['owner', 'owners'], 'owner'],
  ['qota', ['quota'], 'quota'],
  ['qoata', ['owner', 'quota'], 'quota'],
  ['quotas', ['quota', 'volumes'], 'quota'],
  ['dta-delta', ['ds-delta', 'ds-alpha'], 'ds-delta'],
  ['ab', ['ba', 'b'], 'b'],
  ['medium', ['medium'], 'medium'],
  ['platform', ['fraud', 'ml-platform'], 'ml-platform']
])('%s means one of %j: %s', (word, known, meant) => {
  expect(suggest(word, known)).toBe(meant)
})

test.each([
  ['banana', ['owner', 'quota']],
  ['x', ['memory']],
  ['image', ['state', 'volumes']],
  ['ram', ['team']],
  ['tenant', ['team']],
  ['buckets', ['secrets']],
  ['ports', ['paths']],
  ['pxxls', ['pills', 'pools']],
  ['platform', ['ml-platform', 'data-platform']],
  ['', ['owner']],
  ['owner', []]
])('%j means none of %j', (word, known) => {
  expect(suggest(word, known)).toBeUndefined()
})

const people = [
  'ann.schmidt@example.com',
  'dan@example.com',
  'dieter.mueller@example.com',
  'lena.schmidt@example.com',
  'm.weber@example.com',
  'zoe@partner.net'
]

test.each([
  ['dam@example.com', 'dan@example.com'],
  ['Dan@example.com', 'dan@example.com'],
  ['dna@example.com', 'dan@example.com'],
  ['dan@exmaple.com', 'dan@example.com'],
  ['dan@example.co', 'dan@example.com'],
  ['anne.schmidt@example.com', 'ann.schmidt@example.com'],
  ['ann.schmitd@example.com', 'ann.schmidt@example.com'],
  ['ann-schmidt@example.com', 'ann.schmidt@example.com'],
  ['annschmidt@example.com', 'ann.schmidt@example.com'],
  ['deiter.muller@example.com', 'dieter.mueller@example.com'],
  ['zeo@partner.net', 'zoe@partner.net']
])('%s means the person %s', (word, meant) => {
  expect(suggest(word, people)).toBe(meant)
})

test.each([
  'zoltan@example.com',
  'jan.schmidt@example.com',
  'lisa.schmidt@example.com',
  'peter.mueller@example.com',
  'anton@example.com',
  'frank@example.com',
  'dan@partner.net',
  'n.weber@example.com',
  'zoe@example.com',
  'd@example.com',
  '@example.com',
  'example.com'
])('%s means none of the people', word => {
  expect(suggest(word, people)).toBeUndefined()
})

test('the help names the word that was probably meant', () => {
  expect(didYouMean('gpu-spto', ['gpu-spot', 'cpu'])).toBe('did you mean `gpu-spot`?')
})

test.each([
  [[], 'there are none'],
  [['a1'], 'the only known one is `a1`'],
  [['b2', 'a1', 'b2'], 'the known ones are `a1` and `b2`'],
  [['c3', 'b2', 'a1'], 'the known ones are `a1`, `b2` and `c3`'],
  [
    ['f6', 'e5', 'd4', 'c3', 'b2', 'a1', 'g7'],
    'the known ones are `a1`, `b2`, `c3`, `d4`, `e5` and 2 more'
  ]
])('the help lists %j if no word is similar', (known, help) => {
  expect(didYouMean('production', known)).toBe(help)
})

test('the order of the known words does not matter', () => {
  fc.assert(
    fc.property(fc.string(), fc.array(fc.string()), (word, known) => {
      expect(suggest(word, known)).toBe(suggest(word, [...known].reverse()))
    })
  )
})

test('one typo in a word of three letters or more is recognized', () => {
  const letters = fc.string({
    unit: fc.constantFrom('a', 'b', 'c', 'd'),
    minLength: 3,
    maxLength: 40
  })
  fc.assert(
    fc.property(letters, fc.nat(), (word, at) => {
      const place = at % word.length
      const slip = word.slice(0, place) + word.slice(place + 1)
      expect(suggest(slip, [word])).toBe(word)
      expect(suggest(`${word.slice(0, place)}x${word.slice(place)}`, [word])).toBe(word)
    })
  )
})

test('a long word does not take long', () => {
  const [long, other] = ['x'.repeat(200_000), 'y'.repeat(200_000)]
  expect(suggest(long, ['owner', other])).toBeUndefined()
  expect(suggest(long, [long])).toBe(long)
})
