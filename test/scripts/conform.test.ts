import { cpSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { loadAll } from 'js-yaml'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Manifest } from '../../charts/objects/manifest.ts'
import { nameOf } from '../../charts/verify/invariants.ts'
import { rootsOf } from '../../scripts/conform/built-roots.ts'
import { tenantCause } from '../../scripts/conform/cause.ts'
import { compile } from '../../src/compile.ts'
import { readTree } from '../../src/files/disk.ts'
import { acme, copyAcme, layStructure } from '../support/acme.ts'
import { call, example, filesIn, run, write } from '../support/command.ts'
import { toolOf } from '../support/conform.ts'
import { needUpstream } from '../support/upstream.ts'

const root = example(['tenants', 'platform', 'generated'])
const pristine = `${root} pristine`

const conform = (...args: readonly string[]) => call(['conform', '--root', root, ...args])
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const edit = (path: string, from: string, to: string) => {
  expect(read(path)).toContain(from)
  write(root, path, read(path).replace(from, to))
}

/** `conform` of the example with all that its engines would build. */
function whole(): string[] {
  copyAcme(root, ['kustomize'])
  layStructure(root)
  return ['conform', '--root', root]
}

beforeAll(() => {
  cpSync(root, pristine, { recursive: true })
})
beforeEach(context => {
  for (const name of ['kustomize', 'kubeconform'] as const) toolOf(name, context)
  rmSync(root, { recursive: true })
  cpSync(pristine, root, { recursive: true })
})
afterAll(() => {
  for (const folder of [root, pristine]) rmSync(folder, { recursive: true })
})

test('the committed output builds and conforms, and the tools are named', async () => {
  const { status, stdout, stderr } = await run([...whole(), '--cluster', 'staging'], {
    UPSTREAM: ''
  })
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  expect(stdout).toMatch(
    /^kustomize v5\S* \S*.*\nkubeconform v\S+.*\na skeleton of Kubeflow 26.03\n\d{3} objects of \d\d roots, all valid\n$/
  )
})

test('the same holds with all of Kubeflow', async context => {
  const { status, stdout } = await run(whole(), { UPSTREAM: needUpstream(context) })
  expect({ status, stdout }).toEqual({
    status: 0,
    stdout: expect.stringMatching(
      /\nKubeflow 26.03, from UPSTREAM\n\d{4} objects of \d\d roots, all valid\n$/
    )
  })
})

test('everything that an engine builds is built', () => {
  const { model } = compile(readTree(acme), { today: '2026-06-15', touched: new Set() })
  const built = model ? rootsOf(acme, model).map(({ path }) => path) : []
  const named = Object.entries(filesIn(acme)).flatMap(([path, text]) =>
    /^[^/]+\/(flux|argocd)\//.test(path)
      ? [...text.matchAll(/^ *path: (?:\.\/)?((?:generated|kustomize)\/\S+)$/gm)].map(
          ([, each]) => each
        )
      : []
  )
  expect(named.length).toBeGreaterThan(60)
  expect(named.filter(path => !built.includes(path ?? ''))).toEqual([])
})

test('tenants that are reconciled on their own are built too', () => {
  const path = 'platform/clusters/staging.yaml'
  const bytes = new TextEncoder().encode(
    read(path).replace('flux: true', 'flux: {perTenant: true}')
  )
  const files = new Map([...readTree(acme), [path, { kind: 'file', bytes }] as const])
  const { model } = compile(files, { today: '2026-06-15', touched: new Set() })
  const built = model ? rootsOf(acme, model).map(({ path }) => path) : []
  expect(built).toContain('generated/staging/tenants/fraud/namespace')
  expect(built).not.toContain('generated/production/tenants/fraud/namespace')
})

describe('an object is attributed to its line in a source', () => {
  const { model } = compile(readTree(acme), { today: '2026-06-15', touched: new Set() })
  const lineOf = (tenant: string, file: string, name: string) => {
    const folder = `${acme}/generated/production/tenants/${tenant}`
    const objects = loadAll(readFileSync(`${folder}/${file}.yaml`, 'utf8')) as Manifest[]
    const object = objects.find(each => nameOf(each) === name) ?? expect.fail(`no ${name}`)
    const found = model?.tenants.find(each => {
      return each.name === tenant && each.cluster.name === 'production'
    })
    const { source, start } = found ? tenantCause(found, object, '') : expect.fail(tenant)
    return source.text
      .slice(source.text.lastIndexOf('\n', start) + 1)
      .split('\n')[0]
      ?.trim()
  }

  test.each([
    ['fraud', 'bootstrap/objects', 'Namespace fraud', 'owner: alice@example.com'],
    ['fraud', 'bootstrap/objects', 'PersistentVolume efs-fraud.datasets', '- name: datasets'],
    [
      'fraud',
      'bootstrap/objects',
      'Role ack-system/tenant.fraud',
      'read: [s3://shared-datasets/fraud]'
    ],
    ['fraud', 'namespace/objects', 'ExternalSecret fraud/license', '- name: license'],
    ['fraud', 'namespace/objects', 'PodDefault fraud/pool-gpu-spot', 'pools: [gpu-spot]'],
    ['fraud', 'namespace/grants', 'RoleBinding fraud/namespaceAdmin', 'owner: alice@example.com'],
    [
      'fraud',
      'namespace/grants',
      'RoleBinding fraud/user-dan-example-com-clusterrole-view',
      '- group: fraud-analysts'
    ],
    [
      'fraud',
      'namespace/grants',
      'RoleBinding fraud/workload-ci.deployer-edit',
      '- serviceAccount: ci/deployer'
    ],
    [
      'fraud',
      'namespace/grants',
      'AuthorizationPolicy fraud/workload-pricing.default-editor-view',
      '- tenant: pricing'
    ],
    [
      'fraud',
      'namespace/grants',
      'AuthorizationPolicy fraud/models',
      'callers: [{tenant: pricing}, {serviceAccount: ci/deployer}]'
    ],
    [
      'pricing',
      'namespace/grants',
      'AuthorizationPolicy pricing/from-fraud',
      'from: [{tenant: fraud}]'
    ],
    [
      'pricing',
      'namespace/objects',
      'LimitRange pricing/tenantry',
      'default: {cpu: 500m, memory: 1Gi}'
    ]
  ])('%s, in %s: %s', (...[tenant, file, name, line]) => {
    expect(lineOf(tenant, file, name)).toBe(line)
  })
})

