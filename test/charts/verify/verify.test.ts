import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { load, loadAll } from 'js-yaml'
import { describe, expect, it, test } from 'vitest'
import { bugText, verifyWith } from '../../../charts/verify/verify.ts'
import { schemas } from '../../support/schemas.ts'
import { needUpstream } from '../../support/upstream.ts'

type Fields = Record<string, unknown>
/** A value put into an object, and where the problem is reported if not there. */
type Row = [kind: string, at: string, value: unknown, found?: string]

const verify = verifyWith(file => schemas.get(file))
const file = 'test/manifests/tenant.yaml'
const objects = loadAll(readFileSync(file, 'utf8')) as Fields[]

function objectOf(kind: string): Fields {
  const found = objects.find(object => object.kind === kind)
  if (!found) throw new Error(`there is no ${kind}`)
  return structuredClone(found)
}

/** Sets the value at a JSON pointer, or removes it. */
function change(object: Fields, pointer: string, value: unknown): Fields {
  const names = pointer.split('/').slice(1)
  const last = names.pop() ?? ''
  const steps = names.map(name => name.replaceAll('~1', '/'))
  const holder = steps.reduce((at, name) => at[name] as Fields, object)
  if (value === undefined) delete holder[last.replaceAll('~1', '/')]
  else holder[last.replaceAll('~1', '/')] = value
  return object
}

test('finds no problem in objects that real controllers accept', () => {
  expect(verify(objects)).toEqual([])
})

