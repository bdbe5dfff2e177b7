import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { loadAll } from 'js-yaml'
import { afterAll, describe, expect, test } from 'vitest'
import { refusals, requestOf } from '../../overlay/admission.ts'
import type { Thing } from '../../overlay/thing.ts'
import { acme } from '../../support/acme.ts'
import { call, example, write } from '../../support/command.ts'

const place = mkdtempSync(join(tmpdir(), 'tenantry-'))
const root = example()
afterAll(() => {
  for (const folder of [place, root]) rmSync(folder, { recursive: true })
})

const adopt = (...args: readonly string[]) => call(['adopt', '--root', root, ...args])

/** Runs a script in a shell with a fake kubectl and returns the words of each call. */
function callsOf(script: string): string[][] {
  const log = join(place, 'log')
  const kubectl = join(place, 'kubectl')
  writeFileSync(log, '')
  writeFileSync(kubectl, `#!/bin/sh\nprintf '%s\\0' "$@" >> '${log}'\nprintf '\\n' >> '${log}'\n`)
  chmodSync(kubectl, 0o755)
  const env = { ...process.env, PATH: `${place}${delimiter}${process.env.PATH}` }
  // The last command lists what is left, and its `grep` finds nothing here.
  execFileSync('sh', ['-uc', `${script}\ntrue`], { env, stdio: 'pipe' })
  const lines = readFileSync(log, 'utf8')
    .split('\n')
    .filter(line => line !== '')
  return lines.map(line => line.split('\0').slice(0, -1))
}

/** Applies the calls that change a namespace. */
function changed(namespace: Thing, calls: readonly (readonly string[])[]): Thing {
  const metadata = structuredClone(namespace.metadata) as Record<string, unknown>
  for (const [verb = '', kind, name, ...words] of calls) {
    if (kind !== 'namespace' || !['patch', 'annotate', 'label'].includes(verb)) continue
    expect(name).toBe(namespace.metadata.name)
    if (verb === 'patch') Object.assign(metadata, JSON.parse(words.at(-1) ?? '').metadata)
    const field = verb === 'label' ? 'labels' : 'annotations'
    const pairs = words.filter(word => verb !== 'patch' && !word.startsWith('--'))
    const added = pairs.map(pair => [
      pair.slice(0, pair.indexOf('=')),
      pair.slice(pair.indexOf('=') + 1)
    ])
    metadata[field] = { ...(metadata[field] as object), ...Object.fromEntries(added) }
  }
  return { ...namespace, metadata: metadata as unknown as Thing['metadata'] }
}

const objects = (path: string) =>
  loadAll(readFileSync(join(acme, 'generated/production', path), 'utf8')) as Thing[]
const compiled = (tenant: string, kind: string): Thing => {
  const found = objects(`tenants/${tenant}/bootstrap/objects.yaml`).find(each => each.kind === kind)
  return found ?? expect.fail(`${tenant} has no ${kind}`)
}

/** A namespace as the profile controller would have created it. */
const old = {
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: {
    name: 'fraud',
    annotations: { owner: 'somebody@example.com' },
    labels: { 'istio-injection': 'enabled' },
    ownerReferences: [{ kind: 'Profile', name: 'fraud' }]
  }
} as Thing // with a field that our objects never have

