import { describe, expect, test } from 'vitest'
import { parts } from '../../../charts/platform/compile-platform.ts'
import { hasGpu, namingOf } from '../../../src/aws/instances.ts'
import { releaseOf } from '../../../src/kubeflow/release.ts'
import { platform } from '../../overlay/platform.ts'
import { at, type Fields, find, list, nameOf } from '../../overlay/thing.ts'
import { refused, toolOf } from '../../support/conform.ts'

const production = 'platform/clusters/production.yaml'
const staging = 'platform/clusters/staging.yaml'
const example = platform()
const other = platform({
  [production]: text =>
    text
      .replace(
        /^pools:$/m,
        'pools:\n  small: {instances: [m7i.large, c7i.large]}\n  any: {gpu: true}'
      )
      .replace('image: al2023@v20260801', 'image: bottlerocket@v1.20.4, discovery: nodes'),
  [staging]: text =>
    text
      .replace('gitops: {flux: true', 'gitops: {argocd: true')
      .replace(
        'autoscaling: clusterAutoscaler',
        'autoscaling: {clusterAutoscaler: {version: 9.1.2}}'
      )
})
const { objects } = example.build('production', 'autoscaling')
const variant = other.build('production', 'autoscaling').objects

function requirements(pool: Fields): Record<string, unknown> {
  const found = list(at(pool, 'spec'), 'template', 'spec', 'requirements')
  expect(found.filter(({ operator }) => operator !== 'In')).toEqual([])
  return Object.fromEntries(found.map(({ key, values }) => [key, values]))
}

describe('Karpenter', () => {
  const pool = find(objects, 'NodePool gpu-spot')
  const template = at(pool.spec, 'template')

  test('creates the nodes of a pool with its instances, purchase option and taint', () => {
    expect(requirements(pool)).toEqual({
      'karpenter.k8s.aws/instance-category': ['g', 'p'],
      'karpenter.sh/capacity-type': ['spot'],
      'kubernetes.io/arch': ['amd64'],
      'kubernetes.io/os': ['linux']
    })
    expect(at(template, 'spec', 'taints')).toEqual([
      { key: 'dedicated', value: 'gpu-spot', effect: 'NoSchedule' }
    ])
    expect(at(pool.spec, 'limits')).toEqual({ 'nvidia.com/gpu': '32' })
  })

  test('labels them so that people can select the pool in notebooks', () => {
    expect(at(template, 'metadata', 'labels')).toEqual({ 'tenantry.dev/pool': 'gpu-spot' })
  })

  test('uses the instance types in the file, or else instances with GPUs', () => {
    const small = find(variant, 'NodePool small')
    expect(requirements(small)).toMatchObject({
      'node.kubernetes.io/instance-type': ['m7i.large', 'c7i.large'],
      'karpenter.sh/capacity-type': ['on-demand']
    })
    expect([at(small.spec, 'limits'), at(small.spec, 'template', 'spec', 'taints')]).toEqual([
      {},
      undefined
    ])
    expect(requirements(find(variant, 'NodePool any'))).toMatchObject({
      'karpenter.k8s.aws/instance-category': ['g', 'p']
    })
  })

  test('starts nodes from the pinned image, and keeps their credentials from pods', () => {
    const { spec } = find(objects, 'EC2NodeClass kubeflow')
    const discovered = [{ tags: { 'karpenter.sh/discovery': 'kubeflow-production' } }]
    expect(spec).toMatchObject({
      role: 'kubeflow-production-node',
      amiSelectorTerms: [{ alias: 'al2023@v20260801' }],
      subnetSelectorTerms: discovered,
      securityGroupSelectorTerms: discovered,
      metadataOptions: { httpTokens: 'required', httpPutResponseHopLimit: 1 }
    })
    expect(list(spec, 'blockDeviceMappings')[0]?.deviceName).toBe('/dev/xvda')
    const changed = find(variant, 'EC2NodeClass kubeflow').spec
    expect(list(changed, 'blockDeviceMappings')[0]?.deviceName).toBe('/dev/xvdb')
    expect(list(changed, 'subnetSelectorTerms')).toEqual([
      { tags: { 'karpenter.sh/discovery': 'nodes' } }
    ])
  })

  test('has one class for all pools', () => {
    expect(variant.map(nameOf).sort()).toEqual([
      'EC2NodeClass kubeflow',
      'NodePool any',
      'NodePool gpu-spot',
      'NodePool small'
    ])
  })
})

