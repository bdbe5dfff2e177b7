import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bindingLimit, bindingName } from '../../../src/kubeflow/bindings.ts'
import { isSubdomain } from '../../../src/kubernetes/names.ts'

// From Kubeflow's own tests, and from its Go code for letters with special case rules.
test.each([
  ['lalith.vaka@zq.msds.kp.org', 'user-lalith-vaka-zq-msds-kp-org-clusterrole-edit'],
  ['397401@zq.msds.kp.org', 'user-397401-zq-msds-kp-org-clusterrole-edit'],
  ['lalith.397401@zq.msds.kp.org', 'user-lalith-397401-zq-msds-kp-org-clusterrole-edit'],
  ['397401.vaka@zq.msds.kp.org', 'user-397401-vaka-zq-msds-kp-org-clusterrole-edit'],
  ['i397401@zq.msds.kp.org', 'user-i397401-zq-msds-kp-org-clusterrole-edit'],
  ['useralfa@domain.com', 'user-useralfa-domain-com-clusterrole-edit'],
  ["o'neil+tag@example.co.uk", 'user-o-neil-tag-example-co-uk-clusterrole-edit'],
  ['Alice.Ahmed@Example.COM', 'user-alice-ahmed-example-com-clusterrole-edit'],
  ['system:serviceaccount:ci:deployer', 'user-system-serviceaccount-ci-deployer-clusterrole-edit'],
  ['bob@x.io.', 'user-bob-x-io-clusterrole-edit'],
  ['--bob@x.io---', 'user-bob-x-io-clusterrole-edit'],
  ['m\u00fcller@example.com', 'user-m-ller-example-com-clusterrole-edit'],
  ['STRA\u00dfE@example.com', 'user-stra-e-example-com-clusterrole-edit'],
  ['\u0130lker@example.com', 'user-lker-example-com-clusterrole-edit'],
  ['\u212aelvin@example.com', 'user-elvin-example-com-clusterrole-edit'],
  ['\u03a3\u03a3@example.com', 'user-example-com-clusterrole-edit'],
  ['\u{1f600}@example.com', 'user-example-com-clusterrole-edit'],
  ['@', 'user-clusterrole-edit']
])('%s gets the binding %s', (user, name) => {
  expect(bindingName(user, 'edit')).toBe(name)
})

test('different people may get the same name', () => {
  const people = ['a.b@x.io', 'a-b@x.io', 'a_b@x.io', 'A.B@x.io', 'a.b@x-io']
  expect(new Set(people.map(user => bindingName(user, 'view')))).toEqual(
    new Set(['user-a-b-x-io-clusterrole-view'])
  )
})

test('each name that is short enough is valid in Kubernetes', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('a', 'Z', '.', '@', '\u00e9'), maxLength: 300 }),
      user => {
        const name = bindingName(user, 'admin')
        expect(isSubdomain(name)).toBe(name.length <= bindingLimit)
      }
    )
  )
})
