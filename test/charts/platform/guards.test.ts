import { readFileSync } from 'node:fs'
import { loadAll } from 'js-yaml'
import { describe, expect, test } from 'vitest'
import { parts } from '../../../charts/platform/compile-platform.ts'
import type { Identity } from '../../../scripts/prove/account.ts'
import { refusals, requestOf } from '../../overlay/admission.ts'
import { platform, platformOn } from '../../overlay/platform.ts'
import { at, type Fields, nameOf, type Thing } from '../../overlay/thing.ts'
import { sources } from '../../overlay/tries/pods.ts'
import { answersOf, tries } from '../../overlay/tries/tries.ts'
import { thing } from '../../overlay/tries/try.ts'
import { acme } from '../../support/acme.ts'
import { filesIn } from '../../support/command.ts'

const production = 'platform/clusters/production.yaml'
const example = platform()
const other = platform({
  [production]: text =>
    `${text.replace('registration: closed', 'registration: open')}guards: warn\n`
})
const handmade = platform({
  [production]: text =>
    text.replace(/^ {2}(flux|argocd): .*\n/gm, '').replace(/^monitoring: .*\n/m, '')
})

const accounts = {
  bootstrap: 'system:serviceaccount:flux-system:tenantry-bootstrap',
  narrow: 'system:serviceaccount:argocd:tenantry-namespace',
  flux: 'system:serviceaccount:flux-system:kustomize-controller',
  profiles: 'system:serviceaccount:kubeflow:profiles-controller-service-account',
  collector: 'system:serviceaccount:kube-system:generic-garbage-collector',
  emptier: 'system:serviceaccount:kube-system:namespace-controller',
  slices: 'system:serviceaccount:kube-system:endpointslice-controller',
  operator: 'system:serviceaccount:external-secrets:external-secrets',
  ack: 'system:serviceaccount:ack-system:ack-iam-controller',
  editor: 'system:serviceaccount:fraud:default-editor',
  notebooks: 'system:serviceaccount:kubeflow:notebook-controller-service-account',
  owner: 'alice@example.com',
  admin: 'root@example.com',
  root: 'kubernetes-admin',
  // RBAC lets this account change everything, as it does some controllers of Kubeflow.
  strong: 'system:serviceaccount:kubeflow:strong'
} as const
type Who = keyof typeof accounts
const everybody = Object.keys(accounts) as Who[]

const mighty: readonly Who[] = ['root', 'strong', 'profiles', 'flux']
const namespaces = { fraud: { 'tenantry.dev/tenant': 'fraud' }, kubeflow: {} }

type Change = readonly [before: Thing | null, after: Thing | null]

function identityOf(who: Who): Identity {
  const user = accounts[who]
  const [, , home] = user.split(':')
  const own = user.startsWith('system:serviceaccount:')
    ? ['system:serviceaccounts', `system:serviceaccounts:${home}`]
    : []
  return { user, groups: [...own, 'system:authenticated'] }
}

/** Who is allowed to make a change. */
function allowed(change: Change, on = example, action: 'Deny' | 'Warn' = 'Deny'): Who[] {
  const { objects } = on.build('production', 'guards')
  return everybody.filter(who => {
    const decide = (question: Fields) => {
      expect(question).toMatchObject({
        group: 'admissionregistration.k8s.io',
        resource: 'validatingadmissionpolicies',
        verb: 'update'
      })
      return mighty.includes(who)
    }
    const request = requestOf(identityOf(who), ...change)
    return refusals(objects, request, { namespaces, decide, action }).length === 0
  })
}

const ours = { labels: { 'app.kubernetes.io/managed-by': 'tenantry' } }
const git: readonly Who[] = ['bootstrap', 'narrow', 'flux']
const machinery: readonly Who[] = ['collector', 'emptier', 'slices', 'operator', 'ack']
const only = (...list: readonly Who[]) => everybody.filter(who => list.includes(who))
const others = (...list: readonly Who[]) => everybody.filter(who => !list.includes(who))

