import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  addQuantities,
  canonical,
  compareQuantities,
  isWhole,
  parseQuantity
} from '../../../src/kubernetes/quantity.ts'
import table from './quantity.table.json' with { type: 'json' }

// The table was printed by Kubernetes' own quantity type (apimachinery 0.34.4).

function parse(text: string) {
  const quantity = parseQuantity(text)
  if (!quantity) throw new Error(`no quantity: ${text}`)
  return quantity
}

test('prints each quantity as Kubernetes does', () => {
  const forms = Object.keys(table.forms).map(text => [text, canonical(parse(text))])
  expect(Object.fromEntries(forms)).toEqual(table.forms)
})

test('rejects what Kubernetes rejects', () => {
  expect(table.wrong.filter(text => parseQuantity(text))).toEqual([])
})

test('rejects what Kubernetes understands differently from the author', () => {
  expect(table.refused.filter(text => parseQuantity(text))).toEqual([])
})

test('adds and compares as Kubernetes does', () => {
  const found = table.sums.map(([a, b]) => {
    const [left, right] = [parse(String(a)), parse(String(b))]
    return [a, b, compareQuantities(left, right), canonical(addQuantities(left, right))]
  })
  expect(found).toEqual(table.sums)
})

test('keeps all digits of a sum above the largest suffix', () => {
  expect(canonical(addQuantities(parse('999E'), parse('1E')))).toBe('1000E')
})

test.each([
  [0.5, '500m'],
  [4, '4'],
  [1000, '1k'],
  [0, '0'],
  [-0, '0'],
  [1e-7, '100e-9']
])('reads the number %d as %s', (number, form) => {
  const quantity = parseQuantity(number)
  expect(quantity && canonical(quantity)).toBe(form)
})

test.each([Number.NaN, Infinity, 2 ** 53, 1e21])('rejects the number %d', number => {
  expect(parseQuantity(number)).toBeUndefined()
})

test('recognizes whole numbers', () => {
  expect(['1', '1000m', '1Gi', '1e3'].map(text => isWhole(parse(text)))).not.toContain(false)
  expect(['1500m', '0.5', '1n'].map(text => isWhole(parse(text)))).not.toContain(true)
})

const suffix = fc.constantFrom('', 'n', 'u', 'm', 'k', 'M', 'G', 'T', 'Ki', 'Mi', 'Gi', 'e3', 'E-2')
const text = fc
  .tuple(fc.integer({ min: -99999, max: 99999 }), fc.nat(9999), suffix)
  .map(([whole, fraction, unit]) => `${whole}.${fraction}${unit}`)

test('reads its canonical form as the same quantity', () => {
  fc.assert(
    fc.property(text, written => {
      const quantity = parse(written)
      const again = parse(canonical(quantity))
      expect(canonical(again)).toBe(canonical(quantity))
      expect(compareQuantities(again, quantity)).toBe(0)
    })
  )
})

test('compares exact values', () => {
  const share = fc.tuple(fc.integer({ min: -9999, max: 9999 }), fc.constantFrom(0, 3, 6))
  const write = ([amount, places]: [number, number]) => `${amount}${['', 'm', 'u'][places / 3]}`
  fc.assert(
    fc.property(share, share, (a, b) => {
      const exact = a[0] * 10 ** (6 - a[1]) - b[0] * 10 ** (6 - b[1])
      expect(compareQuantities(parse(write(a)), parse(write(b)))).toBe(Math.sign(exact))
    })
  )
})

test('no text throws or takes long', () => {
  fc.assert(fc.property(fc.string(), written => void parseQuantity(written)))
  expect(parseQuantity(`${'1'.repeat(100_000)}x`)).toBeUndefined()
  expect(parseQuantity('9'.repeat(100_000))).toBeUndefined()
})
