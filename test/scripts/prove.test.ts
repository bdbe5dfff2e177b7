import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { load } from 'js-yaml'
import { afterAll, describe, expect, test } from 'vitest'
import { makeTokens, tokenFile } from '../../scripts/prove/account.ts'
import { announcement } from '../../scripts/prove/announce.ts'
import { leash } from '../../scripts/prove/child-process.ts'
import { freePorts } from '../../scripts/prove/port.ts'
import {
  lackOf,
  neededFor,
  programNames,
  programOf,
  programs,
  without
} from '../../scripts/prove/program.ts'
import type { Fields } from '../overlay/thing.ts'
import { thing } from '../overlay/tries/try.ts'
import { identityOf } from '../prove/support/access.ts'
import { canonical } from '../prove/support/amount.ts'
import { answerOf, listedIn } from '../prove/support/contributors.ts'
import { controllerArgs } from '../prove/support/controller.ts'
import { unbound } from '../prove/support/objects.ts'
import { until } from '../prove/support/wait.ts'
import { page, table } from '../prove/table/closing.ts'
import { run } from '../support/command.ts'
import { needUpstream } from '../support/upstream.ts'

const folder = mkdtempSync(join(tmpdir(), 'tenantry-'))
afterAll(() => rmSync(folder, { recursive: true }))

function script(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, `#!/bin/sh\n${text}\n`)
  chmodSync(path, 0o755)
  return path
}

describe('a program of the proof', () => {
  test('is outside the tree, in a folder per state of its module', () => {
    const { path, about, built } = programOf('control-plane', { XDG_CACHE_HOME: folder })
    expect(path).toMatch(/\/tenantry\/[0-9a-f]{16}\/control-plane$/)
    expect(path.startsWith(folder)).toBe(true)
    expect(about).toMatch(/^kubernetes v1\.\d+\.\d+, etcd v3\.\d+\.\d+$/)
    expect(built).toBe(false)
  })

  test('can be given by an environment variable', () => {
    const path = script('mine', 'exit 0')
    expect(programOf('kustomize-controller', { KUSTOMIZE_CONTROLLER: path })).toMatchObject({
      path,
      built: true
    })
    const missing = () => programOf('control-plane', { CONTROL_PLANE: 'nowhere' })
    expect(missing).toThrow('CONTROL_PLANE names `nowhere`, which does not exist')
  })

  test.each(programNames)('has its versions in its module: %s', name => {
    expect(programOf(name, { XDG_CACHE_HOME: folder }).about).toMatch(/^\S+ v\d+\.\d+/)
  })

  test('is told with the reason if it is not there', () => {
    const env = { XDG_CACHE_HOME: folder }
    expect(lackOf('kustomize-controller', env)).toBe(
      'there is no kustomize-controller: `npm run prove` builds it'
    )
    const reason = 'Go cannot build kustomize-controller: no network'
    expect(
      lackOf('kustomize-controller', {
        ...env,
        [without]: JSON.stringify({ 'kustomize-controller': reason })
      })
    ).toBe(reason)
    expect(
      lackOf('kustomize-controller', { KUSTOMIZE_CONTROLLER: script('other', 'exit 0') })
    ).toBeUndefined()
  })

  test('is announced with its build time only if it has to be built', () => {
    const program = programOf('control-plane', { XDG_CACHE_HOME: folder })
    expect(announcement([program])).toContain(
      'builds control-plane with Go, once: this takes about 5 minutes'
    )
    const path = script('there', 'exit 0')
    const there = announcement([{ ...program, path, built: true }])
    expect(there).not.toContain('builds')
    expect(there).toContain(`${program.about}, 0 MB`)
  })

  test('is built only for a run of scenarios that need it', () => {
    expect(neededFor([], true)).toEqual(programNames)
    expect(neededFor([], false)).toEqual(programNames.filter(name => name !== 'argocd'))
    expect(neededFor(['guards'], true)).not.toContain('istio')
    expect(neededFor(['guards'], false)).toContain('control-plane')
    expect(neededFor(['guards', 'change'], true)).toContain('argocd')
    const named = Object.values(programs).flatMap(each =>
      'scenarios' in each ? each.scenarios : []
    )
    const files = named.map(name => `test/prove/${name}.prove.ts`)
    expect(files.filter(file => !existsSync(file))).toEqual([])
  })

  test('the command keeps a record of all scenarios only', async () => {
    const { status, stderr } = await run(['prove', '--record', '--only', 'life'])
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: 'error: `--record` takes all scenarios, without `--only`\n'
    })
  })

  test('the command rejects unknown flags in one line', async () => {
    const { status, stderr } = await run(['prove', '--nothing'])
    expect({ status, first: stderr.split('\n')[0] }).toMatchObject({
      status: 2,
      first: expect.stringContaining('there is no flag `--nothing`')
    })
  })
})

