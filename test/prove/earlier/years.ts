import type { Thing } from '../../overlay/thing.ts'
import { at } from '../../overlay/thing.ts'
import { forEach } from '../support/crowd.ts'
import { namespace, profile } from '../support/questions.ts'
import { until } from '../support/wait.ts'
import {
  artifactsOnly,
  bindingIn,
  bindingTo,
  change,
  doorFor,
  email,
  type Hands,
  inside,
  letIn,
  make,
  nameFor,
  register,
  taken,
  unlink,
  user
} from './hands.ts'

const small = { 'requests.cpu': '8', 'requests.memory': '32Gi', 'requests.storage': '500Gi' }
const large = {
  'requests.cpu': '32',
  'requests.memory': '128Gi',
  'requests.nvidia.com/gpu': '2',
  'requests.storage': '2Ti'
}
const arn = (name: string) => `arn:aws:iam::444455556666:role/${name}`
const annotation = 'eks.amazonaws.com/role-arn'

/** Everybody's own place, as the registration page makes it. */
const own = [
  'ada',
  'ben',
  'cleo',
  'dora',
  'emil',
  'finn',
  'gina',
  'hugo',
  'iris',
  'jan',
  'kim',
  'lea'
]
const teams = ['churn', 'credit', 'demand', 'forecast', 'pricing', 'search']
const plain = [
  'owner-lets-in',
  'quota-none',
  'role-shared-one',
  'role-shared-two',
  'role-trainer',
  'people-bare',
  'people-alike',
  'people-others',
  'extras-labels',
  'extras-pods',
  'extras-closed'
]
const changing = [
  'owner-profile-only',
  'owner-both',
  'owner-deleted',
  'owner-hangs',
  'owner-label-gone',
  'quota-raised'
]

/** Forty-three Profiles of all ages, one of them broken in each way that is known. */
export async function live(hands: Hands): Promise<void> {
  await forEach(own, name => register(hands, name, { hard: small }))
  await forEach(teams, name =>
    register(hands, name, { hard: large, owner: { kind: 'User', name: email(`lead-${name}`) } })
  )
  await forEach([...plain, ...changing], name => register(hands, name, { hard: small }))
  await register(hands, 'owner-group', { owner: { kind: 'Group', name: 'data-people' } })
  await register(hands, 'owner-empty', { owner: null })
  await register(hands, 'quota-spelled', {
    hard: {
      'requests.cpu': '8000m',
      'requests.memory': '34359738368',
      'requests.storage': '0.48828125Ti'
    }
  })
  await register(hands, 'quota-uncounted', {
    hard: { cpu: '16', 'requests.cpu': '12', memory: '64Gi', 'nvidia.com/gpu': '2' }
  })
  await register(hands, 'quota-frozen', { hard: { ...small, 'requests.cpu': '0' } })
  await register(hands, 'role-removed', {
    plugins: [
      {
        kind: 'AwsIamForServiceAccount',
        spec: { awsIamRole: arn('team-a'), annotateOnly: true }
      }
    ]
  })
  await refused(hands)
  await taken(hands, [...own, ...teams, ...plain, ...changing, 'quota-spelled', 'quota-uncounted'])
  await taken(hands, ['quota-frozen', 'role-removed', 'owner-group'])
  await work(hands)
  await contributors(hands)
  await owners(hands)
  await people(hands)
  await surroundings(hands)
}

/** A namespace that somebody else's name stands on already. */
async function refused(hands: Hands): Promise<void> {
  const metadata = { name: 'owner-refused', annotations: { owner: email('ben') } }
  await make(hands.admin, { ...namespace('owner-refused'), metadata })
  await register(hands, 'owner-refused', { owner: { kind: 'User', name: email('ada') } })
}

async function contributors(hands: Hands): Promise<void> {
  const roles = ['edit', 'view', 'edit', 'admin']
  for (const [index, place] of teams.entries()) {
    const people = own.slice(index, index + 1 + index)
    await forEach([...people.entries()], ([place_, person]) =>
      letIn(hands, place, { person: email(person), role: roles[place_ % 4] ?? 'view' })
    )
  }
}

