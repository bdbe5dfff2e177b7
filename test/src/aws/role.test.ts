import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseRoleArn } from '../../../src/aws/arn.ts'
import {
  isRoleName,
  roleArn,
  roleNameLimit,
  secretsRoleName,
  serviceRoleName,
  workloadsRoleName
} from '../../../src/aws/role-names.ts'

test('gives each kind of role names of its own, below a path of its holder', () => {
  const prefix = 'kubeflow-production'
  expect(workloadsRoleName(prefix, 'fraud')).toEqual({
    path: '/tenantry/kubeflow-production/tenants/',
    name: 'kubeflow-production.tenant.fraud'
  })
  expect(secretsRoleName(prefix, 'fraud')).toEqual({
    path: '/tenantry/kubeflow-production/tenants/',
    name: 'kubeflow-production.secrets.fraud'
  })
  expect(serviceRoleName(prefix, 'ml-pipeline')).toEqual({
    path: '/tenantry/kubeflow-production/platform/',
    name: 'kubeflow-production.service.ml-pipeline'
  })
})

test('no two tenants or accounts, with any prefixes, have roles of the same name', () => {
  const word = fc.stringMatching(/^[a-z]{1,3}(-[a-z]{1,3})?$/)
  const prefix = fc.stringMatching(/^[a-z]{1,2}([.-](tenant|secrets|service|[a-z]))?$/)
  const made = fc.tuple(
    fc.constantFrom(workloadsRoleName, secretsRoleName, serviceRoleName),
    prefix,
    word
  )
  fc.assert(
    fc.property(made, made, (one, other) => {
      const [a, b] = [one, other].map(([make, prefix, word]) => make(prefix, word).name)
      if (a === b) expect(one).toEqual(other)
    })
  )
})

test('builds the ARN of a role', () => {
  const place = { partition: 'aws-cn', account: '111122223333' } as const
  const arn = roleArn(place, workloadsRoleName('kubeflow', 'fraud'))
  expect(arn).toBe(
    'arn:aws-cn:iam::111122223333:role/tenantry/kubeflow/tenants/kubeflow.tenant.fraud'
  )
  expect(parseRoleArn(arn)).toMatchObject({
    partition: 'aws-cn',
    path: '/tenantry/kubeflow/tenants/',
    name: 'kubeflow.tenant.fraud'
  })
})

test('accepts exactly the names that IAM accepts', () => {
  expect(['a', 'A_b+c=d,e.f@g-h', 'x'.repeat(roleNameLimit)].every(isRoleName)).toBe(true)
  const others = ['', 'a b', 'a/b', 'a:b', 'a*', 'a\n', '\u00e9', 'x'.repeat(roleNameLimit + 1)]
  expect(others.some(isRoleName)).toBe(false)
})
