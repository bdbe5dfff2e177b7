import { describe, expect, test } from 'vitest'
import { groupOf, kinds } from '../../../charts/objects/kinds.ts'
import { renderRest } from '../../../charts/render.ts'
import { manifests } from '../../../charts/tenant/compile-tenant.ts'
import { neighbourhoodsFrom, openingOf } from '../../../charts/tenant/givers.ts'
import type { Tenant } from '../../../src/model/tenant.ts'
import { platform } from '../../overlay/platform.ts'
import { may, type Wish } from '../../overlay/rbac.ts'
import { at, find, nameOf, type Thing } from '../../overlay/thing.ts'

const example = platform()
const other = platform({
  'platform/common.yaml': text => text.replace(/^admins:\n(?: .*\n)+/m, ''),
  'platform/clusters/production.yaml': text =>
    text
      .replace(/^ {2}(flux|argocd): .*\n/gm, '')
      .replace(/^monitoring: .*\n/m, '')
      .replace(
        /cognito: \{.*\}/,
        'external: {issuer: https://login.example.com, clientId: kubeflow}'
      )
      .replace('registration: closed', 'registration: closed\n  header: x-user\n  prefix: "corp:"')
})
const { objects, base } = example.build('production', 'roles')
const neighbourhoodOf = neighbourhoodsFrom(example.model.tenants.map(openingOf))
const tenants = example.model.tenants.filter(({ cluster }) => cluster.name === 'production')

const resources: Readonly<Record<string, string>> = {
  Namespace: 'namespaces',
  Profile: 'profiles',
  RoleBinding: 'rolebindings',
  PersistentVolume: 'persistentvolumes',
  Role: 'roles',
  User: 'users',
  PodIdentityAssociation: 'podidentityassociations'
}

function made(tenant: Tenant, phase: 'bootstrap' | 'namespace'): Thing[] {
  return manifests(tenant, neighbourhoodOf(tenant))[phase] as Thing[]
}

/** All verbs that an engine needs to apply and prune an object. */
function wishes({ apiVersion, kind, metadata: { namespace, name } }: Thing): Wish[] {
  const known = kinds.find(each => each.kind === kind && each.group === groupOf(apiVersion))
  const resource = `${groupOf(apiVersion)}/${known?.resource ?? resources[kind]}`
  return ['get', 'create', 'patch', 'delete'].map(verb => {
    return { verb, resource, name, ...(namespace !== undefined && { namespace }) }
  })
}

function bound(things: readonly Thing[]): string[] {
  const names = things.filter(({ roleRef }) => roleRef).map(({ roleRef }) => at(roleRef, 'name'))
  return [...new Set(names)].map(String)
}

describe.each(['flux-system', 'argocd'])('the account of the second phase in %s', home => {
  const account = `${home}/tenantry-namespace`

  test('may do everything it has to', () => {
    expect(tenants.length).toBeGreaterThan(3)
    for (const tenant of tenants) {
      const there = [...objects, ...made(tenant, 'bootstrap')]
      for (const thing of made(tenant, 'namespace')) {
        const refused = wishes(thing).filter(wish => !may(there, account, wish))
        expect([nameOf(thing), refused]).toEqual([nameOf(thing), []])
      }
    }
  })

  test('may grant the roles that tenants use, and no others', () => {
    const there = [...objects, ...tenants.flatMap(tenant => made(tenant, 'bootstrap'))]
    const given = bound(tenants.flatMap(tenant => made(tenant, 'namespace')))
    expect(given.sort()).toEqual(['kubeflow-admin', 'kubeflow-edit', 'kubeflow-view'])
    const give = (name: string, namespace: string) =>
      may(there, account, {
        verb: 'bind',
        resource: 'rbac.authorization.k8s.io/clusterroles',
        name,
        namespace
      })
    for (const name of given) expect(give(name, 'fraud')).toBe(true)
    expect(given.some(name => give(name, 'kubeflow'))).toBe(false)
    for (const name of ['cluster-admin', 'tenantry-namespace', 'tenantry-bootstrap'])
      expect(give(name, 'fraud')).toBe(false)
  })

  test('reads its kinds everywhere, and writes them only in tenants', () => {
    const there = [...objects, ...tenants.flatMap(tenant => made(tenant, 'bootstrap'))]
    for (const { group, resource } of kinds) {
      const wish = { resource: `${group}/${resource}`, namespace: 'gone', name: 'x' }
      expect(may(there, account, { ...wish, verb: 'get' })).toBe(true)
      for (const verb of ['list', 'create', 'patch', 'delete'])
        expect(may(there, account, { ...wish, verb })).toBe(false)
    }
    for (const resource of ['/secrets', '/pods', '/namespaces', 'kubeflow.org/profiles'])
      for (const verb of ['get', 'create', 'patch'])
        expect(may(there, account, { verb, resource, namespace: 'fraud' })).toBe(false)
  })

  test('may maintain the ConfigMaps of shards, as may the first phase', () => {
    const wish = { verb: 'patch', resource: '/configmaps', namespace: 'tenantry' }
    for (const name of ['tenantry-namespace', 'tenantry-bootstrap']) {
      expect(may(objects, `${home}/${name}`, wish)).toBe(true)
      expect(may(objects, `${home}/${name}`, { ...wish, namespace: 'kubeflow' })).toBe(false)
    }
  })
})

