import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  domainOf,
  isDnsLabel,
  isEntryKey,
  isKey,
  isLabelValue,
  isSubdomain,
  isVariable
} from '../../../src/kubernetes/names.ts'
import table from './label.table.json' with { type: 'json' }

const kinds = {
  label: isDnsLabel,
  subdomain: isSubdomain,
  key: isKey,
  value: isLabelValue,
  variable: isVariable,
  datum: isEntryKey
}

function kindsOf(text: string): string[] {
  return Object.entries(kinds).flatMap(([kind, is]) => (is(text) ? [kind] : []))
}

// The table was printed by Kubernetes' own validation (apimachinery 0.34.4).
test('agrees with Kubernetes about each text', () => {
  const found = Object.keys(table).map(text => [text, kindsOf(text)])
  expect(Object.fromEntries(found)).toEqual(table)
})

test('finds the domain of a key', () => {
  expect(domainOf('example.com/cost-center')).toBe('example.com')
  expect(domainOf('cost-center')).toBe('')
})

test('a DNS label is valid as every other kind of name', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z0-9.-]{1,12}$/), text => {
      const found = kindsOf(text)
      expect(!found.includes('label') || found.includes('subdomain')).toBe(true)
      expect(!found.includes('key') || found.includes('value')).toBe(true)
    })
  )
})

test('no text throws or takes long', () => {
  fc.assert(fc.property(fc.string(), text => void kindsOf(text)))
  expect(kindsOf(`${'a-'.repeat(100_000)}!`)).toEqual([])
})