describe('Profiles', () => {
  const profile = (owner: string, extra: Fields = {}) =>
    thing('kubeflow.org/v1 Profile fraud', {
      spec: { owner: { kind: 'User', name: owner }, ...extra }
    })
  const alice = profile('alice@example.com')

  test('are created and deleted only by git', () => {
    expect(allowed([null, alice])).toEqual(only(...git))
    expect(allowed([alice, null])).toEqual(only(...git))
    const older = { ...alice, apiVersion: 'kubeflow.org/v1beta1' }
    expect(allowed([null, older])).toEqual(only(...git))
  })

  test('are updated by controllers, which cannot change the owner', () => {
    const written = profile('alice@example.com', { resourceQuotaSpec: {} })
    expect(allowed([alice, written])).toEqual(only(...git, ...machinery, 'profiles'))
    expect(allowed([alice, profile('mallory@example.com')])).toEqual(only(...git))
  })

  test('may be created, but not deleted, by the API if people may register', () => {
    expect(allowed([null, alice], other, 'Warn')).toEqual(only(...git, 'profiles'))
    expect(allowed([alice, null], other, 'Warn')).toEqual(only(...git))
  })
})

describe('a namespace', () => {
  const plain = thing('v1 Namespace data-platform', {}, { labels: { team: 'data' } })
  const marked = thing(
    'v1 Namespace data-platform',
    {},
    {
      labels: { team: 'data', 'tenantry.dev/tenant': 'data-platform' },
      annotations: { owner: 'alice@example.com' }
    }
  )
  const taken = {
    ...marked,
    metadata: { ...marked.metadata, ...ours, annotations: { owner: 'bob@example.com' } }
  }
  taken.metadata.labels = { ...marked.metadata.labels, ...ours.labels }

  test("that exists becomes a tenant's only through a platform admin", () => {
    expect(allowed([plain, marked])).toEqual(only('admin', 'root'))
    expect(allowed([plain, taken])).toEqual([])
    expect(allowed([marked, taken])).toEqual(only(...git, ...machinery, 'profiles'))
  })

  test('stays one', () => {
    expect(allowed([marked, plain])).toEqual(only('admin', 'root'))
    expect(allowed([taken, plain])).toEqual([])
  })

  test('is created for a tenant by git', () => {
    expect(allowed([null, taken])).toEqual(only(...git))
    expect(allowed([null, marked])).toEqual(only(...git, 'admin', 'root'))
  })

  test('is otherwise unrestricted, except that the profile controller may not create one', () => {
    expect(allowed([null, plain])).toEqual(others('profiles'))
    expect(allowed([null, plain], other, 'Warn')).toEqual(everybody)
    const bare = thing('v1 Namespace data-platform')
    expect(allowed([bare, plain])).toEqual(everybody)
    expect(allowed([plain, bare])).toEqual(everybody)
    expect(allowed([plain, null])).toEqual(everybody)
  })

  test('of a tenant is deleted by git, and its content by the namespace controller', () => {
    expect(allowed([taken, null])).toEqual(only(...git, ...machinery, 'profiles'))
    const inside = thing('external-secrets.io/v1 ExternalSecret fraud/snowflake', {}, ours)
    expect(allowed([inside, null])).toContain('emptier')
  })
})

describe('an object of Tenantry', () => {
  const must = only(...git, ...machinery, 'profiles')

  test.each([
    'v1 ConfigMap fraud/kfp-launcher',
    'v1 LimitRange fraud/limits',
    'v1 PersistentVolume fraud-datasets',
    'apps/v1 Deployment fraud/ml-pipeline-ui-artifact',
    'security.istio.io/v1 AuthorizationPolicy fraud/models',
    'rbac.authorization.k8s.io/v1 ClusterRole tenantry-namespace',
    'networking.k8s.io/v1 Ingress istio-system/kubeflow'
  ])('such as %s may be changed only by those who must', id => {
    const old = thing(id, {}, ours)
    expect(allowed([old, thing(id, {}, { ...ours, annotations: { a: 'b' } })])).toEqual(must)
    expect(allowed([old, null])).toEqual(must)
  })

  test('keeps its label, which nobody else may add', () => {
    const [mine, plain] = [ours, {}].map(metadata => thing('v1 ConfigMap fraud/x', {}, metadata))
    if (!mine || !plain) throw new Error('nothing is there')
    expect(allowed([mine, plain])).toEqual(must)
    expect(allowed([plain, mine])).toEqual(must)
    expect(allowed([null, mine])).toEqual(must)
    expect(allowed([null, plain])).toEqual(everybody)
    expect(allowed([plain, plain])).toEqual(everybody)
  })

  test("may be stopped and started by hand in the engines' namespaces", () => {
    const sync = thing('kustomize.toolkit.fluxcd.io/v1 Kustomization flux-system/tenants', {}, ours)
    expect(allowed([sync, sync])).toEqual(everybody)
  })
})

