import fc from 'fast-check'
import { expect, test } from 'vitest'
import { policyLength, policyLimits } from '../../../src/aws/iam.ts'
import { secretsPermissions, workloadPermissions } from '../../../src/aws/permissions.ts'
import { covers, formatS3Url, type Place } from '../../../src/aws/s3.ts'
import { matches } from '../../../src/values/glob.ts'

const own = { bucket: 'artifacts', prefix: 'private-artifacts/fraud' }
const shared = { bucket: 'shared-datasets', prefix: 'fraud' }
const exported = { bucket: 'fraud-exports', prefix: '' }
const key = 'arn:aws:kms:eu-central-1:111122223333:key/0000-1111'

test('a tenant that reads, writes and has a key gets all permissions for that', () => {
  const reach = { partition: 'aws', read: [shared], write: [own, exported], keys: [key] } as const
  const all = [
    'arn:aws:s3:::artifacts/private-artifacts/fraud/*',
    'arn:aws:s3:::fraud-exports/*',
    'arn:aws:s3:::shared-datasets/fraud/*'
  ]
  const prefix = (value: string) => ({ StringLike: { 's3:prefix': [value] } })
  expect(workloadPermissions(reach)).toEqual({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: ['s3:ListBucket'],
        Resource: ['arn:aws:s3:::artifacts'],
        Condition: prefix('private-artifacts/fraud/*')
      },
      { Effect: 'Allow', Action: ['s3:ListBucket'], Resource: ['arn:aws:s3:::fraud-exports'] },
      {
        Effect: 'Allow',
        Action: ['s3:ListBucket'],
        Resource: ['arn:aws:s3:::shared-datasets'],
        Condition: prefix('fraud/*')
      },
      { Effect: 'Allow', Action: ['s3:GetObject'], Resource: all },
      {
        Effect: 'Allow',
        Action: ['s3:AbortMultipartUpload', 's3:DeleteObject', 's3:PutObject'],
        Resource: all.slice(0, 2)
      },
      {
        Effect: 'Allow',
        Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
        Resource: [key],
        Condition: { StringLike: { 'kms:ViaService': 's3.*' } }
      }
    ]
  })
})

test('read access includes no permission to change anything', () => {
  const reach = { partition: 'aws-cn', read: [shared], write: [], keys: [key] } as const
  const actions = workloadPermissions(reach)?.Statement.flatMap(({ Action }) => Action)
  expect(actions).toEqual(['s3:ListBucket', 's3:GetObject', 'kms:Decrypt'])
})

test('a role without places gets no policy', () => {
  const reach = { partition: 'aws', read: [], write: [], keys: [key] } as const
  expect(workloadPermissions(reach)).toBeUndefined()
})

test('the secret store allows one path and single secrets', () => {
  const where = { partition: 'aws', region: 'eu-central-1', account: '111122223333' } as const
  const vault = {
    ...where,
    path: 'kubeflow/production/fraud',
    others: ['shared/warehouse'],
    keys: []
  }
  expect(secretsPermissions({ ...vault, service: 'SecretsManager' }).Statement).toEqual([
    {
      Effect: 'Allow',
      Action: ['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue'],
      Resource: [
        'arn:aws:secretsmanager:eu-central-1:111122223333:secret:kubeflow/production/fraud/*',
        'arn:aws:secretsmanager:eu-central-1:111122223333:secret:shared/warehouse-??????'
      ]
    }
  ])
  expect(secretsPermissions({ ...vault, service: 'ParameterStore' }).Statement).toEqual([
    {
      Effect: 'Allow',
      Action: ['ssm:GetParameter', 'ssm:GetParameters'],
      Resource: [
        'arn:aws:ssm:eu-central-1:111122223333:parameter/kubeflow/production/fraud/*',
        'arn:aws:ssm:eu-central-1:111122223333:parameter/shared/warehouse'
      ]
    }
  ])
})

test('the key of the secrets may be used through their store, and not through S3', () => {
  const where = { partition: 'aws', region: 'eu-central-1', account: '111122223333' } as const
  const vault = { ...where, path: 'kubeflow/production/fraud', others: [], keys: [key] }
  const through = (service: 'SecretsManager' | 'ParameterStore') =>
    secretsPermissions({ ...vault, service }).Statement.slice(1)
  const expected = (service: string) => [
    {
      Effect: 'Allow',
      Action: ['kms:Decrypt'],
      Resource: [key],
      Condition: { StringLike: { 'kms:ViaService': service } }
    }
  ]
  expect(through('SecretsManager')).toEqual(expected('secretsmanager.*'))
  expect(through('ParameterStore')).toEqual(expected('ssm.*'))
})

const folder = fc.constantFrom('fraud', 'fraud-secrets', 'eu', 'f')
const place: fc.Arbitrary<Place> = fc.record({
  bucket: fc.constantFrom('shared', 'shared-eu', 'fraud'),
  prefix: fc.array(folder, { maxLength: 2 }).map(path => path.join('/'))
})
const places = fc.array(place, { maxLength: 4 })

test('an object can be read exactly if a requested place covers it', () => {
  fc.assert(
    fc.property(places, places, place, (read, write, { bucket, prefix }) => {
      const object = { bucket, prefix: `${prefix}/${prefix}x`.replace(/^\//, '') }
      const parent = object.prefix.slice(0, Math.max(0, object.prefix.lastIndexOf('/')))
      const granted = (action: string) =>
        workloadPermissions({ partition: 'aws', read, write, keys: [] })?.Statement.some(
          ({ Action = [], Resource = [] }) =>
            Action.includes(action) &&
            Resource.some(arn => matches(arn, `arn:aws:s3:::${bucket}/${object.prefix}`))
        ) ?? false
      const asked = (some: readonly Place[]) =>
        some.some(each => covers(formatS3Url(each), { bucket, prefix: parent }))
      expect(granted('s3:GetObject')).toBe(asked([...read, ...write]))
      expect(granted('s3:PutObject')).toBe(asked(write))
    })
  )
})

test('order and repetition of places do not matter', () => {
  fc.assert(
    fc.property(places, places, (read, write) => {
      const reach = { partition: 'aws', keys: [] } as const
      const turned = { read: [...read, ...read].reverse(), write: [...write, ...write].reverse() }
      expect(workloadPermissions({ ...reach, read, write })).toEqual(
        workloadPermissions({ ...reach, ...turned })
      )
    })
  )
})

test('dozens of places fit into the inline policies of a role', () => {
  const read = Array.from({ length: 30 }, (_, at) => ({ bucket: `bucket-${at}`, prefix: 'fraud' }))
  const document = workloadPermissions({ partition: 'aws', read, write: [own], keys: [key] })
  expect(document && policyLength(document)).toBeLessThan(policyLimits.inline)
})
