import { expect, test } from 'vitest'
import { adminRights } from '../../../charts/access/admin-rights.ts'
import { engineRights } from '../../../charts/access/engine-rights.ts'
import { mistakeInVerb, resourceOf } from '../../../charts/access/known-resources.ts'
import { allows, rulesOn } from '../../../charts/access/role-rules.ts'
import { writtenRights } from '../../../charts/access/tenant-rights.ts'
import { whoCan } from '../../../charts/access/who-can.ts'
import type { Manifest } from '../../../charts/objects/manifest.ts'
import { parts } from '../../../charts/platform/compile-platform.ts'
import { manifests } from '../../../charts/tenant/compile-tenant.ts'
import { compile } from '../../../src/compile.ts'
import { readTree } from '../../../src/files/disk.ts'
import type { Tenant } from '../../../src/model/tenant.ts'
import { may } from '../../overlay/rbac.ts'
import type { Thing } from '../../overlay/thing.ts'
import { acme } from '../../support/acme.ts'

const { model = expect.fail('the example does not compile') } = compile(readTree(acme), {
  today: '2026-06-15',
  touched: new Set()
})

const [production = expect.fail('there is no cluster')] = model.clusters
const platform = parts(model, production).flatMap(({ values }) => values.objects)
const rules = rulesOn(production, platform)
const all = [...rules.values()].flat()

function siteOf(tenant: Tenant) {
  const { namespace, bootstrap } = manifests(tenant, { givers: [] })
  const objects = [...platform, ...bootstrap, ...namespace]
  const rights = [
    ...writtenRights(tenant),
    ...adminRights(model, production),
    ...engineRights(production)
  ]
  return { objects, rights, rules }
}

/** The objects as a cluster has them, with people as accounts of a namespace that nobody has. */
function asRead(tenant: Tenant, objects: readonly Manifest[]): Thing[] {
  const made = ['edit', 'view'].map(role => ({
    kind: 'RoleBinding',
    metadata: { name: `${role}s`, namespace: tenant.name },
    roleRef: { kind: 'ClusterRole', name: `kubeflow-${role}` },
    subjects: [
      {
        kind: 'ServiceAccount',
        name: role === 'edit' ? 'default-editor' : 'default-viewer',
        namespace: tenant.name
      }
    ]
  }))
  const roles = [...rules].map(([name, rules]) => ({
    kind: 'ClusterRole',
    metadata: { name },
    rules
  }))
  const text = JSON.stringify([
    ...objects.filter(({ kind }) => kind !== 'ClusterRole'),
    ...made,
    ...roles
  ])
  const people = /"kind":"User","name":"([^"]+)"/g
  return JSON.parse(
    text.replaceAll(people, '"kind":"ServiceAccount","name":"$1","namespace":"people"')
  ) as Thing[]
}

const wishes = [
  ['get', '', 'secrets'],
  ['create', '', 'pods/exec'],
  ['list', '', 'pods'],
  ['delete', 'kubeflow.org', 'notebooks'],
  ['create', 'rbac.authorization.k8s.io', 'rolebindings'],
  ['get', 'rbac.authorization.k8s.io', 'rolebindings'],
  ['patch', 'networking.istio.io', 'virtualservices'],
  ['get', 'networking.istio.io', 'virtualservices'],
  ['delete', 'security.istio.io', 'authorizationpolicies'],
  ['terminate', 'argoproj.io', 'workflows'],
  ['create', 'kubeflow.org', 'viewers'],
  ['update', '', 'namespaces']
] as const

test.each(wishes)('%s %s/%s is answered as the cluster would', (verb, group, resource) => {
  for (const tenant of model.tenants.filter(({ cluster }) => cluster === production)) {
    const site = siteOf(tenant)
    const things = asRead(tenant, site.objects)
    const wish = { verb, resource: `${group}/${resource}`, namespace: tenant.name }
    const names = new Set(site.rights.map(({ who }) => who.name))
    const allowed = [...names].filter(name =>
      may(things, name.includes('@') ? `people/${name}` : name, wish)
    )
    const found = whoCan({ verb, group, resource }, site).map(({ who }) => who.name)
    expect([tenant.name, [...new Set(found)].sort()]).toEqual([tenant.name, allowed.sort()])
  }
})

test('a weaker way in does not answer for a stronger one', () => {
  const tenant = model.tenants.find(({ people }) => people.some(({ ways }) => ways.length > 1))
  if (!tenant) return expect.fail('nobody has two ways in')
  const ways = whoCan({ verb: 'get', group: '', resource: 'secrets' }, siteOf(tenant))
  expect(ways.filter(({ role }) => role === 'view')).toEqual([])
})

test.each([
  ['secrets', { group: '', resource: 'secrets' }],
  ['pods/exec', { group: '', resource: 'pods/exec' }],
  ['deployments', { group: 'apps', resource: 'deployments' }],
  ['deployments.apps/scale', { group: 'apps', resource: 'deployments/scale' }],
  ['notebooks.kubeflow.org', { group: 'kubeflow.org', resource: 'notebooks' }],
  ['gateways.networking.istio.io', { group: 'networking.istio.io', resource: 'gateways' }],
  [
    'jobs',
    { mistake: '`jobs` could be `jobs.batch` or `jobs.pipelines.kubeflow.org`; write one of these' }
  ],
  ['secret', { mistake: 'no role here knows a resource `secret`; did you mean `secrets`?' }],
  ['profiles', { mistake: '`profiles` are in no tenant: they belong to the whole cluster' }]
])('the resource %s', (word, meant) => {
  expect(resourceOf(word, all)).toEqual(meant)
})

test('a verb that no role knows is a slip', () => {
  expect(mistakeInVerb('readArtifact', all)).toBeUndefined()
  expect(mistakeInVerb('watch', [])).toBeUndefined()
  expect(mistakeInVerb('lst', all)).toBe('no role here knows a verb `lst`; did you mean `list`?')
})

test('a rule about some names allows nothing for all', () => {
  const rule = { apiGroups: [''], resources: ['configmaps'], verbs: ['get'] }
  const wish = { verb: 'get', group: '', resource: 'configmaps' }
  expect(allows(rule, wish)).toBe(true)
  expect(allows({ ...rule, resourceNames: ['one'] }, wish)).toBe(false)
  expect(allows({ ...rule, resources: ['*/status'] }, { ...wish, resource: 'pods/status' })).toBe(
    true
  )
})

test('what a component allows goes with it', () => {
  const without = { ...production, components: { ...production.components, katib: 'off' } as const }
  const wish = { verb: 'create', group: 'kubeflow.org', resource: 'experiments' }
  const may = (rules: ReturnType<typeof rulesOn>) =>
    (rules.get('kubeflow-edit') ?? []).some(rule => allows(rule, wish))
  expect([may(rules), may(rulesOn(without, platform))]).toEqual([true, false])
})
