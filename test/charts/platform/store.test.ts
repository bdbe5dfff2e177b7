import { describe, expect, test } from 'vitest'
import { parts } from '../../../charts/platform/compile-platform.ts'
import type { Cluster } from '../../../src/cluster/cluster.ts'
import { platform } from '../../overlay/platform.ts'
import { at, type Fields, find, list, nameOf, type Thing } from '../../overlay/thing.ts'

const example = platform()
const other = platform({
  'platform/clusters/production.yaml': text =>
    text.replace(
      'secrets: {externalSecrets: {prefix: kubeflow/production}}',
      'secrets: {externalSecrets: {prefix: kubeflow/production, service: ParameterStore}}'
    )
})

function components(cluster: Cluster): string[] {
  return parts(example.model, cluster).map(({ component }) => component.name)
}

const inside = (name: string) => example.build(name, 'secrets').objects
const storeOf = (name: string) => find(inside(name), 'ClusterSecretStore tenantry-platform')

describe.each(example.clusters.map(cluster => [cluster.name, cluster] as const))(
  '%s',
  (name, cluster) => {
    const asked = (): Thing[] =>
      components(cluster)
        .flatMap(component => [...example.build(name, component).objects])
        .filter(({ kind }) => kind === 'ExternalSecret')

    test('is open to every secret of the platform', () => {
      const open = at(storeOf(name).spec, 'conditions', 0, 'namespaces') as string[]
      expect(asked().length).toBeGreaterThan(1)
      for (const secret of asked()) {
        expect(at(secret.spec, 'secretStoreRef')).toEqual({
          kind: 'ClusterSecretStore',
          name: 'tenantry-platform'
        })
        expect([nameOf(secret), open]).toEqual([
          nameOf(secret),
          expect.arrayContaining([secret.metadata.namespace])
        ])
      }
    })

    test('is closed to tenants', () => {
      const { spec } = storeOf(name)
      expect(list(spec, 'conditions')).toHaveLength(1)
      expect(Object.keys(list(spec, 'conditions')[0] ?? {})).toEqual(['namespaces'])
      const open = at(spec, 'conditions', 0, 'namespaces') as string[]
      for (const tenant of example.model.names) expect(open).not.toContain(tenant)
    })

    test('has an account with the role in its annotation', () => {
      const reference = at(
        storeOf(name).spec,
        'provider',
        'aws',
        'auth',
        'jwt',
        'serviceAccountRef'
      )
      const { account, rolePrefix } = cluster.aws
      const path = `ServiceAccount ${at(reference, 'namespace')}/${at(reference, 'name')}`
      expect(find(inside(name), path).metadata.annotations).toMatchObject({
        'eks.amazonaws.com/role-arn': `arn:aws:iam::${account}:role/tenantry/${rolePrefix}/platform/${rolePrefix}.service.tenantry-platform`
      })
    })
  }
)

interface Statement {
  readonly Effect: string
  readonly Resource: readonly string[]
}

function policyOf(on: typeof example): readonly Statement[] {
  const role = find(
    on.build('production', 'secrets').objects,
    'Role ack-system/service.tenantry-platform'
  )
  return JSON.parse(String(at(role.spec, 'inlinePolicies', 'tenantry'))).Statement
}

test('lets only that account assume the role, through IRSA in every mode', () => {
  const role = find(inside('production'), 'Role ack-system/service.tenantry-platform')
  const [statement] = JSON.parse(String(at(role.spec, 'assumeRolePolicyDocument'))).Statement
  expect(statement.Action).toBe('sts:AssumeRoleWithWebIdentity')
  const subjects = Object.entries(statement.Condition.StringEquals as Fields)
  expect(subjects.find(([key]) => key.endsWith(':sub'))?.[1]).toEqual([
    'system:serviceaccount:external-secrets:tenantry-platform'
  ])
  expect(inside('production').map(({ kind }) => kind)).not.toContain('PodIdentityAssociation')
})

test('lets the role read secrets of the platform, and none of tenants', () => {
  const begin = 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:kubeflow/production'
  expect(policyOf(example).map(({ Effect, Resource }) => [Effect, Resource])).toEqual([
    ['Allow', [`${begin}/*`]],
    ['Deny', [`${begin}/tenants/*`]]
  ])
  expect(policyOf(other).flatMap(({ Resource }) => Resource)).toEqual([
    'arn:aws:ssm:eu-central-1:111122223333:parameter/kubeflow/production/*',
    'arn:aws:ssm:eu-central-1:111122223333:parameter/kubeflow/production/tenants/*'
  ])
})

test('describes the roles in a file if no controller creates them', () => {
  const [cluster] = example.clusters.filter(({ name }) => name === 'staging')
  const files = cluster ? parts(example.model, cluster).flatMap(({ files }) => files) : []
  const note = files.find(({ path }) => path.endsWith('/secrets/iam.json'))
  expect(JSON.parse(note?.text ?? '').roles[0].namespace).toBe('external-secrets')
})
