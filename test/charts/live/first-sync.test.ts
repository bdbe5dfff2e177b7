import { expect, test } from 'vitest'
import { adminsGain } from '../../../charts/live/admins-gain.ts'
import { firstSync } from '../../../charts/live/first-sync.ts'
import { forty, type Made } from '../../src/imports/forty.ts'
import { compared, said } from './compared.ts'

const before = forty()
const metadata = (name: string, namespace = 'ada') => ({ name, namespace })

function policy(name: string, spec: object): Made {
  return {
    apiVersion: 'security.istio.io/v1',
    kind: 'AuthorizationPolicy',
    metadata: metadata(name),
    spec
  }
}

const ada = (objects: readonly Made[]) =>
  compared({}, objects)
    .filter(({ tenant }) => tenant.name === 'ada')
    .flatMap(firstSync)
const usual = said(ada(before), 'closed', 'kept', 'pods')

/** The risks of `ada` that are there only with this object besides the forty profiles. */
function added(object: Made): string[] {
  const lines = said(ada([...before, object]), 'closed', 'kept', 'pods')
  return lines.filter(line => !usual.includes(line))
}

test('says that the network closes, but not where it is closed already', () => {
  const open = 'its pods can no longer ask for the AWS role of the EKS node, as they can so far'
  expect(said(ada(before), 'closed')).toEqual([
    'ada: from outside, only pods in `istio-system`, `knative-serving`, `kubeflow`, `kubeflow-system`, and `monitoring` can connect to its pods; so far, all of the cluster can',
    `ada: ${open}`
  ])
  const closed: Made = {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: metadata('by-hand'),
    spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] }
  }
  expect(said(ada([...before, closed]), 'closed')).toEqual([])
})

const principal = 'cluster.local/ns/ben/sa/default-editor'
const header = 'request.headers[kubeflow-userid]'
const everybody = 'lets everybody in who can connect'
const cut = (place: string) =>
  `ada: pods in \`${place}\`, which AuthorizationPolicy \`by-hand\` lets in, can no longer connect`

test.each<[string, object, readonly string[]]>([
  [
    'a rule that asks nothing',
    { rules: [{}] },
    [`ada: AuthorizationPolicy \`by-hand\` ${everybody}`]
  ],
  [
    'any account',
    { rules: [{ from: [{ source: { principals: ['*'] } }] }] },
    [`ada: AuthorizationPolicy \`by-hand\` ${everybody}`]
  ],
  [
    'all but one',
    { rules: [{ from: [{ source: { notNamespaces: ['ci'] } }] }] },
    [`ada: AuthorizationPolicy \`by-hand\` ${everybody}`]
  ],
  ['some', { rules: [{ from: [{ source: { namespaces: ['ci-*'] } }] }] }, [cut('ci-*')]],
  ['paths of health', { rules: [{ to: [{ operation: { paths: ['/metrics'] } }] }] }, []],
  [
    'any path',
    { rules: [{ to: [{ operation: { paths: ['/notebook/*'] } }] }] },
    [`ada: AuthorizationPolicy \`by-hand\` ${everybody}`]
  ],
  ['addresses', { rules: [{ from: [{ source: { ipBlocks: ['10.1.0.0/16'] } }] }] }, []],
  ['a person', { rules: [{ when: [{ key: header, values: ['ada@example.com'] }] }] }, []],
  ['a namespace', { rules: [{ from: [{ source: { namespaces: ['ci'] } }] }] }, [cut('ci')]],
  ['an account', { rules: [{ from: [{ source: { principals: [principal] } }] }] }, [cut('ben')]],
  [
    'a condition',
    { rules: [{ when: [{ key: 'source.namespace', values: ['ci', 'ada'] }] }] },
    [cut('ci')]
  ],
  ['the platform', { rules: [{ from: [{ source: { namespaces: ['kubeflow'] } }] }] }, []],
  [
    'nobody, by refusing',
    { action: 'DENY', rules: [{}] },
    ['ada: AuthorizationPolicy `by-hand` refuses requests, even of people whom git lets in']
  ]
])('tells what becomes of a policy that lets in %s', (_, spec, lines) => {
  expect(added(policy('by-hand', spec))).toEqual(lines)
})