describe('bindings', () => {
  const binding = (name: string, annotations?: Fields) =>
    thing(
      `rbac.authorization.k8s.io/v1 RoleBinding ${name}`,
      { roleRef: { kind: 'ClusterRole', name: 'kubeflow-view' } },
      annotations ? { annotations } : {}
    )
  const listed = { user: 'mallory@example.com', role: 'edit' }

  test("in Kubeflow's list of members are written only by git", () => {
    const made = binding('fraud/user-mallory-example-com-clusterrole-edit', listed)
    expect(allowed([null, made])).toEqual(only(...git, ...machinery))
    const quiet = binding('fraud/user-mallory-example-com-clusterrole-edit', { role: 'edit' })
    expect(allowed([quiet, made])).toEqual(only(...git, ...machinery))
  })

  test('of the owner may be written by the controller too', () => {
    const admin = binding('fraud/namespaceAdmin', { ...listed, role: 'admin' })
    expect(allowed([null, admin])).toEqual(only(...git, ...machinery, 'profiles'))
    const other = { ...admin, subjects: [{ kind: 'User', name: 'mallory@example.com' }] }
    expect(allowed([admin, other])).toEqual(only(...git, ...machinery, 'profiles'))
    expect(allowed([admin, admin])).toEqual(everybody)
  })

  test('outside of that list or of tenants are unrestricted', () => {
    for (const made of [binding('fraud/ci'), binding('fraud/ci', { user: 'x' })])
      expect(allowed([null, made])).toEqual(everybody)
    expect(allowed([null, binding('kubeflow/ci', listed)])).toEqual(everybody)
    expect(allowed([binding('fraud/ci', listed), null])).toEqual(everybody)
  })
})

/** By kind, the accounts aside that a tenant's file names. */
const kept = ['ConfigMap', 'Deployment', 'RoleBinding', 'Service', 'ServiceAccount']
const generated = Object.entries(filesIn(acme, 'generated/production/tenants')).flatMap(
  ([path, text]) => (path.endsWith('.yaml') ? (loadAll(text) as Thing[]) : [])
)
const chosen = ['ServiceAccount fraud/trainer']

test('nobody takes a name that git uses in every tenant', () => {
  const own = generated.filter(({ kind }) => kept.includes(kind))
  const free = own.filter(({ metadata: { labels: _, ...metadata }, ...rest }) => {
    const made = { ...rest, metadata: { ...metadata, namespace: 'fraud' } } as Thing
    return allowed([null, made]).some(
      who => !git.includes(who) && !machinery.includes(who) && who !== 'profiles'
    )
  })
  expect(free.map(nameOf)).toEqual(chosen)
  expect(own.length).toBeGreaterThan(50)
})

describe.each(['NetworkPolicy', 'Ingress'])('a %s', kind => {
  const made = (path: string) => thing(`networking.k8s.io/v1 ${kind} ${path}`)

  test('in a tenant is created only by git', () => {
    expect(allowed([null, made('fraud/open')])).toEqual(only(...git, ...machinery))
    const wider = { ...made('fraud/open'), spec: { podSelector: {} } }
    expect(allowed([made('fraud/open'), wider])).toEqual(only(...git, ...machinery))
    expect(allowed([made('fraud/open'), made('fraud/open')])).toEqual(everybody)
    expect(allowed([made('fraud/open'), null])).toEqual(everybody)
  })

  test('elsewhere is unrestricted', () => {
    expect(allowed([null, made('kubeflow/open')])).toEqual(everybody)
  })
})

test('refuses nothing on a cluster that only warns', () => {
  const profile = thing('kubeflow.org/v1 Profile fraud', { spec: { owner: { name: 'x' } } })
  expect(allowed([null, profile], other)).toEqual(everybody)
  expect(allowed([null, profile], other, 'Warn')).not.toContain('owner')
  expect(allowed([null, profile], example, 'Warn')).toEqual(everybody)
})

/** The route that the controller of Workspaces 2.0.0-alpha.3 makes. */
function workspaceRoute(tenant: string): Thing {
  const prefix = `/workspace/connect/${tenant}/lab/jupyterlab/`
  const host = 'ws-lab-x7k2p.fraud.svc.cluster.local'
  const route = [{ destination: { host, port: { number: 8888 } } }]
  const http = [{ match: [{ uri: { prefix } }], rewrite: { uri: prefix }, route }]
  const spec = { gateways: ['kubeflow/kubeflow-gateway'], hosts: ['*'], http }
  return thing('networking.istio.io/v1 VirtualService fraud/ws-lab-q8d4c', { spec })
}

