import { describe, expect, test } from 'vitest'
import { renderTenant } from '../../../charts/render.ts'
import { neighbourhoodsFrom, openingOf } from '../../../charts/tenant/givers.ts'
import type { Meant } from '../../control-plane-needs/meant.ts'
import { compileTexts } from '../../support/compile-texts.ts'
import { missed } from '../../support/control-plane-needs.ts'

type Fields = Record<string, unknown>

const fraud = `
owner: alice@example.com
members:
  - {user: bob@example.com, role: edit}
  - {user: carol@example.com, role: view}
  - {tenant: pricing, role: edit}
  - {serviceAccount: ci/deployer, role: view}
network: {from: [{tenant: audit}]}
aws: {write: ["s3://fraud-exports"]}
environment: [{name: snowflake, secrets: [snowflake]}]
secrets: [{name: snowflake, from: snowflake}]
volumes: [{name: datasets, share: fraud-datasets, size: 100Gi}, {name: scratch, size: 10Gi}]
serving: {public: []}
`

const texts = {
  'tenants/fraud.yaml': fraud,
  'tenants/pricing.yaml': 'owner: erin@example.com\n',
  'tenants/audit.yaml': 'owner: frank@example.com\n'
}

const meant: Meant = {
  name: 'fraud',
  state: 'active',
  owner: 'alice@example.com',
  people: [
    { email: 'bob@example.com', role: 'edit', notebooks: true },
    { email: 'carol@example.com', role: 'view', notebooks: false }
  ],
  guests: [
    { namespace: 'pricing', account: 'default-editor', role: 'edit', reach: 'everything' },
    { namespace: 'ci', account: 'deployer', role: 'view', reach: 'nothing' },
    { namespace: 'audit', account: 'default-editor', role: '', reach: 'services' }
  ],
  header: 'kubeflow-userid',
  prefix: '',
  pipelines: 'ours',
  models: 'ours',
  metadata: true,
  claims: { datasets: true, scratch: false }
}

/** Renders the objects as plain values that can be mutated. */
function objectsOf(state: Meant['state']): Fields[] {
  const changed = { ...texts, 'tenants/fraud.yaml': `${fraud}state: ${state}\n` }
  const { model, diagnostics } = compileTexts(changed)
  if (!model) throw new Error(JSON.stringify(diagnostics.map(({ message }) => message)))
  const neighbourhoodOf = neighbourhoodsFrom(model.tenants.map(openingOf))
  const [tenant] = model.tenants.filter(({ name }) => name === 'fraud')
  if (!tenant) throw new Error('there is no fraud')
  const { manifests } = renderTenant(tenant, neighbourhoodOf(tenant))
  return structuredClone(Object.values(manifests).flat()) as unknown as Fields[]
}

const kept = {
  active: objectsOf('active'),
  suspended: objectsOf('suspended'),
  released: objectsOf('released')
}

test.each(['active', 'suspended', 'released'] as const)('%s, it misses nothing', state => {
  expect(missed(kept[state], { ...meant, state })).toEqual([])
})

/** A mutation: `Kind name`, the path to a field, and its new value; no value removes it. */
type Change = readonly [object: string, path: string, value?: unknown]

const user = { apiGroup: 'rbac.authorization.k8s.io', kind: 'User' }
const gateway = 'cluster.local/ns/istio-system/sa/istio-ingressgateway-service-account'
const bob = 'user-bob-example-com-clusterrole-edit'
const carol = 'user-carol-example-com-clusterrole-view'
const annotations = 'metadata.annotations'
const labels = 'metadata.labels'
const everybody = { from: [{ source: { principals: ['*'] } }] }