describe('a leashed program', () => {
  const log = join(folder, 'log')

  test('ends when nobody holds the leash', async () => {
    const ended = join(folder, 'ended')
    const holder = script('holder', `echo "$@" > ${log}; cat > /dev/null; echo yes > ${ended}`)
    const running = leash({ holder, args: ['some', '--flag'], log })
    await until(
      async () => (readFileSync(log, 'utf8') === '' ? undefined : true),
      () => 'silence'
    )
    running.check()
    await running.stop()
    expect(readFileSync(log, 'utf8')).toBe('leashed some --flag\n')
    expect(readFileSync(ended, 'utf8')).toBe('yes\n')
    expect(running.check).toThrow('some is not running')
  })

  test('is reported with its last output if it ends by itself', async () => {
    const running = leash({
      holder: script('short', 'echo no such flag; exit 1'),
      args: ['etcd'],
      log
    })
    const seen = () => {
      try {
        running.check()
      } catch (error) {
        return Promise.resolve((error as Error).message)
      }
      return Promise.resolve(undefined)
    }
    expect(await until(seen, () => 'it runs')).toMatch(/etcd is not running.*no such flag/s)
    await running.stop()
  })

  test('is reported if it does not exist', async () => {
    const running = leash({ holder: join(folder, 'nothing'), args: ['etcd'], log })
    await running.stop()
    expect(running.check).toThrow('etcd is not running')
  })
})

test('each program has its own token, under the name that it has in a cluster', () => {
  const tokens = makeTokens()
  expect(new Set(Object.values(tokens)).size).toBe(8)
  expect(tokenFile(tokens)).toContain(
    `${tokens.flux},system:serviceaccount:flux-system:kustomize-controller,flux,"system:serviceaccounts,system:serviceaccounts:flux-system"\n`
  )
})

test('the table at the end of a run can be kept as a page', () => {
  const rows = [
    ['argocd', '12', '5000', '0', 'argo-cd v3.6.1'],
    ['mesh', '0', '0', '0', 'not proven: see below']
  ]
  expect(table(rows)).toEqual([
    'scenario  tests  questions  differed  asked of',
    'argocd    12     5000       0         argo-cd v3.6.1',
    'mesh      0      0          0         not proven: see below'
  ])
  expect(page(rows, ['not there: nodes'], '2026-11-30')).toBe(`# What was proven with what

Written on 2026-11-30 by \`npm run prove -- --record\`. [proof.md](proof.md) says what each scenario shows.

| scenario | tests | questions | differed | asked of |
| --- | --- | --- | --- | --- |
| argocd | 12 | 5000 | 0 | argo-cd v3.6.1 |
| mesh | 0 | 0 | 0 | not proven: see below |

- not there: nodes
`)
})

test('ports are distinct', async () => {
  expect(new Set(await freePorts(5)).size).toBe(5)
})

test.each([
  ['4000m', '4'],
  ['8192Mi', '8Gi'],
  ['0.5Gi', '512Mi'],
  [1, '1'],
  ['500m', '500m'],
  ['0.5', '500m'],
  ['1500m', '1500m'],
  ['128Gi', '128Gi'],
  ['2Ti', '2Ti'],
  ['1000', '1k'],
  ['0', '0']
])('Kubernetes writes %s back as %s', (given, written) => {
  expect(canonical(given)).toBe(written)
})