describe('finds the problem that the API server would report', () => {
  const gone = undefined
  const rows: readonly Row[] = [
    // Names, labels and namespaces.
    ['Namespace', '/metadata/name', 'fraud.team'],
    ['Namespace', '/metadata/name', gone, '/metadata'],
    ['Namespace', '/metadata/namespace', 'fraud'],
    ['Namespace', '/metadata/labels/team', 'data science'],
    ['Namespace', '/metadata/labels/team', 7],
    ['Namespace', '/metadata/labels/bad key', 'x'],
    ['Namespace', '/metadata/labels/a~1b~1c', 'x'],
    ['Namespace', '/metadata/annotations/owner', null],
    ['Namespace', '/metadata/annotations/long', 'x'.repeat(262_144), '/metadata/annotations'],
    ['Namespace', '/metadata/uid', 'x'],
    ['ServiceAccount', '/metadata/namespace', gone],
    ['ServiceAccount', '/metadata/name', 'Default_Editor'],
    ['Service', '/metadata/name', '1service'],
    ['RoleBinding', '/metadata/name', 'a/b'],
    ['RoleBinding', '/metadata/name', '..'],
    ['Deployment', '/metadata/name', 'x'.repeat(254)],
    // Fields and types.
    ['Namespace', '/spek', {}],
    ['ConfigMap', '/data/a key', 'x'],
    ['ConfigMap', '/data/size', 5],
    ['ConfigMap', '/data/long', 'x'.repeat(1_048_577), ''],
    ['Profile', '/spec/owner/kind', gone, '/spec/owner'],
    ['Profile', '/spec/owner/email', 'alice@example.com'],
    ['PodIdentityAssociation', '/spec/serviceAccount', gone, '/spec'],
    ['Role', '/spec/name', gone, '/spec'],
    ['User', '/spec/name', gone, '/spec'],
    ['User', '/spec/inlinePolicies/tenantry', {}],
    ['StorageClass', '/reclaimPolicy', 'Recycle'],
    ['ValidatingAdmissionPolicy', '/spec/failurePolicy', 'Warn'],
    ['Kustomization', '/spec/sourceRef/kind', 'Git'],
    ['Kustomization', '/spec/interval', 'soon'],
    ['GitRepository', '/spec/url', 'git@github.com:example/x.git'],
    ['Application', '/spec/destination', gone, '/spec'],
    ['Component', '/resource', ['x']],
    // RBAC and policies.
    ['RoleBinding', '/roleRef/kind', 'Rolle'],
    ['RoleBinding', '/roleRef/apiGroup', 'rbac'],
    ['RoleBinding', '/subjects/0/kind', 'Person'],
    ['RoleBinding', '/subjects/0/apiGroup', gone],
    ['RoleBinding', '/subjects/0/namespace', 'fraud'],
    ['ClusterRoleBinding', '/roleRef/kind', 'Role'],
    ['ClusterRoleBinding', '/subjects/0/namespace', gone, '/subjects/0'],
    ['ClusterRoleBinding', '/subjects/0/apiGroup', 'rbac.authorization.k8s.io'],
    ['AuthorizationPolicy', '/spec/action', 'REFUSE'],
    ['AuthorizationPolicy', '/spec/action', 'CUSTOM', '/spec'],
    ['AuthorizationPolicy', '/spec/provider', { name: 'x' }, '/spec'],
    ['AuthorizationPolicy', '/spec/targetRef', { kind: 'Service', name: 'x' }, '/spec'],
    ['AuthorizationPolicy', '/spec/selector/matchLabels/app', '*'],
    ['AuthorizationPolicy', '/spec/rules/0/from/0/source', {}],
    [
      'AuthorizationPolicy',
      '/spec/rules/0/from/0/source/serviceAccounts',
      ['a/b'],
      '/spec/rules/0/from/0/source'
    ],
    ['AuthorizationPolicy', '/spec/rules/0/to/0/operation', { paths: [] }],
    ['AuthorizationPolicy', '/spec/rules/0/when/0/values', [], '/spec/rules/0/when/0'],
    ['AuthorizationPolicy', '/spec/rules/0/when/0/key', gone, '/spec/rules/0/when/0'],
    // The network.
    ['NetworkPolicy', '/spec/policyTypes/1', 'Outgress'],
    ['NetworkPolicy', '/spec/egress/0/to/0/ipBlock/cidr', '10.0.0.0/33'],
    [
      'NetworkPolicy',
      '/spec/egress/0/to/0/ipBlock/cidr',
      '10.0.0.0/8',
      '/spec/egress/0/to/0/ipBlock'
    ],
    [
      'NetworkPolicy',
      '/spec/egress/0/to/0/ipBlock/except/0',
      '0.0.0.0/0',
      '/spec/egress/0/to/0/ipBlock'
    ],
    [
      'NetworkPolicy',
      '/spec/egress/0/to/1/ipBlock/except/0',
      '169.254.169.254/32',
      '/spec/egress/0/to/1/ipBlock'
    ],
    ['NetworkPolicy', '/spec/egress/0/to/0/podSelector', {}, '/spec/egress/0/to/0'],
    ['NetworkPolicy', '/spec/ingress/0/from/0', {}],
    ['NetworkPolicy', '/spec/ingress/0/ports/0/port', 'http', '/spec/ingress/0/ports/0'],
    ['NetworkPolicy', '/spec/ingress/0/ports/0/protocol', 'ICMP'],
    ['Sidecar', '/spec/egress/0/hosts/0', 'istio-system'],
    ['Sidecar', '/spec/workloadSelector/labels/app', '*book'],
    ['VirtualService', '/spec/http/0/timeout', '300'],
    ['VirtualService', '/spec/http/0/timeout', '0s'],
    ['VirtualService', '/spec/http/0/route', gone, '/spec/http/0'],
    ['VirtualService', '/spec/hosts', [], '/spec'],
    ['VirtualService', '/spec/http', gone, '/spec'],
    ['Service', '/spec/ports/0/port', 0],
    ['Service', '/spec/ports/0/name', gone, '/spec/ports'],
    ['Service', '/spec/ports/1/name', 'http', '/spec/ports'],
    ['Service', '/spec/ports/1/port', 80, '/spec/ports'],
    // Quantities.
    ['Profile', '/spec/resourceQuotaSpec/hard/cpu', '4000m'],
    ['Profile', '/spec/resourceQuotaSpec/hard/cpu', 4],
    ['Profile', '/spec/resourceQuotaSpec/hard/memory', '128GB'],
    ['LimitRange', '/spec/limits/0/type', 'Containers'],
    ['LimitRange', '/spec/limits/0/default/cpu', 'many'],
    ['LimitRange', '/spec/limits/0/default/cpu', '17', '/spec/limits/0'],
    ['LimitRange', '/spec/limits/0/defaultRequest/memory', '2049Mi', '/spec/limits/0'],
    ['LimitRange', '/spec/limits/0/min/cpu', '501m', '/spec/limits/0'],
    ['PersistentVolume', '/spec/accessModes', [], '/spec/accessModes'],
    ['PersistentVolume', '/spec/accessModes/0', 'ReadWrite'],
    ['PersistentVolume', '/spec/csi', gone, '/spec'],
    ['PersistentVolume', '/spec/hostPath', { path: '/' }, '/spec'],
    ['PersistentVolume', '/spec/capacity', {}],
    ['PersistentVolumeClaim', '/spec/resources/requests', {}],
    // Pods.
    ['Deployment', '/spec/selector/matchLabels/app', 'other', '/spec'],
    ['Deployment', '/spec/template/spec/containers/0/name', 'Proxy'],
    [
      'Deployment',
      '/spec/template/spec/containers/0/env/1/name',
      'AWS_REGION',
      '/spec/template/spec/containers/0/env'
    ],
    ['Deployment', '/spec/template/spec/containers/0/env/1/name', 'A=B'],
    [
      'Deployment',
      '/spec/template/spec/containers/0/resources/requests/cpu',
      '101m',
      '/spec/template/spec/containers/0/resources'
    ],
    ['Deployment', '/spec/template/spec/volumes', [], '/spec/template/spec'],
    ['Deployment', '/spec/template/spec/containers', []],
    ['PodDefault', '/spec/env/1/name', 'KF_PIPELINES_SA_TOKEN_PATH', '/spec/env'],
    ['PodDefault', '/spec/selector', gone, '/spec'],
    ['PodDefault', '/spec/volumeMounts/0/mountPath', gone, '/spec/volumeMounts/0'],
    // Add-ons.
    ['SecretStore', '/spec/provider/vault', { server: 'x' }, '/spec/provider'],
    ['SecretStore', '/spec/provider/aws/service', 'S3'],
    ['SecretStore', '/spec/provider/aws/customSessionTags', { esoNamespace: 'x' }],
    ['ExternalSecret', '/spec/target/creationPolicy', 'Always'],
    ['NodePool', '/spec/disruption/budgets/0/schedule', '@daily', '/spec/disruption/budgets'],
    [
      'NodePool',
      '/spec/template/metadata/labels/karpenter.sh~1pool',
      'x',
      '/spec/template/metadata/labels'
    ],
    [
      'NodePool',
      '/spec/template/spec/requirements/0/values',
      [],
      '/spec/template/spec/requirements'
    ],
    [
      'NodePool',
      '/spec/template/spec/requirements/2/values',
      ['many'],
      '/spec/template/spec/requirements'
    ],
    ['NodePool', '/spec/template/spec/requirements/1/key', 'karpenter.k8s.aws/instance-color'],
    ['NodePool', '/spec/template/spec/nodeClassRef/name', ''],
    ['EC2NodeClass', '/spec/instanceProfile', 'x', '/spec'],
    ['EC2NodeClass', '/spec/amiFamily', 'Bottlerocket', '/spec'],
    ['EC2NodeClass', '/spec/amiSelectorTerms/0/alias', 'ubuntu@latest'],
    ['EC2NodeClass', '/spec/tags/karpenter.sh~1nodepool', 'x', '/spec/tags'],
    ['EC2NodeClass', '/spec/subnetSelectorTerms', []]
  ]

  it.each(rows)('%s %s %j', (...[kind, at, value, found = at]: Row) => {
    const problems = verify([change(objectOf(kind), at, value)])
    expect(problems.map(({ path }) => path)).toEqual([found])
  })
})

