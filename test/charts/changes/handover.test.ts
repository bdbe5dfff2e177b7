import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { judge } from '../../../charts/changes/changes.ts'
import type { Manifest } from '../../../charts/objects/manifest.ts'
import { render } from '../../../charts/render.ts'
import { load } from '../../../src/yaml/dump.ts'
import { acme } from '../../support/acme.ts'
import { changeOf } from '../../support/change.ts'
import { filesOf, modelOf, summary } from '../../support/compile-texts.ts'

const path = 'platform/clusters/production.yaml'
const example = readFileSync(join(acme, path), 'utf8')

type Hands = 'ack' | 'terraform' | 'none'
type State = readonly [iam: Hands, prune: boolean, credentials?: 'keyless' | 'static']

/** The example's cluster with two tenants. */
function texts([iam, prune, credentials = 'keyless']: State): Readonly<Record<string, string>> {
  const cluster = example
    .replace('iam: ack', `iam: ${iam}`)
    .replace('prune: true', `prune: ${prune}`)
    .replace('env: aws', `env: aws\n  credentials: ${credentials}`)
  return {
    [path]: cluster,
    'platform/policy.yaml': '- {tenants: ["*"], policies: [sagemaker], egress: [open, cluster]}\n',
    'tenants/fraud.yaml':
      'owner: alice@example.com\naws: {policies: [sagemaker]}\nsecrets: [{name: warehouse, from: warehouse}]\n',
    'tenants/churn.yaml': 'owner: alice@example.com\n'
  }
}

/** What `check` says about the way from one state to the next. */
function told(...states: readonly State[]): string[] {
  return states.slice(1).flatMap((state, at) => {
    const [was, is] = [states[at] ?? state, state].map(each => filesOf(texts(each)))
    return judge(changeOf(was ?? new Map(), is ?? new Map())).map(summary)
  })
}

/** The objects for AWS's controllers, and the notes for whoever makes roles. */
function outputs(state: State) {
  const files = [...render(modelOf(texts(state)))]
  const objects = files
    .filter(([path]) => path.endsWith('/objects.yaml'))
    .flatMap(([, text]) => load(text) as Manifest[])
    .filter(({ apiVersion }) => apiVersion.includes('.services.k8s.aws/'))
  const notes = files.filter(([path]) => path.endsWith('/iam.json'))
  const read = (key: 'roles' | 'users' | 'associations') =>
    notes.flatMap(([, text]): Readonly<Record<string, unknown>>[] => JSON.parse(text)[key])
  return {
    objects,
    roles: read('roles'),
    users: read('users'),
    associations: read('associations')
  }
}

const byText = (values: readonly unknown[]) => values.map(each => JSON.stringify(each)).sort()

test('whoever takes over makes the same roles, to the letter', () => {
  const { objects } = outputs(['ack', true])
  const { objects: none, roles } = outputs(['terraform', true])
  expect(none).toEqual([])
  expect(roles).toHaveLength(5)
  const made = objects.flatMap(({ kind, spec }) => (kind === 'Role' ? [spec ?? {}] : []))
  const asked = roles.map(role => ({
    assumeRolePolicyDocument: JSON.stringify(role.trust),
    description: role.description,
    inlinePolicies: { tenantry: JSON.stringify(role.permissions) },
    name: role.name,
    path: role.path,
    permissionsBoundary: role.boundary,
    ...((role.policies as readonly string[]).length > 0 && { policies: role.policies }),
    tags: Object.entries(role.tags as object).map(([key, value]) => ({ key, value }))
  }))
  expect(byText(made)).toEqual(byText(asked))
})

test('... and the same users', () => {
  const { objects } = outputs(['ack', true, 'static'])
  const { objects: none, users } = outputs(['terraform', true, 'static'])
  expect(none).toEqual([])
  expect(users).toHaveLength(3)
  const made = objects.flatMap(({ kind, spec }) => (kind === 'User' ? [spec ?? {}] : []))
  const asked = users.map(user => ({
    inlinePolicies: { tenantry: JSON.stringify(user.permissions) },
    name: user.name,
    path: user.path,
    permissionsBoundary: user.boundary,
    // The module adds the tag for the secret.
    tags: Object.entries({ ...(user.tags as object), 'tenantry.dev/secret': user.secret }).map(
      ([key, value]) => ({ key, value })
    )
  }))
  expect(byText(made)).toEqual(byText(asked))
})