/** Owners that were changed, in each of the ways in which people do so. */
async function owners(hands: Hands): Promise<void> {
  const { admin } = hands
  const boss = { spec: { owner: { name: email('new-boss') } } }
  const annotated = (owner: string) => ({ metadata: { annotations: { owner } } })
  await change(admin, profile('owner-profile-only'), boss)
  await letIn(hands, 'owner-profile-only', { person: email('new-boss') })
  await change(admin, namespace('owner-both'), annotated(email('new-boss')))
  await change(admin, profile('owner-both'), boss)
  await until(
    async () => {
      const binding = await admin.get(bindingIn('owner-both', 'namespaceAdmin'))
      return at(binding, 'subjects', 0, 'name') === email('new-boss') ? true : undefined
    },
    () => 'the owner does not change'
  )
  await make(admin, {
    ...bindingTo('owner-lets-in/stray', 'kubeflow-edit', user(email('ben'))),
    metadata: {
      namespace: 'owner-lets-in',
      name: nameFor(email('ada'), 'edit'),
      annotations: { user: email('ada'), role: 'edit' }
    }
  })
  await make(admin, doorFor(`owner-lets-in/${nameFor(email('ada'), 'edit')}`, email('ben')))
  await letIn(hands, 'owner-deleted', { person: email('ada') })
  await unlink(hands, 'owner-deleted')
  await admin.remove(profile('owner-deleted'))
  await change(admin, namespace('owner-hangs'), annotated(email('old-boss')))
  await admin.remove(profile('owner-hangs'))
  await change(admin, namespace('owner-label-gone'), {
    metadata: { labels: { 'istio-injection': null, 'app.kubernetes.io/part-of': null } }
  })
  await change(admin, quotaRef('quota-raised'), { spec: { hard: { 'requests.cpu': '16' } } })
  await change(admin, profile('role-removed'), { spec: { plugins: null } })
}

export function quotaRef(place: string, name = 'kf-resource-quota') {
  return { apiVersion: 'v1', kind: 'ResourceQuota', metadata: { namespace: place, name } }
}

/** Bindings and policies that do not go together, and people whom no file can name. */
async function people(hands: Hands): Promise<void> {
  const { admin } = hands
  const bare = (name: string, person: string) =>
    bindingTo(`people-bare/${name}`, 'kubeflow-edit', user(email(person)))
  const account = (namespace: string, name: string) => ({ kind: 'ServiceAccount', name, namespace })
  const others = 'people-others'
  const group = { apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: 'analysts' }
  const rules = [{ apiGroups: [''], resources: ['pods'], verbs: ['get', 'list'] }]
  const things: Thing[] = [
    bare(nameFor(email('ada'), 'edit'), 'ada'),
    doorFor(`people-bare/${nameFor(email('ben'), 'edit')}`, email('ben')),
    bare('by-hand', 'cleo'),
    doorFor('people-bare/by-hand', email('cleo')),
    bare('only-artifacts', 'emil'),
    doorFor('people-bare/only-artifacts', email('emil'), artifactsOnly),
    bindingTo('people-alike/second', 'kubeflow-edit', user(email('a-b'))),
    bindingTo(`${others}/deploy`, 'kubeflow-edit', account('ci', 'deployer')),
    bindingTo(`${others}/neighbour`, 'kubeflow-view', account('churn', 'default-editor')),
    bindingTo(`${others}/crowd`, 'kubeflow-edit', group),
    inside(others, 'rbac.authorization.k8s.io/v1/Role pod-reader', { rules }),
    bindingTo(`${others}/debug`, 'Role/pod-reader', user(email('gina')))
  ]
  for (const thing of things) await make(admin, thing)
  await letIn(hands, 'people-bare', { person: email('dora') })
  await letIn(hands, 'people-bare', { person: email('dora'), role: 'view' })
  await letIn(hands, 'people-alike', { person: email('a.b') })
  await letIn(hands, 'people-alike', { person: email('Finn'), role: 'view' })
  await letIn(hands, 'people-alike', { person: 'service-robot' })
}

