import { expect, test } from 'vitest'
import { parseRoleArn } from '../../../src/aws/arn.ts'
import {
  isRoleName,
  roleArn,
  roleName,
  roleNameLimit,
  secretsRoleName
} from '../../../src/aws/role-names.ts'

test('names the roles of a tenant', () => {
  expect(roleName('kubeflow-production', 'fraud')).toBe('kubeflow-production-fraud')
  expect(secretsRoleName('kubeflow-production', 'fraud')).toBe('kubeflow-production-fraud-secrets')
})

test('builds the ARN of a role', () => {
  const arn = roleArn('aws-cn', '111122223333', roleName('kubeflow', 'fraud'))
  expect(arn).toBe('arn:aws-cn:iam::111122223333:role/kubeflow-fraud')
  expect(parseRoleArn(arn)).toMatchObject({
    partition: 'aws-cn',
    path: '/',
    name: 'kubeflow-fraud'
  })
})

test('accepts exactly the names that IAM accepts', () => {
  expect(['a', 'A_b+c=d,e.f@g-h', 'x'.repeat(roleNameLimit)].every(isRoleName)).toBe(true)
  const others = ['', 'a b', 'a/b', 'a:b', 'a*', 'a\n', '\u00e9', 'x'.repeat(roleNameLimit + 1)]
  expect(others.some(isRoleName)).toBe(false)
})