const pod = (more: object): Made => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { ...metadata('miner'), ...more },
  spec: { containers: [{ name: 'main' }] }
})
const out = { 'sidecar.istio.io/inject': 'false' }
const outside =
  'ada: Pod `miner` would be refused by the platform: it stays out of the mesh by `sidecar.istio.io/inject`'

test.each<[string, object, readonly string[]]>([
  ['label', { labels: out }, [outside]],
  ['annotation', { annotations: out }, [outside]],
  ['label of a notebook', { labels: out, ownerReferences: [{ kind: 'StatefulSet' }] }, [outside]],
  ['label of a Job', { labels: out, ownerReferences: [{ kind: 'Job' }] }, []],
  ['value', { labels: { 'sidecar.istio.io/inject': 'true' } }, []],
  [
    'port that nobody checks',
    { annotations: { 'traffic.sidecar.istio.io/excludeInboundPorts': '8888' } },
    [
      'ada: Pod `miner` would be refused by the platform: annotation `traffic.sidecar.istio.io/excludeInboundPorts` changes what Istio checks'
    ]
  ]
])('tells of pods that the guards of the mesh would refuse, by their %s', (_, more, lines) => {
  expect(added(pod(more))).toEqual(lines)
})

test('names all that git changes of an object, and who else owns it', () => {
  const objects = before.map(made => {
    if (made.kind === 'Profile' && made.metadata.name === 'ada') {
      const labels = { 'argocd.argoproj.io/instance': 'old' }
      const spec = { owner: { kind: 'User', name: 'ben@example.com' } }
      return { ...made, metadata: { ...made.metadata, labels }, spec }
    }
    if (made.kind !== 'Namespace' || made.metadata.name !== 'ada') return made
    const annotations = { owner: 'ben@example.com', 'meta.helm.sh/release-name': 'profiles' }
    return { ...made, metadata: { ...made.metadata, annotations } }
  })
  expect(said(ada(objects), 'taken', 'shared')).toEqual([
    'ada: its Namespace is managed by release `profiles` of Helm',
    'ada: its Namespace depends on its Profile',
    'ada: its Profile is managed by application `old` of Argo CD',
    'ada: its Namespace, and change label `pipelines.kubeflow.org/enabled` from `true` to `false` and annotation `owner` from `ben@example.com` to `ada@example.com`',
    'ada: its Profile, and change `spec.owner.name`, `spec.resourceQuotaSpec.hard.requests.cpu`, `spec.resourceQuotaSpec.hard.requests.memory`, and `spec.resourceQuotaSpec.hard.requests.storage`',
    'ada: as they are: 1 RoleBinding and 1 ServiceAccount'
  ])
})

test.each(['Namespace', 'Profile'])('says first that a %s is being deleted', kind => {
  const objects = before.map(made => {
    const isGoing = made.kind === kind && made.metadata.name === 'ada'
    const metadata = { ...made.metadata, deletionTimestamp: '2026-06-01T00:00:00Z' }
    return isGoing ? { ...made, metadata } : made
  })
  expect(said(ada(objects), 'refused')).toEqual([`ada: its ${kind} is being deleted`])
})

test('tells that the admins of the platform gain access', () => {
  const admins = ['root@example.com', 'ada@example.com']
  const all = compared({}, before).filter(({ tenant }) => ['ada', 'ben'].includes(tenant.name))
  expect(
    said(
      all.flatMap(one => adminsGain(one, admins)),
      'gained'
    )
  ).toEqual([
    'ada: `root@example.com` gets role `admin` as an admin of the platform',
    'ben: `root@example.com` gets role `admin` as an admin of the platform',
    'ben: `ada@example.com` gets role `admin` as an admin of the platform'
  ])
})

test('does not ask to let somebody in who is spelled in another way in git', () => {
  const objects = before.map(
    made =>
      JSON.parse(JSON.stringify(made).replaceAll('"ada@example.com"', '"Ada@example.com"')) as Made
  )
  const [lost] = ada(objects).filter(({ risk }) => risk === 'lost')
  expect(lost).toMatchObject({
    message: '`Ada@example.com`: role `admin` becomes `none`',
    help: 'git says `ada@example.com`: check how the identity provider writes it'
  })
})