test('access tables contain people and accounts, and the server is asked about both', () => {
  expect(identityOf('alice@example.com')).toEqual({
    user: 'alice@example.com',
    groups: ['system:authenticated']
  })
  expect(identityOf('ci/deployer')).toEqual({
    user: 'system:serviceaccount:ci:deployer',
    groups: ['system:serviceaccounts', 'system:serviceaccounts:ci', 'system:authenticated']
  })
})

test('the real profile controller is started as in its Deployment', () => {
  const config = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'profiles-config-abc' },
    data: { USERID_HEADER: 'who' }
  }
  const labels = {
    ...config,
    metadata: { name: 'namespace-labels-data-x' },
    data: { 'namespace-labels.yaml': 'a: b\n' }
  }
  const container = {
    name: 'manager',
    command: [
      '/manager',
      '-userid-header',
      '$(USERID_HEADER)',
      '-userid-prefix',
      '$(USERID_PREFIX)'
    ]
  }
  const deployment = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'profiles-deployment' },
    spec: { template: { spec: { containers: [container] } } }
  }
  const components = [{ name: 'profiles', things: [config, labels, deployment] }]
  const file = join(folder, 'namespace-labels.yaml')
  const args = controllerArgs(folder, { components, about: '' })
  expect(args.slice(0, 4)).toEqual(['-userid-header', 'who', '-userid-prefix', ''])
  expect(args.slice(-2)).toEqual(['-namespace-labels-path', file])
  expect(readFileSync(file, 'utf8')).toBe('a: b\n')
})

test("the workflow and the page name the images of Kubeflow's manifests", context => {
  const folder = join(needUpstream(context), 'kubeflow-26.03/applications/profiles/upstream')
  const images = ['base', 'overlays/kubeflow'].flatMap(place => {
    const { images = [] } = load(
      readFileSync(join(folder, place, 'kustomization.yaml'), 'utf8')
    ) as { readonly images?: readonly { readonly newName: string; readonly newTag: string }[] }
    return images.map(({ newName, newTag }) => `${newName}:${newTag}`)
  })
  expect(images.length).toBe(2)
  for (const file of ['.github/workflows/prove.yaml', 'docs/proof.md'])
    for (const image of images) expect(readFileSync(file, 'utf8')).toContain(image)
})

test.each([
  ['its disk is not bound', { phase: 'Pending' }, 1],
  ['it is not there', undefined, 1],
  ['it is bound', { phase: 'Bound' }, 0]
])('a claim is waited for if %s', async (_, status, count) => {
  const claim = (name: string, spec: Fields) =>
    thing(`v1 PersistentVolumeClaim fraud/${name}`, { spec })
  const api = { get: async () => status && { ...claim('datasets', {}), status } }
  const things = [claim('datasets', { volumeName: 'efs-fraud.datasets' }), claim('scratch', {})]
  expect(await unbound(api, things)).toHaveLength(count)
})

// kubeflow/kubeflow, components/access-management/kfam: bindings.go, model_binding.go
test('the answers of KFAM are read, and given by its stand-in, as its source writes them', () => {
  const answer = {
    bindings: [
      {
        user: { kind: 'User', name: 'bob@example.com' },
        referredNamespace: 'fraud',
        RoleRef: { kind: 'ClusterRole', name: 'edit' }
      }
    ]
  }
  expect(listedIn(answer)).toEqual(['bob@example.com edit'])
  const annotations = { user: 'bob@example.com', role: 'view' }
  const person = { kind: 'User', name: 'bob@example.com' }
  const binding = (subjects: Fields[], metadata: Fields) => {
    const roleRef = { kind: 'ClusterRole', name: 'kubeflow-edit' }
    const what = { roleRef, subjects }
    return thing('rbac.authorization.k8s.io/v1 RoleBinding fraud/bob', what, metadata)
  }
  const listed = binding([person], { annotations })
  const other = binding([person], { annotations: { user: person.name } })
  expect(answerOf([listed, other])).toEqual(answer)
  expect(() => answerOf([binding([], { annotations })])).toThrow('bob breaks the dashboard')
})