const changes: Readonly<Record<string, Change>> = {
  // The owner
  'another owner of the namespace': [
    'Namespace fraud',
    `${annotations}.owner`,
    'Alice@example.com'
  ],
  'no owner of the namespace': ['Namespace fraud', `${annotations}.owner`],
  'another owner of the Profile': ['Profile fraud', 'spec.owner.name', 'bob@example.com'],
  'an owner without its group': ['Profile fraud', 'spec.owner.apiGroup'],
  'a service account as owner': ['Profile fraud', 'spec.owner.kind', 'ServiceAccount'],
  'no quota at all': ['Profile fraud', 'spec.resourceQuotaSpec'],
  'a quota in other words': [
    'Profile fraud',
    'spec.resourceQuotaSpec.hard',
    { 'requests.memory': '131072Mi' }
  ],
  'a quota as a number': ['Profile fraud', 'spec.resourceQuotaSpec.hard', { pods: 200 }],
  'an old version of Profile': ['Profile fraud', 'apiVersion', 'kubeflow.org/v1beta1'],
  'no binding of the owner': ['RoleBinding namespaceAdmin', ''],
  'the old owner in the annotation': [
    'RoleBinding namespaceAdmin',
    `${annotations}.user`,
    'bob@example.com'
  ],
  'another subject of the owner': [
    'RoleBinding namespaceAdmin',
    'subjects',
    [{ ...user, name: 'bob@example.com' }]
  ],
  'a weaker role of the owner': ['RoleBinding namespaceAdmin', 'roleRef.name', 'kubeflow-edit'],
  "the controller's own binding": ['RoleBinding namespaceAdmin', 'metadata.name', 'default-editor'],
  // Labels
  'no sidecars': ['Namespace fraud', `${labels}.istio-injection`, 'disabled'],
  'no label of Kubeflow': ['Namespace fraud', `${labels}.app.kubernetes.io/part-of`],
  'the generator let in': ['Namespace fraud', `${labels}.pipelines.kubeflow.org/enabled`, 'true'],
  'no pod security': ['Namespace fraud', `${labels}.pod-security.kubernetes.io/enforce`],
  'no label of ours': ['Namespace fraud', `${labels}.tenantry.dev/tenant`],
  // Members
  'no binding of a member': [`RoleBinding ${bob}`, ''],
  'no policy of a member': [`AuthorizationPolicy ${bob}`, ''],
  'a binding of another name': [`RoleBinding ${bob}`, 'metadata.name', 'bob'],
  'another subject': [`RoleBinding ${bob}`, 'subjects', [{ ...user, name: 'eve@example.com' }]],
  'a group as subject': [
    `RoleBinding ${bob}`,
    'subjects',
    [{ ...user, kind: 'Group', name: 'bob@example.com' }]
  ],
  'two subjects': [
    `RoleBinding ${bob}`,
    'subjects',
    [
      { ...user, name: 'bob@example.com' },
      { ...user, name: 'eve@example.com' }
    ]
  ],
  'no subject': [`RoleBinding ${bob}`, 'subjects', []],
  'a stronger role': [`RoleBinding ${carol}`, 'roleRef.name', 'kubeflow-admin'],
  'an annotation for another': [`RoleBinding ${bob}`, `${annotations}.user`, 'eve@example.com'],
  'no annotation': [`RoleBinding ${bob}`, annotations],
  'a way in by the gateway for a viewer': [
    `AuthorizationPolicy ${carol}`,
    'spec.rules.0.from.0.source.principals.1',
    gateway
  ],
  'no way in by the gateway for an editor': [
    `AuthorizationPolicy ${bob}`,
    'spec.rules.0.from.0.source.principals.0'
  ],
  'a misspelt principal': [
    `AuthorizationPolicy ${bob}`,
    'spec.rules.0.from.0.source.principals.0',
    gateway.replace('istio-system', 'istio-sytem')
  ],
  'a rule that trusts the header alone': [`AuthorizationPolicy ${bob}`, 'spec.rules.0.from'],
  'a rule without a person': [`AuthorizationPolicy ${bob}`, 'spec.rules.0.when'],
  'another header': [
    `AuthorizationPolicy ${bob}`,
    'spec.rules.0.when.0.key',
    'request.headers[x-user]'
  ],
  'another person in the header': [
    `AuthorizationPolicy ${bob}`,
    'spec.rules.0.when.0.values.0',
    '*@example.com'
  ],
  // Workloads
  'a policy for everybody': ['AuthorizationPolicy from-audit', 'spec.rules', [everybody]],
  'a rule without anybody': ['AuthorizationPolicy from-audit', 'spec.rules', [{}]],
  'no rule at all': ['AuthorizationPolicy from-audit', 'spec.rules', []],
  'notebooks for whoever may call': ['AuthorizationPolicy from-audit', 'spec.rules.0.to'],
  'another tenant let in': [
    'AuthorizationPolicy from-audit',
    'spec.rules.0.from.0.source.principals.0',
    'cluster.local/ns/churn/sa/default-editor'
  ],
  'access for any account of a tenant': [
    'AuthorizationPolicy from-audit',
    'spec.rules.0.from.0.source.principals.0',
    'cluster.local/ns/audit/sa/*'
  ],
  'no way in for a workload': ['AuthorizationPolicy workload-pricing.default-editor-edit', ''],
  'a workload of another namespace': [
    'RoleBinding workload-pricing.default-editor-edit',
    'subjects.0.namespace',
    'churn'
  ],
  'a stronger role of a workload': [
    'RoleBinding workload-ci.deployer-view',
    'roleRef.name',
    'kubeflow-edit'
  ],
  'more callers of models': [
    'AuthorizationPolicy models',
    'spec.rules.0.when.0.values.0',
    'eve@example.com'
  ],
  // Pods
  'no limits': ['LimitRange tenantry', ''],
  'no default of memory': ['LimitRange tenantry', 'spec.limits.0.default.memory'],
  'no account for pods': ['ServiceAccount default-editor', ''],
  'an account without its token': [
    'ServiceAccount default-editor',
    'automountServiceAccountToken',
    false
  ],
  'no configuration of pipelines': ['ConfigMap kfp-launcher', ''],
  'two labels of an environment': [
    'PodDefault snowflake',
    'spec.selector.matchLabels',
    { snowflake: 'true', x: 'true' }
  ],
  'no label of an environment': ['PodDefault snowflake', 'spec.selector.matchLabels', {}],
  // Disks
  'a disk for any claim': ['PersistentVolume efs-fraud.datasets', 'spec.claimRef'],
  "a disk for another tenant's claim": [
    'PersistentVolume efs-fraud.datasets',
    'spec.claimRef.namespace',
    'pricing'
  ],
  'a claim of any disk': ['PersistentVolumeClaim datasets', 'spec.volumeName'],
  'a claim of the default class': ['PersistentVolumeClaim datasets', 'spec.storageClassName'],
  'no claim': ['PersistentVolumeClaim scratch', ''],
  // Protection
  'a namespace that Flux may remove': [
    'Namespace fraud',
    `${annotations}.kustomize.toolkit.fluxcd.io/prune`
  ],
  'a claim that Argo CD may remove': [
    'PersistentVolumeClaim scratch',
    `${annotations}.argocd.argoproj.io/sync-options`
  ],
  'a claim that Argo CD waits for': [
    'PersistentVolumeClaim scratch',
    `${annotations}.argocd.argoproj.io/ignore-healthcheck`
  ],
  'a network policy that Flux may remove': [
    'NetworkPolicy egress',
    `${annotations}.kustomize.toolkit.fluxcd.io/prune`
  ],
  'limits that Argo CD may remove': [
    'LimitRange tenantry',
    `${annotations}.argocd.argoproj.io/sync-options`
  ],
  // The network
  'a network that is open by default': ['NetworkPolicy default-deny', ''],
  'a namespace of Kubeflow cut off': [
    'NetworkPolicy ingress',
    'spec.ingress.0.from.1.namespaceSelector.matchExpressions.0.values.0'
  ],
  'gateways that reach pods outside of the mesh': [
    'NetworkPolicy gateways',
    'spec.podSelector.matchLabels'
  ],
  'a gateway cut off': [
    'NetworkPolicy gateways',
    'spec.ingress.0.from.0.namespaceSelector.matchExpressions.0.values.0'
  ],
  'every namespace let in': [
    'NetworkPolicy ingress',
    'spec.ingress.0.from.1.namespaceSelector',
    {}
  ],
  'another tenant let in by the network': [
    'NetworkPolicy ingress',
    'spec.ingress.0.from.2.namespaceSelector.matchExpressions.0.values.0',
    'churn'
  ],
  'the metadata service in reach': ['NetworkPolicy egress', 'spec.egress.0.to.0.ipBlock.except'],
  // Namespaces
  'an object without a namespace': ['ConfigMap kfp-launcher', 'metadata.namespace'],
  "an object in another tenant's namespace": [
    'ConfigMap kfp-launcher',
    'metadata.namespace',
    'pricing'
  ],
  'two objects with one name': ['PersistentVolumeClaim scratch', 'metadata.name', 'datasets'],
  'a Secret': ['ConfigMap kfp-launcher', 'kind', 'Secret'],
  'a text that Flux would replace': ['ConfigMap kfp-launcher', 'data.x', '${x}'],
  'people locked out': ['AuthorizationPolicy models', 'spec.action', 'DENY']
}