async function surroundings({ admin }: Hands): Promise<void> {
  await change(admin, namespace('extras-labels'), {
    metadata: {
      labels: {
        'example.com/cost': 'blue',
        team: 'risk',
        'pod-security.kubernetes.io/enforce': 'restricted',
        'pipelines.kubeflow.org/enabled': 'false'
      },
      annotations: { 'example.com/contact': 'risk team', 'meta.helm.sh/release-name': 'profiles' }
    }
  })
  await change(admin, namespace('extras-pods'), {
    metadata: { labels: { 'pod-security.kubernetes.io/enforce': 'privileged' } }
  })
  await forEach(['role-shared-one', 'role-shared-two'], place =>
    change(admin, accountRef(place, 'default-editor'), annotated(arn('shared')))
  )
  await change(admin, accountRef('role-trainer', 'default-editor'), annotated(arn('team-b')))
  for (const thing of made) await make(admin, thing)
}

const annotated = (role: string) => ({ metadata: { annotations: { [annotation]: role } } })

function accountRef(namespace: string, name: string) {
  return { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { namespace, name } }
}

function podDefault(name: string, spec: object): Thing {
  const selector = { matchLabels: { [name]: 'true' } }
  const rest = { spec: { desc: name, selector, ...spec } }
  return inside('extras-pods', `kubeflow.org/v1alpha1/PodDefault ${name}`, rest)
}

const closed = { podSelector: {}, policyTypes: ['Egress'], egress: [{ to: [{ podSelector: {} }] }] }
const container = {
  type: 'Container',
  default: { cpu: '1', memory: '2Gi' },
  defaultRequest: { cpu: '250m', memory: '1Gi' },
  max: { cpu: '4', memory: '16Gi' }
}
const made: readonly Thing[] = [
  podDefault('warehouse', { desc: 'The warehouse', env: [{ name: 'WAREHOUSE', value: 'risk' }] }),
  podDefault('database', { env: [{ name: 'DB_PASSWORD', value: 'hunter2hunter2' }] }),
  podDefault('files', {
    volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }]
  }),
  inside('extras-closed', 'networking.k8s.io/v1/NetworkPolicy closed', { spec: closed }),
  inside('quota-none', '/ResourceQuota by-hand', { spec: { hard: { pods: '20' } } }),
  inside('quota-none', '/LimitRange containers', { spec: { limits: [container] } }),
  inside('role-trainer', '/ServiceAccount trainer', annotated(arn('team-b'))),
  inside('role-trainer', '/ServiceAccount exporter', annotated(arn('export')))
]

/** What people work with: a notebook's pod and its disk, and the key that Kubeflow makes for pipelines. */
async function work({ admin }: Hands): Promise<void> {
  const amounts = { cpu: '500m', memory: '1Gi', storage: '10Gi' }
  const { storage, ...requests } = amounts
  await forEach([...own, ...teams, ...plain, ...changing], async place => {
    const containers = [{ name: 'main', image: 'any', resources: { requests, limits: requests } }]
    const claim = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage } } }
    await make(admin, inside(place, '/PersistentVolumeClaim data', { spec: claim }))
    await make(
      admin,
      inside(place, '/Pod notebook-0', {
        spec: { serviceAccountName: 'default-editor', containers }
      })
    )
    const data = { accesskey: 'YW55', secretkey: 'YW55' }
    await make(admin, inside(place, '/Secret mlpipeline-minio-artifact', { data }))
  })
  const node = [
    { name: 'main', image: 'any', securityContext: { privileged: true }, resources: { requests } }
  ]
  await change(admin, namespace('emil'), {
    metadata: { labels: { 'pod-security.kubernetes.io/enforce': null } }
  })
  await make(admin, inside('emil', '/Pod miner', { spec: { containers: node } }))
}

/** All namespaces, with those that get no file. */
export const places: readonly string[] = [
  ...own,
  ...teams,
  ...plain,
  ...changing,
  'owner-group',
  'owner-empty',
  'owner-refused',
  'quota-spelled',
  'quota-uncounted',
  'quota-frozen',
  'role-removed'
]

export const crowd: readonly string[] = [
  ...places.map(email),
  ...own.map(email),
  ...teams.map(team => email(`lead-${team}`)),
  ...['new-boss', 'old-boss', 'a.b', 'a-b', 'Finn', 'mallory'].map(email),
  'service-robot',
  'ci/deployer',
  'churn/default-editor'
]
