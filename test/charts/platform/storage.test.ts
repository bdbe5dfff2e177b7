import { expect, test } from 'vitest'
import { platform } from '../../overlay/platform.ts'
import { find, nameOf } from '../../overlay/thing.ts'
import { modelOf } from '../../support/compile-texts.ts'
import { refused, toolOf } from '../../support/conform.ts'

const example = platform()

test("creates an EFS folder for each claim, owned by the notebooks' user", context => {
  const { objects } = example.build('production', 'storage')
  expect(objects.map(nameOf)).toEqual(['StorageClass efs'])
  const { metadata, parameters, provisioner, mountOptions } = find(objects, 'StorageClass efs')
  expect([provisioner, mountOptions]).toEqual(['efs.csi.aws.com', ['iam', 'tls']])
  expect(parameters).toEqual({
    provisioningMode: 'efs-ap',
    fileSystemId: 'fs-0123456789abcdef0',
    directoryPerms: '700',
    uid: '1000',
    gid: '100',
    basePath: '/kubeflow',
    subPathPattern: ['$', '{.PVC.namespace}/', '$', '{.PVC.name}'].join(''),
    ensureUniqueDirectory: 'true',
    reuseAccessPoint: 'false'
  })
  expect(metadata.annotations).toEqual({ 'kustomize.toolkit.fluxcd.io/substitute': 'disabled' })
  const files = new Map(objects.map((thing, i) => [`${i}.json`, thing as unknown]))
  expect(refused(toolOf('kubeconform', context), files)).toEqual([])
})

test('creates no class unless the file has one', () => {
  const [staging] = example.clusters.filter(({ name }) => name === 'staging')
  expect(staging?.efs).toBeNull()
})

test('lets tenants use the class, with volumes that several nodes can write', () => {
  const text = 'owner: alice@example.com\nvolumes: [{name: data, size: 10Gi, class: efs}]\n'
  const { tenants } = modelOf({
    'platform/clusters/production.yaml': `kubeflow: "26.03"
domain: kubeflow.example.com
identity: {provider: {external: {issuer: https://login.example.com, clientId: kubeflow}}}
gitops: {repository: https://github.com/example/tenants}
aws: {account: "111122223333", region: eu-central-1, eks: kubeflow}
storage: {efs: {fileSystem: fs-0123456789abcdef0, class: efs}}
`,
    'tenants/fraud.yaml': text
  })
  expect(tenants[0]?.volumes.map(({ class: name, many }) => [name, many])).toEqual([['efs', true]])
})