describe('an existing namespace', () => {
  const guards = objects('platform/guards/objects.yaml')
  const world = { namespaces: {}, decide: () => false, action: 'Deny' } as const
  const refused = (user: string, from: Thing, to: Thing) =>
    refusals(guards, requestOf({ user, groups: ['system:authenticated'] }, from, to), world)
  const git = 'system:serviceaccount:flux-system:tenantry-bootstrap'

  test('gets what the profile controller and the guards require, and git can take over', async () => {
    const { status, stdout, stderr } = await adopt('fraud', '--cluster', 'production')
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    const ready = changed(old, callsOf(stdout))
    const meant = compiled('fraud', 'Namespace')
    expect(ready.metadata).toMatchObject({ ownerReferences: null })
    expect(ready.metadata.annotations?.owner).toBe('alice@example.com')
    expect(compiled('fraud', 'Profile').spec?.owner).toMatchObject({ name: 'alice@example.com' })
    const { 'app.kubernetes.io/managed-by': made, ...labels } = meant.metadata.labels ?? {}
    expect([made, ready.metadata.labels]).toEqual(['tenantry', labels])

    expect(refused(git, old, meant)).toHaveLength(1)
    expect(refused('root@example.com', old, ready)).toEqual([])
    expect(refused('alice@example.com', old, ready)).toHaveLength(1)
    expect(refused(git, ready, meant)).toEqual([])
    // After the takeover the guard no longer lets a person do this.
    expect(refused('root@example.com', meant, ready)).toHaveLength(1)
  })

  test('has its steps in order, dependents first and the Profile last', async () => {
    const { stdout } = await adopt('fraud', '--cluster', 'production')
    const verbs = callsOf(stdout).map(words =>
      words
        .filter(word => /^[a-z]+$/.test(word))
        .slice(0, 2)
        .join(' ')
    )
    expect(verbs).toEqual([
      'get namespace',
      'get fraud',
      'patch namespace',
      'get fraud',
      'annotate namespace',
      'label namespace',
      'wait fraud',
      'kubeflow rollout',
      'fraud get'
    ])
  })

  test('keeps people who are not in its file, and lists them separately', async () => {
    const { stdout } = await adopt('fraud', '--cluster', 'production')
    const pattern = /--extended-regexp '(.*?)'/.exec(stdout)?.[1] ?? ''
    const left = ['user-eve-example-com-clusterrole-edit', 'user-bob-example-com-clusterrole-view']
    const taken = objects('tenants/fraud/namespace/grants.yaml')
      .filter(({ kind, metadata }) => kind === 'RoleBinding' && metadata.annotations?.user)
      .map(({ metadata }) => metadata.name)
    expect(taken).toContain('user-bob-example-com-clusterrole-edit')
    const names = [...taken, ...left]
    expect(names.filter(name => !new RegExp(pattern).test(`${name} `))).toEqual(left)
  })

  test("loses Kubeflow's Secret only if pipelines use keys of their own", async () => {
    const command = 'delete secret --ignore-not-found mlpipeline-minio-artifact'
    expect((await adopt('smallest', '--cluster', 'staging')).stdout).toContain(command)
    expect((await adopt('smallest', '--cluster', 'production')).stdout).not.toContain(
      'delete secret'
    )
  })

  test('is handled per cluster, and a suspended one gets no owner', async () => {
    const { stdout } = await adopt('forecast')
    expect(stdout.match(/^# Namespace forecast on cluster \S+/gm)).toEqual([
      '# Namespace forecast on cluster production',
      '# Namespace forecast on cluster staging'
    ])
    expect(stdout).toContain('--overwrite owner=suspended@tenantry.invalid')
  })

  test('keeps label values that a shell would change', async () => {
    write(root, 'tenants/quoted.yaml', 'owner: "o\'brien@example.com"\n')
    const { status, stdout } = await adopt('quoted', '--cluster', 'production')
    expect(status).toBe(0)
    expect(callsOf(stdout)).toContainEqual([
      'annotate',
      'namespace',
      'quoted',
      '--overwrite',
      "owner=o'brien@example.com"
    ])
    rmSync(join(root, 'tenants/quoted.yaml'))
  })
})

test('explains how to get a file if there is none', async () => {
  const { status, stdout, stderr } = await adopt('data-science')
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
  expect(stderr).toContain('`npx tenantry new data-science --owner <e-mail>` writes one')
  expect((await adopt('reporting', '--cluster', 'staging')).stderr).toContain(
    'tenant `reporting` is on none of these clusters'
  )
})
