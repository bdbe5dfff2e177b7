import { load } from 'js-yaml'
import { describe, expect, test } from 'vitest'
import { manifests } from '../../../charts/tenant/compile-tenant.ts'
import { isDenied } from '../../overlay/mesh.ts'
import { additions } from '../../overlay/patches.ts'
import { platform } from '../../overlay/platform.ts'
import { find, nameOf } from '../../overlay/thing.ts'
import { variables } from '../../overlay/variables.ts'

const production = 'platform/clusters/production.yaml'
const workload = 'Deployment kubeflow/profiles-deployment'
const example = platform()
const other = platform({
  [production]: text =>
    text
      .replace(
        /cognito: \{.*\}/,
        'external: {issuer: https://login.example.com/realms/ml, clientId: kubeflow}'
      )
      .replace('registration: closed', 'registration: open\n  header: x-user\n  prefix: "corp:"')
      .replace('env: aws', 'env: default')
})

test('patches only settings that the controller has', () => {
  const { patches, base } = example.build('production', 'profiles')
  expect(additions(patches, base)).toEqual([])
})

test('tells the controller and the API the admins, the header and the prefix', () => {
  const { model } = example
  expect(model.admins.length).toBeGreaterThan(1)
  for (const container of ['kfam', 'manager']) {
    const before = variables(example.build('production', 'profiles').objects, workload, container)
    const after = variables(other.build('production', 'profiles').objects, workload, container)
    expect(before.ADMIN).toBe(model.admins.join(','))
    expect([before.USERID_HEADER, before.USERID_PREFIX]).toEqual(['kubeflow-userid', ''])
    expect([after.USERID_HEADER, after.USERID_PREFIX]).toEqual(['x-user', 'corp:'])
  }
})

test('gives the controller no rights in AWS', () => {
  const { objects } = example.build('staging', 'profiles')
  const account = find(objects, 'ServiceAccount kubeflow/profiles-controller-service-account')
  expect(account.metadata.annotations).toBeUndefined()
  const roles = objects.filter(({ apiVersion }) => apiVersion.includes('services.k8s.aws'))
  expect(roles.map(nameOf)).toEqual([])
})

describe.each(['example', 'other'] as const)('labels of namespaces, %s', which => {
  test("are the same as in tenants' own namespaces", () => {
    const { build, model } = { example, other }[which]
    const config = find(
      build('production', 'profiles').objects,
      'ConfigMap kubeflow/namespace-labels-data'
    )
    const labels = load(config.data?.['namespace-labels.yaml'] ?? '') as Record<string, string>
    const tenant = model.tenants.find(({ cluster, pipelines, podSecurity }) => {
      return cluster.name === 'production' && pipelines.enabled && podSecurity === 'baseline'
    })
    if (!tenant) throw new Error('there is no such tenant')
    const { bootstrap } = manifests(tenant, { givers: [] })
    const said = bootstrap.find(({ kind }) => kind === 'Namespace')?.metadata.labels
    expect(said).toMatchObject(labels)
    expect(Object.keys(labels)).toContain('app.kubernetes.io/part-of')
  })
})

describe('requests that would change what git defines', () => {
  const request = (method: string, path: string) => ({ port: 8081, http: { method, path } })
  const make = request('POST', '/kfam/v1/profiles')
  const rest = [
    request('DELETE', '/kfam/v1/profiles/fraud'),
    request('POST', '/kfam/v1/bindings'),
    request('POST', '/kfam/v1/bindings/'),
    request('DELETE', '/kfam/v1/bindings')
  ]

  test('do not reach the API', () => {
    const { objects } = example.build('production', 'profiles')
    for (const request of [make, ...rest]) expect(isDenied(objects, workload, request)).toBe(true)
    expect(isDenied(objects, workload, request('GET', '/kfam/v1/bindings'))).toBe(false)
  })

  test('only reach it for registration, where that is allowed', () => {
    const { objects } = other.build('production', 'profiles')
    expect(isDenied(objects, workload, make)).toBe(false)
    for (const request of rest) expect(isDenied(objects, workload, request)).toBe(true)
  })
})