test('let Workspaces answer at the paths of their tenant where a release has them', () => {
  const newer = platformOn('26.03.1')
  expect(allowed([null, workspaceRoute('fraud')], newer)).toEqual(everybody)
  expect(allowed([null, workspaceRoute('vision')], newer)).toEqual(git)
  expect(allowed([null, workspaceRoute('fraud')])).toEqual(git)
})

test('has no guards on a cluster without an engine, where no account acts for git', () => {
  const [cluster] = handmade.clusters.filter(({ name }) => name === 'production')
  if (!cluster) throw new Error('there is no such cluster')
  const names = parts(handmade.model, cluster).map(({ component }) => component.name)
  expect(names).not.toContain('guards')
})

describe.each(['production', 'staging'])('what the proof asks of the API server on %s', cluster => {
  const { objects } = example.build(cluster, 'guards')
  const things = ['bootstrap/objects', 'namespace/objects', 'namespace/grants'].flatMap(name => {
    return loadAll(readFileSync(`${acme}/generated/${cluster}/tenants/fraud/${name}.yaml`, 'utf8'))
  }) as Thing[]
  const there = [...things, thing('v1 Namespace default')]

  test.each(tries)('decides who may $what', each => {
    expect(answersOf(each, { policies: objects, there })).toEqual(each.by)
  })
})

const refusedToday = tries.filter(
  ({ by, change }) => 'make' in change && Object.values(by).includes(false)
)

describe('what is older than they are, they', () => {
  const { objects } = example.build('production', 'guards')

  test.each(refusedToday)('let everybody clean up after somebody who could $what', each => {
    if (!('make' in each.change)) throw new Error('nothing is made')
    const { metadata, ...rest } = each.change.make
    const from = { ...rest, metadata: { ...metadata, finalizers: ['example.com/old'] } } as Thing
    const patch = { metadata: { finalizers: null, labels: { note: 'x' } } }
    const there = [thing('v1 Namespace fraud', {}, { labels: namespaces.fraud })]
    const answers = answersOf({ ...each, change: { from, patch } }, { policies: objects, there })
    expect(Object.values(answers)).not.toContain(false)
  })
})

test('the policy for clusters without the guards refuses routes that say who sent a request', () => {
  const [, block = ''] =
    /```yaml\n([\s\S]*?)```/.exec(readFileSync('docs/security.md', 'utf8')) ?? []
  const policies = loadAll(block) as Thing[]
  const world = {
    namespaces: { fraud: { 'app.kubernetes.io/part-of': 'kubeflow-profile' } },
    decide: () => false,
    action: 'Deny'
  } as const
  const refused = (spec: Fields) => {
    const made = thing('networking.istio.io/v1 VirtualService fraud/try', { spec })
    return refusals(policies, requestOf(identityOf('notebooks'), null, made), world)
  }
  const forged = { 'Kubeflow-UserId': 'alice@example.com' }
  const message = ['a route does not say who sent a request']
  expect(refused({ http: [{ headers: { request: { set: forged } } }] })).toEqual(message)
  expect(refused({ http: [{ route: [{ headers: { request: { add: forged } } }] }] })).toEqual(
    message
  )
  expect(refused({ http: [{ headers: { request: { set: { 'X-Own': 'x' } } } }] })).toEqual([])
  expect(refused({ http: [{ route: [{}] }, {}] })).toEqual([])
  expect(refused({})).toEqual([])
})

test('are asked about objects from before that do not overwrite each other', () => {
  const before = tries.flatMap(({ change }) => ('from' in change ? [change.from] : []))
  expect(new Set(before.map(nameOf)).size).toBe(new Set(before).size)
})

test('are asked about every source of a volume that Kubernetes has', () => {
  const schema = JSON.parse(readFileSync('schemas/objects/v1/pod_v1.json', 'utf8'))
  const properties = at(schema, 'definitions', 'Volume', 'properties') as Fields
  const known = Object.keys(properties).filter(field => field !== 'name')
  expect([...new Set(sources)].sort()).toEqual(known.sort())
})

test('leave tokens of the account that reads secrets to the secret store', () => {
  const { objects } = example.build('production', 'guards')
  const account = thing('v1 ServiceAccount fraud/tenantry-secrets')
  const asked = (who: Who) => {
    const request = { ...requestOf(identityOf(who), null, account), part: 'token' }
    const decide = () => mighty.includes(who)
    return refusals(objects, request, { namespaces, decide, action: 'Deny' })
  }
  expect(everybody.filter(who => asked(who).length === 0)).toEqual(only(...git, ...machinery))
})
