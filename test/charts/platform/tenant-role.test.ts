import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parts, platformFiles } from '../../../charts/platform/compile-platform.ts'
import { tenantRoleFile } from '../../../charts/platform/tenant-role.ts'
import { countsInAws, roles } from '../../../charts/tenant/iam-objects.ts'
import type { Statement } from '../../../src/aws/iam.ts'
import type { Model } from '../../../src/model/model.ts'
import { sharedRole } from '../../../src/model/shared-role.ts'
import { diagnose, modelOf } from '../../support/compile-texts.ts'

const path = 'platform/clusters/production.yaml'
const production = readFileSync(`test/${path}`, 'utf8')
const key = 'arn:aws:kms:eu-central-1:111122223333:key/0aaa-1bbb'
const buckets = 'buckets: {default: kubeflow-production-artifacts'

function fileWith(tenantRoles: 'own' | 'shared', edit = (text: string) => text): string {
  return edit(
    production
      .replace(buckets, `${buckets}, exports: exports`)
      .replace(
        '  iam: ack',
        `  iam: ack\n  key: ${key}\n  roles: {old: arn:aws:iam::111122223333:role/old}\n  tenantRoles: ${tenantRoles}`
      )
  )
}

const tenants = {
  plain: 'owner: alice@example.com',
  reads: 'owner: alice@example.com\naws: {read: [s3://shared-datasets/reads]}',
  writes: 'owner: alice@example.com\naws: {write: [s3://writes-exports]}',
  more: 'owner: alice@example.com\naws: {policies: [sagemaker]}',
  existing: 'owner: alice@example.com\naws: {role: old}',
  account: 'owner: alice@example.com\naws: {serviceAccounts: [trainer]}',
  elsewhere: 'owner: alice@example.com\npipelines: {bucket: exports}',
  without: 'owner: alice@example.com\npipelines: {enabled: false}',
  asleep: 'owner: alice@example.com\nstate: suspended'
} as const

type Name = keyof typeof tenants

function modelWith(...given: Parameters<typeof fileWith>): Model {
  const texts = Object.entries(tenants).map(([name, text]) => [`tenants/${name}.yaml`, text])
  return modelOf({ ...Object.fromEntries(texts), [path]: fileWith(...given) })
}

const shared = modelWith('shared')
const own = modelWith('own')

function clusterOf({ clusters: [cluster] }: Model) {
  return cluster ?? expect.fail('there is no cluster')
}

function tenantOf({ tenants }: Model, name: Name) {
  return tenants.find(tenant => tenant.name === name) ?? expect.fail(`there is no ${name}`)
}

const role = sharedRole(clusterOf(shared)) ?? expect.fail('tenants share no role')

interface Note {
  readonly roles: readonly { readonly name: string }[]
  readonly associations: readonly { readonly role: string }[]
}

function noteOf(model: Model, name: Name): Note {
  return JSON.parse(roles(tenantOf(model, name)) ?? '{"roles": [], "associations": []}')
}

test('each tenant may do as that role, in its own name, exactly what its own role would let it do', () => {
  const theirs = JSON.stringify(tenantOf(own, 'plain').aws.workloads?.permissions)
  const tag = '$' + '{aws:PrincipalTag/kubernetes-namespace}'
  expect(JSON.stringify(role.permissions).replaceAll(tag, 'plain')).toBe(theirs)
  const told = tenantOf(shared, 'plain').aws.workloads
  expect(JSON.stringify(told?.permissions)).toBe(theirs)
  expect(told?.trust).toEqual(tenantOf(own, 'plain').aws.workloads?.trust)
})

test('all places of it but the key of the bucket hang on the namespace of the session', () => {
  const namesOne = (text: string) =>
    /\/private-artifacts\/\$\{aws:PrincipalTag\/kubernetes-namespace\}\/\*$/.test(`/${text}`)
  const open = (role.permissions?.Statement ?? []).filter(
    ({ Resource = [], Condition }: Statement) => {
      const prefixes = [Condition?.StringLike?.['s3:prefix'] ?? []].flat()
      return ![...Resource, ...prefixes].some(namesOne)
    }
  )
  expect(open.map(({ Action }) => Action)).toEqual([['kms:Decrypt', 'kms:GenerateDataKey']])
})