test('lets the first phase do everything it has to, and grant only the narrow role', () => {
  const account = 'flux-system/tenantry-bootstrap'
  const there = tenants.flatMap(tenant => made(tenant, 'bootstrap'))
  for (const thing of there) {
    const refused = wishes(thing).filter(wish => !may(objects, account, wish))
    expect([nameOf(thing), refused]).toEqual([nameOf(thing), []])
  }
  const [clusterroles, secrets] = ['rbac.authorization.k8s.io/clusterroles', '/secrets']
  const give = (name: string) =>
    may(objects, account, { verb: 'bind', resource: clusterroles, name, namespace: 'fraud' })
  expect(bound(there)).toEqual(['tenantry-namespace'])
  expect(give('tenantry-namespace')).toBe(true)
  expect(['kubeflow-admin', 'cluster-admin'].some(give)).toBe(false)
  expect(may(objects, account, { verb: 'get', resource: secrets, namespace: 'fraud' })).toBe(false)
})

test('keeps the old role names with the same rights', () => {
  for (const [alias, role] of [
    ['kubeflow:admin', 'kubeflow-admin'],
    ['kubeflow:write', 'kubeflow-edit'],
    ['kubeflow:read', 'kubeflow-view']
  ]) {
    const found = find(objects, `ClusterRole ${alias}`)
    expect(found.aggregationRule).toEqual(find(base, `ClusterRole ${role}`).aggregationRule)
    expect('rules' in found).toBe(false)
  }
})

describe('platform admins', () => {
  const { admins } = example.model

  test('have one binding, one policy, and a line each in a table', () => {
    expect(admins.length).toBeGreaterThan(1)
    const grant = find(objects, 'ClusterRoleBinding tenantry-admins')
    expect(at(grant.roleRef, 'name')).toBe('kubeflow-admin')
    expect(grant.subjects).toEqual(
      admins.map(name => ({ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name }))
    )
    const { spec } = find(objects, 'AuthorizationPolicy istio-system/tenantry-admins')
    expect(Object.keys(spec ?? {})).toEqual(['rules'])
    expect(at(spec, 'rules', 0, 'when', 0)).toEqual({
      key: 'request.headers[kubeflow-userid]',
      values: admins
    })
    const [cluster] = example.clusters
    if (!cluster) throw new Error('there is no cluster')
    const path = `generated/${cluster.name}/platform/access.csv`
    const table = renderRest(example.model, cluster, []).find(file => file.path === path)
    expect(table?.text.split('\n').slice(0, 2)).toEqual([
      'who,role,way,until,notebooks',
      `${admins[0]},admin,platform,,true`
    ])
  })

  test('have no objects if there are none, and no account exists for a missing engine', () => {
    const names = other.build('production', 'roles').objects.map(nameOf)
    expect(names.filter(name => name.includes('tenantry'))).toEqual(['Namespace tenantry'])
  })
})
