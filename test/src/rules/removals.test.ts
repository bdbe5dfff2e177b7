import { expect, test } from 'vitest'
import { diagnose } from '../../support/compile-texts.ts'

const about = (removals: string) =>
  diagnose({
    'tenants/churn.yaml': 'owner: alice@example.com\n',
    'platform/removals.yaml': removals
  })

test.each([
  ['tenants: {churn: {reason: It ended}}\n', ['forbidden-reuse tenants/churn.yaml']],
  [
    'tenants: {churn: {reason: It ended, clusters: [production]}}\n',
    ['forbidden-reuse tenants/churn.yaml']
  ],
  ['tenants: {churn: {reason: It ended, clusters: [staging]}}\n', []],
  ['tenants: {churns: {reason: It ended}}\n', []],
  ['tenants: {}\n', []],
  ['clusters: {trial: {reason: It ended}}\n', []],
  ['tenants: {churn: {}}\n', ['missing-field platform/removals.yaml churn']],
  ['tenants: [churn]\n', ['invalid-type platform/removals.yaml tenants']],
  ['- churn\n', ['invalid-document platform/removals.yaml -']],
  ['tenants: {churn: {reason: ""}}\n', ['invalid-value platform/removals.yaml ""']],
  ['tenants: {__proto__: {reason: It ended}}\n', ['invalid-value platform/removals.yaml __proto__']]
])('%j', (removals, found) => {
  expect(about(removals)).toEqual(found)
})
