import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { difference } from '../../../charts/live/beside.ts'
import { firstSync } from '../../../charts/live/first-sync.ts'
import { handMade, letIn } from '../../../charts/live/hand-made.ts'
import { violations } from '../../../charts/live/pod-security.ts'
import { propose } from '../../../src/edits/let-in.ts'
import { forty } from '../../src/imports/forty.ts'
import { compared, said } from './compared.ts'

test('after an import, a first sync takes no right from anybody, and gives none', () => {
  const findings = compared({}, forty()).flatMap(firstSync)
  expect(said(findings, 'refused', 'lost', 'gained', 'pods', 'quota')).toEqual([])
  expect(said(findings, 'shared')).toContain('ada: its Namespace depends on its Profile')
  const taken = said(findings, 'taken').filter(line => line.startsWith('demand: '))
  expect(taken).toContainEqual(
    expect.stringContaining('demand: as they are: 1 Profile, 1 ServiceAccount, 3 Auth')
  )
})

test('tells who loses what when a file says something else than the cluster', () => {
  const [path, text] = ['tenants/churn.yaml', 'owner: new@example.com\ntemplate: team\n']
  const ada = 'members:\n  - user: ada@example.com\n    role: view\n'
  const findings = compared({ [path]: text + ada }, forty()).flatMap(firstSync)
  expect(said(findings, 'lost', 'gained').filter(line => line.startsWith('churn'))).toEqual([
    'churn: `lead-churn@example.com`: role `admin` becomes `none`',
    'churn: `lead-churn@example.com` can no longer open notebooks',
    'churn: `new@example.com`: role `none` becomes `admin`',
    'churn: `new@example.com` can open notebooks'
  ])
})

test('names pods, amounts in use, and bindings that cannot change', () => {
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { namespace: 'ada', name: 'miner' },
    spec: { containers: [{ name: 'main', securityContext: { privileged: true } }] }
  }
  const objects = forty().map(made => {
    const { namespace, name } = made.metadata
    if (namespace === 'ada' && made.kind === 'ResourceQuota')
      return { ...made, status: { used: { 'requests.cpu': '9' } } }
    const isOwners = namespace === 'ben' && name === 'namespaceAdmin'
    return isOwners ? { ...made, roleRef: { ...(made.roleRef as object), name: 'admin' } } : made
  })
  const findings = compared({}, [...objects, pod]).flatMap(firstSync)
  expect(said(findings, 'refused', 'pods', 'quota')).toEqual([
    'ada: Pod `miner` breaks pod security `baseline`: container `main` is privileged',
    'ada: `requests.cpu` is `8` in git, and `9` is in use',
    'ben: RoleBinding `namespaceAdmin` is for another role, `admin`'
  ])
})

test.each([
  [{ hostNetwork: true }, 'it sets `hostNetwork`'],
  [
    { volumes: [{ name: 'node', hostPath: { path: '/' } }] },
    'volume `node` is a folder of the node'
  ],
  [
    { containers: [{ name: 'a', ports: [{ hostPort: 80 }] }] },
    'container `a` takes a port of the node'
  ],
  [
    { initContainers: [{ name: 'a', securityContext: { capabilities: { add: ['NET_ADMIN'] } } }] },
    'container `a` adds `NET_ADMIN`'
  ],
  [
    { containers: [{ name: 'a', securityContext: { capabilities: { add: ['CHOWN'] } } }] },
    undefined
  ]
])('pod security baseline of %j is %j', (spec, why) => {
  expect(violations(spec, 'baseline')[0]).toBe(why)
  expect(violations(spec, 'privileged')).toEqual([])
})

test('restricted asks for more, and lets through what has it', () => {
  const bare = { containers: [{ name: 'a' }] }
  expect(violations(bare, 'baseline')).toEqual([])
  expect(violations(bare, 'restricted')).toHaveLength(4)
  const context = {
    runAsNonRoot: true,
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
    seccompProfile: { type: 'RuntimeDefault' }
  }
  expect(
    violations({ containers: [{ name: 'a', securityContext: context }] }, 'restricted')
  ).toEqual([])
})

