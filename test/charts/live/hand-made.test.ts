import { describe, expect, test } from 'vitest'
import { handMade, letIn } from '../../../charts/live/hand-made.ts'
import { forty, type Made } from '../../src/imports/forty.ts'
import { compared, said } from './compared.ts'

const before = forty()
const metadata = { namespace: 'ada', name: 'by-hand' }
const ada = (objects: readonly Made[]) =>
  compared({}, objects).filter(({ tenant }) => tenant.name === 'ada')
const user = { apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: 'eve@example.com' }

const header = 'request.headers[kubeflow-userid]'

const bound = (roleRef: string, ...subjects: readonly object[]): Made => {
  const [kind, name] = roleRef.split('/')
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata,
    roleRef: { kind, name },
    subjects
  }
}
const policy = (spec: object): Made => ({
  apiVersion: 'security.istio.io/v1',
  kind: 'AuthorizationPolicy',
  metadata,
  spec
})

describe('drift', () => {
  test.each<[Made, string]>([
    [
      bound('ClusterRole/kubeflow-edit', { ...user, name: 'ada@example.com' }),
      'git lets them in already: delete it'
    ],
    [
      policy({ rules: [{ when: [{ key: header, values: ['eve@example.com'] }] }] }),
      'say it under `members`, and delete it'
    ],
    [
      bound('ClusterRole/cluster-admin', user),
      'it gives `cluster-admin`, which no tenant file can say: '
    ],
    [bound('Role/pod-reader', user), 'it gives `pod-reader`, which no tenant file can say: '],
    [
      bound('ClusterRole/kubeflow-edit', { kind: 'Group', name: 'all' }),
      'say `group` under `members`'
    ],
    [
      bound('ClusterRole/kubeflow-edit', { kind: 'ServiceAccount', name: 'a', namespace: 'ci' }),
      'say `serviceAccount` or `tenant` under `members`'
    ],
    [
      policy({ action: 'DENY', rules: [{}] }),
      'it refuses requests, even of people whom git lets in: '
    ],
    [policy({ rules: [{}] }), 'it lets everybody in who can connect: delete it'],
    [
      policy({ rules: [{ from: [{ source: { namespaces: ['ben'] } }] }] }),
      'say who may connect under `members` or `network.from`'
    ]
  ])('says what can be done with %j', (object, help) => {
    const found = ada([...before, object]).flatMap(handMade)
    const extra = found.filter(({ message }) => message.endsWith('`by-hand`'))
    expect(extra.map(finding => finding.help)).toEqual([expect.stringContaining(help)])
  })

  test('names people once, and not the bindings that let them in', () => {
    const found = ada([...before, bound('ClusterRole/kubeflow-edit', user)]).flatMap(handMade)
    expect(said(found, 'people', 'extra')).toEqual(['ada: `eve@example.com` has role `edit`'])
  })

  test('takes nobody for a guest who is spelled in another way in git', () => {
    const objects = before.map(
      made =>
        JSON.parse(
          JSON.stringify(made).replaceAll('"ada@example.com"', '"Ada@Example.com"')
        ) as Made
    )
    expect(said(ada(objects).flatMap(handMade), 'people')).toEqual([
      'ada: `Ada@Example.com` has role `admin`, and is `ada@example.com` in git'
    ])
    expect(ada(objects).flatMap(letIn)).toEqual([])
  })

  test('tells of each label of the namespace that somebody changed', () => {
    const objects = before.map(made => {
      const isAda = made.kind === 'Namespace' && made.metadata.name === 'ada'
      const labels = {
        ...(made.metadata.labels as object),
        'app.kubernetes.io/managed-by': 'tenantry',
        'istio-injection': 'disabled',
        'pod-security.kubernetes.io/enforce': 'privileged'
      }
      return isAda ? { ...made, metadata: { ...made.metadata, labels } } : made
    })
    const [found = ''] = said(ada(objects).flatMap(handMade), 'edited')
    expect(found).toContain('ada: Namespace `ada` has another `')
    expect(found).toContain('`metadata.labels.istio-injection`')
    expect(found).toContain('`metadata.labels.pod-security.kubernetes.io/enforce`')
  })
})