test('it trusts the account that all tenants have, on this cluster, by sessions that EKS has tagged', () => {
  expect(role.trust.Statement).toEqual([
    {
      Effect: 'Allow',
      Principal: { Service: 'pods.eks.amazonaws.com' },
      Action: ['sts:AssumeRole', 'sts:TagSession'],
      Condition: {
        StringEquals: {
          'aws:SourceAccount': '111122223333',
          'aws:RequestTag/eks-cluster-arn':
            'arn:aws:eks:eu-central-1:111122223333:cluster/kubeflow-production',
          'aws:RequestTag/kubernetes-service-account': ['default-editor']
        }
      }
    }
  ])
})

test('it has the boundary and the path of tenants, and no tag that names a namespace', () => {
  const [file] = tenantRoleFile(clusterOf(shared))
  const note = JSON.parse(file?.text ?? '{}')
  expect(note.roles).toMatchObject([
    {
      name: 'kubeflow-production.tenants',
      path: '/tenantry/kubeflow-production/tenants/',
      boundary: 'arn:aws:iam::111122223333:policy/kubeflow-tenant-boundary'
    }
  ])
  expect(note.roles[0].tags).toEqual({ 'tenantry.dev/platform': 'kubeflow-production' })
  expect(note.associations).toEqual([])
})

const kept = ['account', 'elsewhere', 'more', 'reads', 'writes'] as const

test.each(kept)('a tenant that needs anything else keeps a role of its own: %s', name => {
  expect(noteOf(shared, name)).toEqual(noteOf(own, name))
  expect(noteOf(shared, name).roles).toHaveLength(1)
})

test('a tenant that needs nothing else has only an association, and while suspended not even that', () => {
  const { roles, associations } = noteOf(shared, 'plain')
  expect([roles, associations.map(({ role }) => role)]).toEqual([[], [role.arn]])
  expect(noteOf(own, 'asleep').roles).toHaveLength(1)
  for (const name of ['asleep', 'without'] as const) {
    expect(noteOf(shared, name)).toEqual({ roles: [], associations: [] })
  }
  expect(noteOf(shared, 'existing')).toEqual(noteOf(own, 'existing'))
})

test('counts as one role', () => {
  const count = ({ tenants }: Model) =>
    tenants.reduce((all, tenant) => all + countsInAws(tenant).roles, 0)
  // Those that share: `plain` and `asleep`.
  expect(count(own) - count(shared)).toBe(2)
})

test('it is not in the boundary of the platform, and the boundary of tenants has room for it', () => {
  const limits = ({ clusters, ...rest }: Model) => {
    const model = { ...rest, clusters }
    const file = clusters
      .flatMap(cluster => platformFiles(model, cluster))
      .find(({ path }) => path.endsWith('/boundaries.json'))
    return JSON.parse(file?.text ?? '{}')
  }
  expect(limits(shared)).toEqual(limits(own))
  const places = (statements: readonly Statement[]) =>
    statements.flatMap(({ Resource = [] }) => Resource).filter(place => place.includes(':s3:'))
  const wide = places(limits(shared).tenants.Statement)
  expect(wide).toEqual(expect.arrayContaining(places(role.permissions?.Statement ?? [])))
})

test('Flux keeps its variables, and whoever else makes it reads them in a file', () => {
  const names = (model: Model) =>
    parts(model, clusterOf(model)).find(({ component }) => component.name === 'tenant-role')
  const [object] = names(shared)?.values.objects ?? []
  expect(object?.metadata).toMatchObject({
    name: 'tenants',
    namespace: 'ack-system',
    annotations: {
      'kustomize.toolkit.fluxcd.io/substitute': 'disabled',
      'services.k8s.aws/deletion-policy': 'retain'
    }
  })
  const terraform = modelWith('shared', text => text.replace('iam: ack', 'iam: terraform'))
  expect(names(terraform)).toBeUndefined()
  const [file] = tenantRoleFile(clusterOf(terraform))
  expect(file?.path).toBe('generated/production/platform/tenant-role/iam.json')
  expect(JSON.parse(file?.text ?? '{}')).toMatchObject({ iam: 'terraform', roles: [role] })
  expect(tenantRoleFile(clusterOf(own))).toEqual([])
})

test('pipelines that somebody else installs need it all the same', () => {
  const edit = (text: string) => `${text}components: {pipelines: external}\n`
  expect(sharedRole(clusterOf(modelWith('shared', edit)))).toEqual(role)
})

test('nobody gets it by the name of a role that is there already', () => {
  const edit = (text: string) => text.replace('role/old', `role${role.path}${role.name}`)
  expect(
    diagnose({ [path]: fileWith('shared', edit), 'tenants/existing.yaml': tenants.existing })
  ).toContain(
    `conflicting-role-name ${path} arn:aws:iam::111122223333:role${role.path}${role.name}`
  )
})
