import { expect, test } from 'vitest'
import { slipOf } from '../../../src/kubernetes/units.ts'

test.each([
  ['cpu', '64', undefined],
  ['cpu', '500m', undefined],
  ['cpu', '200000', undefined],
  ['requests.cpu', '4Gi', 'cores have no unit: write `4`'],
  ['memory', '4Gi', undefined],
  ['memory', '4', 'did you mean `4Gi`?'],
  ['storage', '500m', 'did you mean `500Mi`?'],
  ['gpu', '4Gi', undefined]
])('%s: %s', (resource, text, help) => {
  expect(slipOf(resource, text)?.help).toBe(help)
})
