import { App, Chart } from 'cdk8s'
import { expect, test } from 'vitest'
import { add } from '../../../charts/objects/manifest.ts'
import { bind } from '../../../charts/objects/role-binding.ts'

const metadata = { name: 'x', namespace: 'fraud' }
const chart = () => new Chart(new App(), 'fraud', { disableResourceNameHashes: true })

test('does not compile with a field that the kind does not have', () => {
  const objects = chart()
  const rule = { from: [{ source: { principals: ['cluster.local/ns/a/sa/b'] } }] }
  add(objects, {
    apiVersion: 'security.istio.io/v1',
    kind: 'AuthorizationPolicy',
    metadata: { ...metadata, name: '1' },
    // @ts-expect-error -- the field is called rules
    spec: { rule: [rule] }
  })
  add(objects, {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { ...metadata, name: '2' },
    // @ts-expect-error -- the types are Ingress and Egress
    spec: { podSelector: {}, policyTypes: ['ingress'] }
  })
  add(objects, {
    apiVersion: 'kubeflow.org/v1alpha1',
    kind: 'PodDefault',
    metadata: { ...metadata, name: '3' },
    // @ts-expect-error -- the spawner breaks on two labels, and on other values than 'true'
    spec: { desc: '', selector: { matchLabels: { x: 'yes' } } }
  })
  // @ts-expect-error -- a ConfigMap is of version v1
  add(objects, { apiVersion: 'apps/v1', kind: 'ConfigMap', metadata: { ...metadata, name: '4' } })
  expect(objects.toJson()).toHaveLength(4)
})

test("writes bindings in Kubernetes' own form", () => {
  const objects = chart()
  const subjects = [{ user: 'bob@example.com' }, { account: 'deployer', namespace: 'ci' }]
  bind(objects, { metadata, role: 'kubeflow-edit', subjects })
  const apiGroup = 'rbac.authorization.k8s.io'
  expect(objects.toJson()).toEqual([
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: { ...metadata, annotations: { 'kustomize.toolkit.fluxcd.io/force': 'enabled' } },
      roleRef: { apiGroup, kind: 'ClusterRole', name: 'kubeflow-edit' },
      subjects: [
        { apiGroup, kind: 'User', name: 'bob@example.com' },
        { apiGroup: '', kind: 'ServiceAccount', name: 'deployer', namespace: 'ci' }
      ]
    }
  ])
})