const changesOfSuspended: Readonly<Record<string, Change>> = {
  'no policy that keeps people out': ['AuthorizationPolicy suspended', ''],
  'a policy that keeps only some people out': [
    'AuthorizationPolicy suspended',
    'spec.rules.0.from.0.source.notNamespaces.1',
    'istio-system'
  ],
  'room for pods': ['Profile fraud', 'spec.resourceQuotaSpec.hard.pods', '200'],
  'an owner who can sign in': ['Profile fraud', 'spec.owner.name', 'alice@example.com'],
  'an AWS role': [
    'ServiceAccount default-editor',
    annotations,
    { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::111122223333:role/x' }
  ]
}

describe('a mutation is detected', () => {
  test.each(Object.entries(changes))('%s', (_, change) => {
    expect(missed(broken(kept.active, change), meant)).not.toEqual([])
  })

  test.each(Object.entries(changesOfSuspended))('in a suspended tenant: %s', (_, change) => {
    const state = 'suspended'
    expect(missed(broken(kept[state], change), { ...meant, state })).not.toEqual([])
  })

  test('in a released tenant that is still protected', () => {
    const state = 'released'
    expect(missed(kept.active, { ...meant, state })).not.toEqual([])
    expect(missed(kept.released, meant)).not.toEqual([])
  })

  test.each(kept.active.map(object => [`${object.kind} ${nameOf(object)}`]))(
    '%s that is there twice',
    id => {
      const twin = kept.active.filter(object => `${object.kind} ${nameOf(object)}` === id)
      expect(missed([...kept.active, ...twin], meant)).not.toEqual([])
    }
  )
})

function nameOf({ metadata }: Fields): unknown {
  return (metadata as Fields).name
}

function broken(objects: readonly Fields[], [id, path, value]: Change): Fields[] {
  const copy = structuredClone(objects) as Fields[]
  const index = copy.findIndex(object => `${object.kind} ${nameOf(object)}` === id)
  const object = copy[index]
  if (!object) throw new Error(`there is no ${id}`)
  if (path === '') return copy.toSpliced(index, 1)
  const steps = stepsOf(object, path)
  const last = steps.pop() ?? ''
  const inner = steps.reduce<Fields>((value, step) => value[step] as Fields, object)
  if (value !== undefined) inner[last] = value
  else if (Array.isArray(inner)) inner.splice(Number(last), 1)
  else if (last in inner) delete inner[last]
  else throw new Error(`${id} has no ${path}`)
  return copy
}

/** Label and annotation keys contain dots, so the rest of a path may be a single key. */
function stepsOf(value: unknown, path: string): string[] {
  const inner = value as Fields
  if (path in inner || !path.includes('.')) return [path]
  const [first = '', ...rest] = path.split('.')
  return first in inner ? [first, ...stepsOf(inner[first], rest.join('.'))] : [path]
}
