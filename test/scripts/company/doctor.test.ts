import { chmodSync, cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { layStructure } from '../../../scripts/overlay/structure.ts'
import { acme } from '../../support/acme.ts'
import { call, commitStart, example, reset, write } from '../../support/command.ts'

/** A kubectl that answers from files, refuses everything but `get`, and wants the context. */
const program = `#!/bin/sh
folder=$(dirname "$0")
[ "$1 $2" = "--context there" ] || exit 3
case $3 in
  get) [ "$4 $5" = "--raw /version" ] && exec cat "$folder/version.json"
    [ -f "$folder/$4.json" ] && exec cat "$folder/$4.json"
    echo "error: the server doesn't have a resource type \\"$4\\"" >&2; exit 1 ;;
  *) exit 4 ;;
esac
`

const bin = mkdtempSync(join(tmpdir(), "tenantry's kubectl "))
const path = process.env.PATH
let root = ''

beforeAll(() => {
  root = example()
  cpSync(join(acme, 'kustomize'), join(root, 'kustomize'), { recursive: true })
  cpSync(join(acme, 'generated'), join(root, 'generated'), { recursive: true })
  layStructure(root)
  commitStart(root)
  process.env.PATH = [bin, path].join(delimiter)
})
beforeEach(() => {
  reset(root)
  rmSync(bin, { recursive: true, force: true })
  write(bin, 'kubectl', program)
  chmodSync(join(bin, 'kubectl'), 0o755)
  has('version', { major: '1', minor: '33+' })
})
afterAll(() => {
  process.env.PATH = path
  for (const folder of [root, bin]) rmSync(folder, { recursive: true })
})

function has(resource: string, content: object): void {
  write(bin, `${resource}.json`, JSON.stringify(content))
}

function list(resource: string, ...items: readonly object[]): void {
  has(resource, { items })
}

const onCluster = async () => {
  const flags = ['--root', root, '--cluster', 'production', '--context', 'there']
  const { status, stdout } = await call(['doctor', ...flags])
  const text = stdout.slice(stdout.indexOf('the cluster production'))
  return { status, lines: text.split('\n').map(line => line.trim()) }
}

const deployment = (place: string, availableReplicas: number) => {
  const [namespace, name] = place.split('/')
  return { metadata: { namespace, name }, status: { availableReplicas } }
}

test('tells what an empty cluster needs', async () => {
  const { status, lines } = await onCluster()
  expect(status).toBe(1)
  expect(lines).toEqual(
    expect.arrayContaining([
      'ok     Kubernetes 1.33',
      'WRONG  the cluster does not know `kubeflow.org/v1 Profile`',
      'WRONG  the cluster does not know `security.istio.io/v1 AuthorizationPolicy`',
      'WRONG  there is no Deployment `istio-system/istiod`',
      'WRONG  there is no Deployment `flux-system/kustomize-controller`',
      'WRONG  argocd-cm has no `application.sync.impersonation.enabled`',
      'WRONG  there is no Pod Identity agent'
    ])
  )
  // Every server knows the groups of Kubernetes itself.
  expect(lines.join('\n')).not.toMatch(/`(rbac\.authorization|networking|storage)\.k8s\.io/)
})

test('tells what is there, and what of it is not right', async () => {
  has('version', { major: '1', minor: '29' })
  const names = { kind: 'Profile' }
  const versions = [
    { name: 'v1', served: false },
    { name: 'v1beta1', served: true }
  ]
  list('customresourcedefinitions', {
    metadata: { name: 'profiles.kubeflow.org' },
    spec: { group: 'kubeflow.org', names, versions }
  })
  list('deployments', deployment('istio-system/istiod', 2), deployment('argocd/argocd-server', 0))
  list('daemonsets', { metadata: { namespace: 'kube-system', name: 'eks-pod-identity-agent' } })
  list('namespaces', { metadata: { name: 'fraud' } }, { metadata: { name: 'other' } })
  const lax = { metadata: { namespace: 'istio-system', name: 'default' } }
  list('peerauthentications.security.istio.io', { ...lax, spec: { mtls: { mode: 'PERMISSIVE' } } })
  list('resourcequotas', {
    metadata: { namespace: 'fraud', name: 'kf-resource-quota' },
    status: { hard: { pods: '10', 'requests.cpu': '4' }, used: { pods: '10', 'requests.cpu': '2' } }
  })
  const { lines } = await onCluster()
  expect(lines).toEqual(
    expect.arrayContaining([
      'WRONG  Kubernetes 1.29',
      'WRONG  the cluster does not know `kubeflow.org/v1 Profile`',
      'ok     istio-system/istiod runs',
      'WRONG  argocd/argocd-server has no pod that is available',
      'ok     the Pod Identity agent is there',
      'WRONG  pods of `fraud` get no sidecar',
      'WRONG  PeerAuthentication `istio-system/default` lets plain text in',
      'note   `fraud/kf-resource-quota` is used up: pods 10'
    ])
  )
  expect(lines.join('\n')).not.toContain('other')
})

test('tells what cert-manager, the controllers of AWS and KServe could not do', async () => {
  const condition = (type: string, status: string, message: string) => ({
    status: { conditions: [{ type, status, message }] }
  })
  const one = (namespace: string, name: string) => ({ metadata: { namespace, name } })
  list('certificates.cert-manager.io', {
    ...one('kubeflow', 'katib-webhook-cert'),
    ...condition('Ready', 'False', 'the issuer is missing')
  })
  list(
    'roles.iam.services.k8s.aws',
    { ...one('aws-controllers', 'fraud'), ...condition('ACK.Terminal', 'True', 'no boundary') },
    { ...one('aws-controllers', 'churn'), ...condition('ACK.Recoverable', 'True', 'throttled') },
    { ...one('aws-controllers', 'search'), ...condition('ACK.ResourceSynced', 'True', '') }
  )
  list('deployments', deployment('ack-system/ack-iam-controller', 1))
  list('inferenceservices.serving.kserve.io', {
    ...one('fraud', 'scores'),
    ...condition('Ready', 'False', 'the image is not there')
  })
  const { lines } = await onCluster()
  expect(lines).toEqual(
    expect.arrayContaining([
      'WRONG  there is no Deployment `cert-manager/cert-manager`',
      'WRONG  there is no Deployment `kubeflow/kserve-controller-manager`',
      'WRONG  Certificate `kubeflow/katib-webhook-cert` is not ready: the issuer is missing',
      'WRONG  AWS refuses Role `aws-controllers/fraud`: no boundary',
      'note   AWS refuses Role `aws-controllers/churn`: throttled',
      'WRONG  no ACK controller of eks runs',
      'note   model `fraud/scores` is not ready: the image is not there'
    ])
  )
  expect(lines.join('\n')).not.toContain('ACK controller of iam')
  expect(lines.join('\n')).not.toContain('search')
})

test('tells which version a repository names, and what of it does not fit', async () => {
  write(root, 'package.json', '{"devDependencies": {"tenantry": "^0.1.0"}}')
  const { status, stdout } = await call(['doctor', '--root', root])
  expect(status).toBe(1)
  expect(stdout).toContain('WRONG  package.json names `^0.1.0`, which may become another version\n')
  expect(stdout).toContain('WRONG  no job runs Tenantry for pull requests\n')
  expect(stdout).toContain('note   no hook runs Tenantry\n')
  expect(stdout).toContain(`ok     node ${process.versions.node}\n`)
})

test.each([
  ['{"devDependencies": {"tenantry": "0.1.0"}}', 'package.json names Tenantry 0.1.0, and this is '],
  ['{', 'package.json is not JSON, and this is ']
])(
  'tells a package.json that brings another version, and check refuses it: %s',
  async (text, said) => {
    write(root, 'package.json', text)
    expect((await call(['doctor', '--root', root])).stdout).toContain(`WRONG  ${said}`)
    const { status, stderr } = await call(['check', '--root', root])
    expect({ status, stderr }).toMatchObject({ status: 1, stderr: expect.stringContaining(said) })
  }
)

test('tells the values that nobody has replaced, and a folder that is empty', async () => {
  write(
    root,
    'platform/clusters/edge.yaml',
    'domain: kf.corp.org # as in example.com\naws:\n  account: "111122223333"\n'
  )
  const { stdout } = await call(['doctor', '--root', root])
  expect(stdout).toContain(
    'WRONG  platform/clusters/edge.yaml still has values that `init` made up: line 3\n'
  )
  const empty = await call(['doctor', '--root', bin])
  expect(empty.stdout).toContain('WRONG  there is no platform/ here\n')
})

test('says why kubectl does not answer', async () => {
  const { status, stderr } = await call(['doctor', '--root', root, '--cluster', 'production'])
  expect({ status, stderr }).toMatchObject({
    status: 2,
    stderr: expect.stringMatching(/^error: kubectl cannot do .+\n$/)
  })
})