test('... and hands them to the same accounts', () => {
  const { objects } = outputs(['ack', true])
  const { associations } = outputs(['none', true])
  const made = objects
    .filter(({ kind }) => kind === 'PodIdentityAssociation')
    .map(({ spec }) => spec as Readonly<Record<string, unknown>>)
    .map(({ namespace, serviceAccount, roleARN: role }) => ({ namespace, serviceAccount, role }))
  expect(made).toHaveLength(3)
  expect(byText(made)).toEqual(byText(associations))
})

test('controllers take over what is there, and delete no role or user', () => {
  const objects = (['keyless', 'static'] as const).flatMap(
    credentials => outputs(['ack', true, credentials]).objects
  )
  const kept = ['Role', 'User']
  expect(objects.map(({ kind }) => kind)).toEqual(expect.arrayContaining(kept))
  for (const { kind, metadata } of objects) {
    expect(metadata.annotations).toMatchObject({
      'services.k8s.aws/adoption-policy': 'adopt-or-create',
      'services.k8s.aws/deletion-policy': kept.includes(kind) ? 'retain' : 'delete'
    })
  }
})

test('controllers delete nothing at all while nothing is pruned', () => {
  const policies = outputs(['ack', false]).objects.map(
    ({ metadata }) => metadata.annotations?.['services.k8s.aws/deletion-policy']
  )
  expect(policies.length).toBeGreaterThan(10)
  expect(new Set(policies)).toEqual(new Set(['retain']))
})

test.each(['terraform', 'none'] as const)('roles go from ack to %s in three commits', to => {
  expect(told(['ack', true], ['ack', false], [to, false], [to, true])).toEqual([])
})

test.each([
  ['terraform', 'ack'],
  ['none', 'ack'],
  ['terraform', 'none'],
  ['none', 'terraform']
] as const)(
  'roles go from %s to %s in one commit, with a warning, and nobody is told to delete them',
  (from, to) => {
    expect(told([from, true], [to, true])).toEqual([`risky-handover ${path} ${to}`])
  }
)

test.each([
  [
    ['ack', true],
    ['terraform', true]
  ],
  [
    ['ack', true],
    ['terraform', false]
  ],
  [
    ['ack', false],
    ['terraform', true]
  ],
  [
    ['ack', true],
    ['none', true]
  ]
] as const)('a shorter way is refused: %j to %j', (from, to) => {
  expect(told(from, to)).toEqual([`forbidden-handover ${path} ${to[0]}`])
})

test.each([
  ['terraform', 'ack', 'module.roles'],
  ['terraform', 'none', 'module.login'],
  ['none', 'terraform', 'import'],
  ['none', 'ack', '1.16']
] as const)('from %s to %s, what comes first is told: %s', (from, to, words) => {
  const [was, is] = [texts([from, true]), texts([to, true])].map(filesOf)
  const [found] = judge(changeOf(was ?? new Map(), is ?? new Map()))
  expect(found?.help).toContain(words)
  expect(readFileSync('docs/terraform.md', 'utf8')).toContain('## Roles go to other hands')
})

test('a cluster without the line had `none`', () => {
  const without = filesOf({
    ...texts(['none', true]),
    [path]: (texts(['none', true])[path] ?? '').replace(/\n *iam: none/, '')
  })
  expect(judge(changeOf(without, filesOf(texts(['none', true]))))).toEqual([])
  expect(judge(changeOf(without, filesOf(texts(['terraform', true])))).map(summary)).toEqual([
    `risky-handover ${path} terraform`
  ])
})

test('a role that nobody needs any more is still told', () => {
  const ack = texts(['ack', true])
  const after = { ...ack, 'tenants/fraud.yaml': 'owner: alice@example.com\n' }
  const [found] = judge(changeOf(filesOf(ack), filesOf(after)))
  expect(found?.help).toContain('AWS role `kubeflow-production.secrets.fraud`')
})
