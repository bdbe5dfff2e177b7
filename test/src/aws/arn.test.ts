import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  dnsSuffix,
  formatArn,
  isPartition,
  parseArn,
  parsePolicyArn,
  parseRoleArn,
  partitionOf
} from '../../../src/aws/arn.ts'

test.each([
  ['eu-central-1', 'aws', 'amazonaws.com'],
  ['us-east-1', 'aws', 'amazonaws.com'],
  ['ap-southeast-7', 'aws', 'amazonaws.com'],
  ['il-central-1', 'aws', 'amazonaws.com'],
  ['mx-central-1', 'aws', 'amazonaws.com'],
  ['ca-west-1', 'aws', 'amazonaws.com'],
  ['cn-north-1', 'aws-cn', 'amazonaws.com.cn'],
  ['cn-northwest-1', 'aws-cn', 'amazonaws.com.cn'],
  ['us-gov-west-1', 'aws-us-gov', 'amazonaws.com'],
  ['eusc-de-east-1', 'aws-eusc', 'amazonaws.eu'],
  ['us-iso-east-1', 'aws-iso', 'c2s.ic.gov'],
  ['us-isob-east-1', 'aws-iso-b', 'sc2s.sgov.gov'],
  ['eu-isoe-west-1', 'aws-iso-e', 'cloud.adc-e.uk'],
  ['us-isof-south-1', 'aws-iso-f', 'csp.hci.ic.gov']
])('puts %s into %s, below %s', (region, partition, host) => {
  expect(partitionOf(region)).toBe(partition)
  expect(isPartition(partition) && dnsSuffix(partition)).toBe(host)
})

test('knows no partition of a made-up region', () => {
  const texts = [
    '',
    'eu-central',
    'eu-central-1a',
    'EU-CENTRAL-1',
    'xx-central-1',
    'us-gov-1',
    'eu-centrall-1',
    'eu-northcentral-1',
    'aws'
  ]
  expect(texts.filter(text => partitionOf(text) !== undefined)).toEqual([])
})

test('knows no partition without a region', () => {
  expect(['', 'aws-', 'AWS', 'toString', '__proto__', 'aws-x'].filter(isPartition)).toEqual([])
})

const account = '111122223333'

test.each([
  [`arn:aws:iam::${account}:role/a`, ['aws', 'iam', '', account, 'role/a']],
  ['arn:aws:iam::aws:policy/ReadOnlyAccess', ['aws', 'iam', '', 'aws', 'policy/ReadOnlyAccess']],
  ['arn:aws-cn:s3:::bucket', ['aws-cn', 's3', '', '', 'bucket']],
  [
    `arn:aws:secretsmanager:eu-central-1:${account}:secret:a/b-AbCdEf`,
    ['aws', 'secretsmanager', 'eu-central-1', account, 'secret:a/b-AbCdEf']
  ],
  [
    `arn:aws-us-gov:acm:us-gov-west-1:${account}:certificate/0aaa-1bbb`,
    ['aws-us-gov', 'acm', 'us-gov-west-1', account, 'certificate/0aaa-1bbb']
  ],
  [
    `arn:aws-eusc:kms:eusc-de-east-1:${account}:key/0-1`,
    ['aws-eusc', 'kms', 'eusc-de-east-1', account, 'key/0-1']
  ]
])('parses %s', (text, parts) => {
  const arn = parseArn(text)
  expect(arn && [arn.partition, arn.service, arn.region, arn.account, arn.resource]).toEqual(parts)
  expect(arn && formatArn(arn)).toBe(text)
})

test.each([
  '',
  'arn',
  'arn:aws:iam::111122223333',
  'arn:aws:iam::111122223333:',
  'arn:aws:iam::11112222333:role/a',
  'arn:aws:iam::1111222233334:role/a',
  'arn:aws:iam:::role/a b',
  'arn:aws:iam::111122223333:role/*',
  'arn:aws:iam::111122223333:role/a?',
  'arn:aws:s3:::bucket/${aws:username}',
  'arn:aws:s3:::bucket/\u00e9',
  'arn:aws-x:iam::111122223333:role/a',
  'arn:toString:iam::111122223333:role/a',
  'ARN:aws:iam::111122223333:role/a',
  'arn:aws-cn:acm:eu-central-1:111122223333:certificate/a',
  'arn:aws:acm:cn-north-1:111122223333:certificate/a',
  'arn:aws:acm:nowhere:111122223333:certificate/a',
  ' arn:aws:s3:::bucket',
  'arn:aws:s3:::bucket\n'
])('rejects %j', text => {
  expect(parseArn(text)).toBeUndefined()
})

test.each([
  [`arn:aws:iam::${account}:role/kubeflow-fraud`, '/', 'kubeflow-fraud'],
  [`arn:aws:iam::${account}:role/tenants/eu/fraud`, '/tenants/eu/', 'fraud'],
  [`arn:aws-iso-b:iam::${account}:role/a+=,.@-_`, '/', 'a+=,.@-_']
])('accepts the role %s', (text, path, name) => {
  expect(parseRoleArn(text)).toMatchObject({ account, path, name })
  expect(parsePolicyArn(text)).toBeUndefined()
})

test.each([
  ['arn:aws:iam::aws:policy/AmazonSageMakerReadOnly', 'aws', '/'],
  ['arn:aws:iam::aws:policy/service-role/AmazonEFSCSIDriverPolicy', 'aws', '/service-role/'],
  [`arn:aws-cn:iam::${account}:policy/boundary`, account, '/']
])('accepts the policy %s', (text, owner, path) => {
  expect(parsePolicyArn(text)).toMatchObject({ account: owner, path })
  expect(parseRoleArn(text)).toBeUndefined()
})

test.each([
  'arn:aws:iam::aws:role/a',
  'arn:aws:iam:::role/a',
  'arn:aws:iam::111122223333:role/',
  'arn:aws:iam::111122223333:role',
  'arn:aws:iam::111122223333:role/a/',
  'arn:aws:iam::111122223333:user/a',
  'arn:aws:iam::111122223333:instance-profile/a',
  'arn:aws:sts::111122223333:assumed-role/a/b',
  'arn:aws:s3:::role/a',
  'arn:aws:iam:eu-central-1:111122223333:role/a',
  `arn:aws:iam::111122223333:role/${'a'.repeat(65)}`
])('does not take %s for a role', text => {
  expect(parseRoleArn(text)).toBeUndefined()
})

test('no text throws', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (a, b) => {
      const texts = [a, `arn:aws:iam::${account}:${a}`, `arn:${a}:${b}:::x`]
      expect(texts.map(parseArn).filter(arn => arn && !texts.includes(formatArn(arn)))).toEqual([])
    })
  )
})
