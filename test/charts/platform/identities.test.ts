import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { User } from '../../../charts/objects/ack.ts'
import { parts } from '../../../charts/platform/compile-platform.ts'
import { type Rendered, renderTenant } from '../../../charts/render.ts'
import type { PolicyDocument } from '../../../src/aws/iam.ts'
import { serviceRoleName } from '../../../src/aws/role-names.ts'
import { accountsOnAws } from '../../../src/cluster/platform-accounts.ts'
import { acme } from '../../support/acme.ts'
import { modelOf } from '../../support/compile-texts.ts'

interface Identity {
  readonly name: string
  readonly permissions: PolicyDocument
  readonly secret?: string
}

type Note = Readonly<Record<'roles' | 'users', readonly Identity[]>>

const path = 'platform/clusters/production.yaml'
const file = readFileSync(join(acme, path), 'utf8')
const key = 'arn:aws:kms:eu-central-1:111122223333:key/0000-1111'

/** The cluster of a changed file, and what the notes of its components say. */
function built(...changes: readonly (readonly [from: string, to: string])[]) {
  const text = changed(changes)
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

function changed(changes: readonly (readonly [from: string, to: string])[]): string {
  return changes.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`${path} does not say ${from}`)
    return text.replace(from, to)
  }, file)
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
  const names = accountsOnAws(cluster).map(account => serviceRoleName(prefix, account).name)
  expect([...roles, ...users].map(({ name }) => name).sort()).toEqual(names.sort())
  expect(names.length).toBeGreaterThan(1)
})

/** What a tenant's users may do, as the file for Terraform says it and as the objects for ACK do. */
function policiesOf({ files, manifests }: Rendered): PolicyDocument[] {
  const note = files.find(({ path }) => path.endsWith('/iam.json'))
  const { users }: Note = JSON.parse(note?.text ?? '{"users": []}')
  const objects = manifests.bootstrap.filter(({ kind }) => kind === 'User')
  const inline = objects.flatMap(({ spec }): PolicyDocument[] =>
    Object.values((spec as User['spec']).inlinePolicies).map(text => JSON.parse(text))
  )
  return [...users.map(({ permissions }) => permissions), ...inline]
}

function isNothing({ Statement }: PolicyDocument): boolean {
  return Statement.every(({ Effect }) => Effect === 'Deny')
}

describe('the user of a key', () => {
  test('does what the role of a tenant would do in its folder', () => {
    const { tenant } = built(byKey)
    expect(tenant.aws.user).toEqual({
      name: 'kubeflow-production.tenant.fraud',
      path: '/tenantry/kubeflow-production/tenants/',
      permissions: built().tenant.aws.workloads?.permissions,
      boundary: 'arn:aws:iam::111122223333:policy/kubeflow-tenant-boundary',
      secret: 'kubeflow/production/tenants/fraud/pipelines'
    })
    expect(built().tenant.aws.user).toBeNull()
  })

  test.each(['ack', 'terraform'])('may do nothing while its tenant is suspended, with %s', iam => {
    const text = changed([byKey, ['iam: ack', `iam: ${iam}`]])
    const outputs = (state: string) => {
      const tenants = { 'tenants/fraud.yaml': `owner: alice@example.com\nstate: ${state}\n` }
      const [tenant = expect.fail('there is no tenant')] = modelOf({
        [path]: text,
        ...tenants
      }).tenants
      return renderTenant(tenant, { givers: [] })
    }
    const [active, suspended] = [outputs('active'), outputs('suspended')]
    expect(policiesOf(active)).toHaveLength(iam === 'ack' ? 2 : 1)
    expect(policiesOf(active).filter(isNothing)).toEqual([])
    expect(policiesOf(suspended)).toHaveLength(iam === 'ack' ? 2 : 1)
    expect(policiesOf(suspended).filter(policy => !isNothing(policy))).toEqual([])
    expect(outputs('active').files).toEqual(active.files)
  })

  test('has a name that no tenant of another cluster in the account has', () => {
    const names = [
      ['kubeflow-production-a', 'bbb'],
      ['kubeflow-production', 'a-bbb']
    ].map(([eks, tenant]) => {
      const text = changed([byKey, ['eks: kubeflow-production', `eks: ${eks}`]])
      const texts = { [path]: text, [`tenants/${tenant}.yaml`]: 'owner: alice@example.com\n' }
      return modelOf(texts).tenants[0]?.aws.user?.name
    })
    expect(names).toEqual(['kubeflow-production-a.tenant.bbb', 'kubeflow-production.tenant.a-bbb'])
  })

  test.each(['ack', 'terraform'])('of the platform is an object with ack alone: %s', iam => {
    const model = modelOf({ [path]: changed([byKey, ['iam: ack', `iam: ${iam}`]]) })
    const [cluster = expect.fail('there is no cluster')] = model.clusters
    const users = parts(model, cluster)
      .flatMap(({ values }) => values.objects)
      .filter(({ kind }) => kind === 'User')
    const name = 'kubeflow-production.service.ml-pipeline'
    expect(users.map(({ spec }) => spec)).toEqual(
      iam === 'ack' ? [expect.objectContaining({ name })] : []
    )
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