test('finds what people made by hand, and proposes members', () => {
  const path = 'tenants/demand.yaml'
  const text = '# keep this\nowner: lead-demand@example.com\nquota: large\n'
  const all = compared({ [path]: text }, forty())
  const demand = all.filter(({ tenant }) => tenant.name === 'demand')
  const found = demand.flatMap(handMade)
  expect(said(found, 'people')).toEqual([
    'demand: `cleo@example.com` has role `edit`',
    'demand: `dora@example.com` has role `view`',
    'demand: `emil@example.com` has role `edit`'
  ])
  expect(said(found, 'extra')).toEqual([])
  const [one] = demand
  const proposal = one && propose(one.tenant.file, letIn(one)).text
  expect(proposal).toBe(
    `${text}members:\n  - user: cleo@example.com\n    role: edit\n` +
      '  - user: dora@example.com\n    role: view\n    notebooks: true\n' +
      '  - user: emil@example.com\n    role: edit\n'
  )
  const after = compared({ [path]: proposal ?? '' }, forty()).filter(
    ({ tenant }) => tenant.name === 'demand'
  )
  expect(after.flatMap(handMade)).toEqual([])
})

test('finds quotas, limits, network policies and bindings that git does not have, and changes of those that it has', () => {
  const found = compared({}, forty()).flatMap(handMade)
  expect(said(found, 'extra')).toContain('quota-two: ResourceQuota `by-hand`')
  expect(said(found, 'extra')).toContain('quota-two: LimitRange `containers`')
  expect(said(found, 'extra')).toContain('extras-pods: NetworkPolicy `closed`')
  expect(said(found, 'extra')).toContain('people-others: RoleBinding `debug`')
  expect(said(found, 'people')).toEqual([
    'people-alike: `Finn@example.com` has role `view`',
    'people-alike: `a-b@example.com` has role `edit`',
    'people-alike: `service-robot` has role `edit`'
  ])
  const ours = { 'app.kubernetes.io/managed-by': 'tenantry' }
  const objects = forty().map(made => {
    const isOurs = made.metadata.name === 'namespaceAdmin' && made.metadata.namespace === 'ada'
    const subjects = [
      { apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: 'eve@example.com' }
    ]
    return isOurs ? { ...made, metadata: { ...made.metadata, labels: ours }, subjects } : made
  })
  const edited = compared({}, objects).flatMap(handMade)
  expect(said(edited, 'edited')).toEqual([
    'ada: RoleBinding `namespaceAdmin` has another `subjects.name` than git'
  ])
  expect(said(edited, 'people')).toContain('ada: `eve@example.com` has role `admin`')
})

test('finds AWS roles, environments and labels that git does not have, and labels that were changed', () => {
  const arn = 'arn:aws:iam::111122223333:role/spare'
  const ours = { 'app.kubernetes.io/managed-by': 'tenantry' }
  const objects = forty().map(made => {
    const { namespace, name, ...rest } = made.metadata
    const annotations = { 'eks.amazonaws.com/role-arn': arn }
    if (made.kind === 'ServiceAccount' && namespace === 'ada' && name === 'default-editor')
      return { ...made, metadata: { ...made.metadata, annotations } }
    if (made.kind !== 'Namespace' || name !== 'ben') return made
    const labels = {
      ...(rest.labels as object),
      ...ours,
      team: 'loans',
      'istio-injection': 'disabled'
    }
    return { ...made, metadata: { ...made.metadata, labels } }
  })
  const all = compared({}, objects).filter(({ tenant }) => ['ada', 'ben'].includes(tenant.name))
  expect(said(all.flatMap(handMade), 'edited', 'extra')).toEqual([
    `ada: ServiceAccount \`default-editor\` has AWS role \`${arn}\``,
    expect.stringMatching(
      /^ben: Namespace `ben` has another `metadata.labels.istio-injection`, .* than git$/
    ),
    'ben: label `team: loans`'
  ])
  const pods = compared({}, forty()).filter(({ tenant }) => tenant.name === 'extras-pods')
  expect(said(pods.flatMap(handMade), 'extra')).toEqual([
    'extras-pods: PodDefault `database`',
    'extras-pods: PodDefault `files`',
    'extras-pods: NetworkPolicy `closed`'
  ])
})

test('does not take for a change what the API server leaves out', () => {
  const [meant, live] = [{ kind: 'ServiceAccount', apiGroup: '' }, { kind: 'ServiceAccount' }]
  expect(difference({ subjects: [meant] }, { subjects: [live] })).toBeUndefined()
  expect(difference({ a: { b: 'x' } }, { a: {} })).toBe('a.b')
})

test('names nothing after an import that the report of the import did not name', () => {
  const report = readFileSync('test/src/imports/forty/report.md', 'utf8').split('\n')
  const findings = compared({}, forty()).flatMap(handMade)
  expect(findings.length).toBeGreaterThan(20)
  const silent = findings.filter(({ tenant, message }) => {
    const [name = ''] = /`[^`]+`/.exec(message) ?? []
    return !report.some(line => line.includes(tenant) && line.includes(name))
  })
  expect(silent).toEqual([])
})
