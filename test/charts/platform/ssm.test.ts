import { expect, test } from 'vitest'
import { parts } from '../../../charts/platform/compile-platform.ts'
import { platform } from '../../overlay/platform.ts'
import { at, find, list, nameOf, podOf } from '../../overlay/thing.ts'
import { diagnose } from '../../support/compile-texts.ts'
import { refused, toolOf } from '../../support/conform.ts'

const production = 'platform/clusters/production.yaml'
const image = `111122223333.dkr.ecr.eu-central-1.amazonaws.com/ssm-agent@sha256:${'0a'.repeat(32)}`
const example = platform()
const other = platform({ [production]: text => `${text}ssmAgent: {image: "${image}"}\n` })

test('installs the agent only if the file has its image', () => {
  const names = example.clusters.flatMap(cluster =>
    parts(example.model, cluster).map(({ component }) => component.name)
  )
  expect(names).not.toContain('ssm-agent')
})

test('runs the agent on every node without rights in the cluster', context => {
  const { objects } = other.build('production', 'ssm-agent')
  expect(objects.map(nameOf).sort()).toEqual([
    'DaemonSet ssm-agent/ssm-agent',
    'Namespace ssm-agent',
    'ServiceAccount ssm-agent/ssm-agent'
  ])
  expect(find(objects, 'Namespace ssm-agent').metadata.labels).toMatchObject({
    'pod-security.kubernetes.io/enforce': 'privileged'
  })
  const pod = podOf(find(objects, 'DaemonSet ssm-agent/ssm-agent')) ?? {}
  expect([pod.tolerations, pod.automountServiceAccountToken]).toEqual([
    [{ operator: 'Exists' }],
    false
  ])
  const [container] = list(pod, 'containers')
  expect([container?.image, at(container, 'securityContext', 'privileged')]).toEqual([image, true])
  const files = new Map(objects.map((thing, i) => [`${i}.json`, thing as unknown]))
  expect(refused(toolOf('kubeconform', context), files)).toEqual([])
})

test('rejects an image without a digest', () => {
  const found = diagnose({
    [production]: `kubeflow: "26.03"
domain: kubeflow.example.com
identity: {provider: {external: {issuer: https://login.example.com, clientId: kubeflow}}}
gitops: {repository: https://github.com/example/tenants}
aws: {account: "111122223333", region: eu-central-1, eks: kubeflow}
ssmAgent: {image: "ssm-agent:3.3"}
`,
    'tenants/fraud.yaml': 'owner: alice@example.com\n'
  })
  expect(found).toEqual([expect.stringContaining('invalid-value')])
})
