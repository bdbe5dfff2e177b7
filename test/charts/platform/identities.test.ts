import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parts } from '../../../charts/platform/compile-platform.ts'
import type { PolicyDocument } from '../../../src/aws/iam.ts'
import { serviceRoleName, serviceUserName } from '../../../src/aws/role-names.ts'
import { accountsOnAws } from '../../../src/cluster/platform-accounts.ts'
import { modelOf } from '../../support/compile-texts.ts'

interface Identity {
  readonly name: string
  readonly permissions: PolicyDocument
  readonly secret?: string
}

type Note = Readonly<Record<'roles' | 'users', readonly Identity[]>>

const path = 'platform/clusters/production.yaml'
const file = readFileSync(path, 'utf8')
const key = 'arn:aws:kms:eu-central-1:111122223333:key/0000-1111'

/** The cluster of a changed file, and what the notes of its components say. */
function built(...changes: readonly (readonly [from: string, to: string])[]) {
  const text = changes.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`${path} does not say ${from}`)
    return text.replace(from, to)
  }, file)
  const tenant = 'owner: alice@example.com\nsecrets: [{name: warehouse, from: warehouse}]\n'
  const model = modelOf({ [path]: text, 'tenants/fraud.yaml': tenant })
  const [cluster = expect.fail('there is no cluster')] = model.clusters
  const notes = parts(model, cluster)
    .flatMap(({ files }) => files)
    .filter(({ path }) => path.endsWith('/iam.json'))
    .map(({ text }): Note => JSON.parse(text))
  return {
    cluster,
    roles: notes.flatMap(({ roles }) => roles),
    users: notes.flatMap(({ users }) => users),
    tenant: model.tenants[0] ?? expect.fail('there is no tenant')
  }
}

const byKey = ['env: aws', 'env: aws\n  credentials: static'] as const
const noProxy = ['env: aws', 'env: aws\n  artifactProxy: false'] as const

test.each([
  ['the example', []],
  ['the example without artifact proxies', [noProxy]],
  ['keys', [byKey]],
  ['keys without artifact proxies', [noProxy, byKey]],
  [
    'a workspace and the Cluster Autoscaler',
    [
      ['{prometheus: true}', '{prometheus: true, workspace: ws-01234567-89ab-cdef}'],
      [
        file.slice(file.indexOf('autoscaling:'), file.indexOf('monitoring:')),
        'autoscaling: clusterAutoscaler\n'
      ]
    ]
  ]
] as const)('the rule about names knows each role and user of %s', (_, changes) => {
  const { cluster, roles, users } = built(...changes)
  const prefix = cluster.aws.rolePrefix
  const names = accountsOnAws(cluster).map(account =>
    users.some(({ name }) => name === serviceUserName(prefix, account))
      ? serviceUserName(prefix, account)
      : serviceRoleName(prefix, account).name
  )
  expect([...roles, ...users].map(({ name }) => name).sort()).toEqual(names.sort())
  expect(names.length).toBeGreaterThan(1)
})

describe('the user of a key', () => {
  test('does what the role of a tenant would do in its folder', () => {
    const { tenant } = built(byKey)
    expect(tenant.aws.user).toEqual({
      name: 'kubeflow-production-fraud',
      permissions: built().tenant.aws.workloads?.permissions,
      boundary: 'arn:aws:iam::111122223333:policy/kubeflow-tenant-boundary',
      secret: 'kubeflow/production/tenants/fraud/pipelines'
    })
    expect(built().tenant.aws.user).toBeNull()
  })

  test('does what the roles of the platform would do', () => {
    const statements = (identities: readonly Identity[], name: string) =>
      identities
        .filter(each => each.name.includes(name))
        .flatMap(each => each.permissions.Statement)
    expect(built(byKey).users.map(({ secret }) => secret)).toEqual([
      'kubeflow/production/pipelines'
    ])
    for (const changes of [[], [noProxy]]) {
      expect(statements(built(...changes, byKey).users, 'ml-pipeline')).toEqual(
        statements(built(...changes).roles, 'ml-pipeline')
      )
    }
  })
})

test('the key of the secrets may be used by the roles that read them, through the store only', () => {
  const { roles, tenant } = built(['  iam: ack', `  iam: ack\n  key: ${key}`])
  const reader = roles.find(({ name }) => name.endsWith('.tenantry-platform'))
  const readers = [reader?.permissions, tenant.aws.secrets?.permissions ?? undefined]
  for (const permissions of readers) {
    const about = permissions?.Statement.filter(({ Resource }) => Resource?.includes(key))
    expect(about).toEqual([
      {
        Effect: 'Allow',
        Action: ['kms:Decrypt'],
        Resource: [key],
        Condition: { StringLike: { 'kms:ViaService': 'secretsmanager.*' } }
      }
    ])
  }
})