describe('accepts what is unusual but valid', () => {
  const rows: readonly Row[] = [
    ['Namespace', '/status', { phase: 'Active' }],
    ['AuthorizationPolicy', '/spec/rules', []],
    ['AuthorizationPolicy', '/spec/rules/0/from', undefined],
    [
      'Deployment',
      '/spec/template/spec/containers/0/ports/0',
      { containerPort: 3000, protocol: 'UDP' }
    ],
    ['Deployment', '/spec/template/spec/containers/0/resources/limits', undefined],
    [
      'Deployment',
      '/spec/strategy',
      { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: 0 } }
    ],
    ['LimitRange', '/spec/limits/0/default/cpu', 0.5],
    ['NetworkPolicy', '/spec/egress/0/to', undefined],
    ['NetworkPolicy', '/spec/ingress', [{}]],
    ['RoleBinding', '/subjects', undefined],
    ['SecretStore', '/spec/provider/aws/customSessionTags', { team: 'x' }],
    ['Service', '/spec/ports/1', undefined]
  ]

  it.each(rows)('%s %s %j', (kind, at, value) => {
    const object = change(objectOf(kind), at, value)
    expect(verify([JSON.parse(JSON.stringify(object).replace(',null]', ']'))])).toEqual([])
  })
})

test('reports a kind without a schema', () => {
  const job = { apiVersion: 'batch/v3', kind: 'Job', metadata: { name: 'x', namespace: 'fraud' } }
  const text = 'bug: Job fraud/x: has no schema: batch/job_v3.json'
  expect(bugText(verify([job, ...objects]))).toBe(text)
})

test('names the object, the path and what is expected there', () => {
  const broken = change(objectOf('RoleBinding'), '/roleRef/kind', 'Rolle')
  const text =
    'bug: RoleBinding fraud/namespaceAdmin: /roleRef/kind must be one of ClusterRole, Role'
  expect(bugText(verify([broken]))).toBe(text)
  const loose = change(objectOf('Namespace'), '/metadata/namespace', 'x')
  expect(bugText(verify([loose]))).toBe(
    'bug: Namespace x/fraud: /metadata/namespace must not be there'
  )
})

test('rejects everything that is not an object', () => {
  const odd = [null, 'v1', [], {}, { apiVersion: 'v1', kind: '__proto__' }]
  expect(verify(odd)).toHaveLength(odd.length)
})

test('reads each schema once, when it is first needed', () => {
  const asked: string[] = []
  const counting = verifyWith(file => {
    asked.push(file)
    return schemas.get(file)
  })
  expect(asked).toEqual([])
  counting([objectOf('ConfigMap'), objectOf('ConfigMap')])
  counting([objectOf('ConfigMap'), objectOf('Service')])
  expect(asked).toEqual(['v1/configmap_v1.json', 'v1/service_v1.json'])
})

test("finds no problem in Kubeflow's own profile", context => {
  const path = 'kubeflow-26.03/common/user-namespace/base/profile-instance.yaml'
  const profile = load(readFileSync(join(needUpstream(context), path), 'utf8'))
  expect(verify([profile])).toEqual([])
})