describe('a finding is reported at the line that caused it', () => {
  const objects = 'generated/production/tenants/fraud/namespace/objects.yaml'
  const data = '  desc: Shared data, read only\n'

  test('if the API server would reject an object of a tenant', async () => {
    edit(objects, data, `${data}  selectors: {}\n`)
    const { status, stdout, stderr } = await conform()
    expect(status).toBe(1)
    expect(stderr).toContain('error[invalid-object]: `PodDefault fraud/datasets` would be refused')
    expect(stderr).toMatch(/additional\s+properties 'selectors' not allowed/)
    expect(stderr).toMatch(
      /--> tenants\/ds-delta\/fraud\.yaml:27:5\n.*\n.*27 \| {3}- name: datasets/
    )
    expect(stderr).toContain(` --> ${objects}:`)
    expect(stderr).toContain('1 error in 1 file')
    expect(stdout).toMatch(/\d+ objects of \d roots, 1 mistake\n$/)
  })

  test('for each of several, including missing schemas and failed builds', async () => {
    const grants = 'generated/production/tenants/fraud/namespace/grants.yaml'
    edit(
      grants,
      '  name: user-bob-example-com-clusterrole-edit\n',
      '  name: user-bob-example-com-clusterrole-edit\n  nam: x\n'
    )
    edit(
      'generated/production/tenants/fraud/bootstrap/objects.yaml',
      "requests.cpu: '32'",
      'requests.cpu: true'
    )
    write(
      root,
      objects,
      `${read(objects)}---\napiVersion: example.com/v1\nkind: Widget\nmetadata:\n  name: a\n  namespace: fraud\n`
    )
    rmSync(join(root, 'generated/staging/tenants/churn/namespace/grants.yaml'))
    const marker = 'generated/production/shards/1/bootstrap/kustomization.yaml'
    write(root, marker, read(marker).replace(/^resources:\n(.*\n)+/m, 'resources: []\n'))
    const { status, stdout, stderr } = await conform('--format', 'json')
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' })
    const { diagnostics } = JSON.parse(stdout) as { diagnostics: Told[] }
    const told = diagnostics.map(({ code, file, start }) => `${code} ${file}:${start.line}`)
    expect(told.sort()).toEqual([
      'invalid-object tenants/ds-delta/fraud.yaml:16',
      'invalid-object tenants/ds-delta/fraud.yaml:5',
      expect.stringMatching(/^invalid-root platform\/clusters\/production.yaml:\d+$/),
      'invalid-root tenants/churn.yaml:3',
      'missing-schema tenants/ds-delta/fraud.yaml:3'
    ])
    const lines = read('tenants/ds-delta/fraud.yaml').split('\n')
    expect([lines[4], lines[15]?.split(':')[0]]).toEqual(['  - user: bob@example.com', 'quota'])
  })

  test('if the platform team wrote or patched the object', async () => {
    whole()
    const place = (name: string) => `kustomize/clusters/staging/${name}/kustomization.yaml`
    const patch = (name: string, text: string) =>
      write(root, place(name), `${read(place(name))}patches:\n  - patch: |-\n${text}`)
    patch(
      'training',
      '      apiVersion: apps/v1\n      kind: Deployment\n      metadata: {name: nobody, namespace: kubeflow}\n'
    )
    patch(
      'network',
      '      apiVersion: networking.k8s.io/v1\n      kind: NetworkPolicy\n      metadata: {name: default-allow-same-namespace, namespace: kubeflow}\n      spec: {ingres: []}\n'
    )
    edit('generated/staging/platform/ingress/objects.yaml', 'spec:\n', 'spec:\n  rule: []\n')
    const { status, stdout } = await conform('--cluster', 'staging', '--format', 'github')
    expect(status).toBe(1)
    const told = stdout
      .trim()
      .split('\n')
      .map(each => /file=([^,]+),line=\d+,.*title=([^:]+)/.exec(each)?.slice(1).join(' '))
    expect(told.sort()).toEqual([
      'kustomize/clusters/staging/network/kustomization.yaml invalid-object',
      'kustomize/clusters/staging/training/kustomization.yaml invalid-root',
      'platform/clusters/staging.yaml invalid-object'
    ])
  })
})

interface Told {
  readonly code: string
  readonly file: string
  readonly start: { readonly line: number }
}

test('a missing program is explained, and nothing is skipped', async () => {
  expect(await run(['conform', '--root', root], { KUBECONFORM: 'nowhere' })).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('KUBECONFORM names `nowhere`, which does not exist')
  })
  expect(await run(['conform', '--root', root], { PATH: '/nowhere', KUSTOMIZE: '' })).toMatchObject(
    {
      status: 2,
      stderr: expect.stringContaining('found no kustomize: install Go')
    }
  )
})

test("authors' mistakes are reported first", async () => {
  write(root, 'tenants/slip.yaml', 'ownr: alice@example.com\n')
  expect((await conform()).stderr).toContain('error: there are mistakes in the files')
})