describe('the Cluster Autoscaler', () => {
  const pinned = releaseOf('26.03').addons.autoscaler
  const role =
    'arn:aws:iam::444455556666:role/tenantry/kubeflow-staging/platform/kubeflow-staging.service.cluster-autoscaler'
  const values = {
    awsRegion: 'eu-central-1',
    autoDiscovery: { clusterName: 'kubeflow-staging' },
    rbac: {
      serviceAccount: {
        name: 'cluster-autoscaler',
        annotations: { 'eks.amazonaws.com/role-arn': role }
      }
    }
  }

  test('is installed by Flux in the tested version', () => {
    const things = example.build('staging', 'autoscaling').objects
    const name = 'kube-system/cluster-autoscaler'
    expect(find(things, `HelmRepository ${name}`).spec?.url).toBe(pinned.repository)
    const { spec, metadata } = find(things, `HelmRelease ${name}`)
    expect(metadata).not.toHaveProperty('annotations')
    expect(at(spec, 'chart', 'spec')).toEqual({
      chart: 'cluster-autoscaler',
      version: pinned.version,
      sourceRef: { kind: 'HelmRepository', name: 'cluster-autoscaler' }
    })
    expect(spec?.values).toMatchObject(values)
  })

  test('is installed by Argo CD in the version in the file, if there is no Flux', () => {
    const things = other.build('staging', 'autoscaling').objects
    expect(things.map(nameOf)).toEqual(['Application argocd/cluster-autoscaler'])
    const source = at(things[0]?.spec, 'source')
    expect([at(source, 'repoURL'), at(source, 'targetRevision')]).toEqual([
      pinned.repository,
      '9.1.2'
    ])
    expect(at(source, 'helm', 'valuesObject')).toMatchObject(values)
  })

  test('may resize the node groups of its own cluster, and no others', () => {
    const [cluster] = example.clusters.filter(({ name }) => name === 'staging')
    const files = cluster ? parts(example.model, cluster).flatMap(({ files }) => files) : []
    const note = files.find(({ path }) => path.endsWith('/autoscaling/iam.json'))
    const [found] = JSON.parse(note?.text ?? '').roles
    expect(found.arn).toBe(role)
    const writing = found.permissions.Statement.filter(({ Condition }: Fields) => Condition)
    expect(writing.map(({ Condition }: Fields) => Condition)).toEqual([
      {
        StringEquals: {
          'aws:ResourceTag/k8s.io/cluster-autoscaler/kubeflow-staging': 'owned'
        }
      }
    ])
    const reading = found.permissions.Statement.filter(({ Condition }: Fields) => !Condition)
    expect(reading.flatMap(({ Action }: Fields) => Action)).toSatisfy((actions: string[]) =>
      actions.every(action => /:(Describe|Get)/.test(action))
    )
  })
})

test('matches the schemas, whoever installs it', context => {
  const all = ['production', 'staging'].flatMap(name =>
    [example, other].flatMap(({ build }) => build(name, 'autoscaling').objects)
  )
  const files = new Map(all.map((thing, i) => [`${i}.json`, thing as unknown]))
  expect(refused(toolOf('kubeconform', context), files)).toEqual([])
})

test.each([
  ['g', 'category', true],
  ['p5', 'family', true],
  ['p5en.48xlarge', 'type', true],
  ['gr6.4xlarge', 'type', true],
  ['u-6tb1.metal', 'type', false],
  ['m7i-flex.large', 'type', false],
  ['inf2', 'family', false],
  ['G5', undefined, false],
  ['8xlarge', undefined, false],
  ['g5 xlarge', undefined, false]
])('treats %s as a %s', (instance, naming, gpu) => {
  expect([namingOf(instance), naming !== undefined && hasGpu(instance)]).toEqual([naming, gpu])
})
