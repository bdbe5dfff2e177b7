import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { applied, brought } from '../../../charts/gitops/flux-kustomizations.ts'
import { platformSteps, shardSteps, tenantSteps } from '../../../charts/gitops/steps.ts'
import { celEnvironment, celExpression, celValue } from '../../../charts/verify/cel.ts'
import { platform } from '../../overlay/platform.ts'
import { at, type Fields, find, list, type Thing } from '../../overlay/thing.ts'
import { ofPhase, told, toldBy } from '../../support/engine-objects.ts'

const example = platform()
const production = toldBy(example.model, 'production')
const byName = (things: readonly Thing[], name: string) =>
  find(things, `Kustomization flux-system/${name}`)

describe('the example', () => {
  test('has one Kustomization for each component, and two for each shard', () => {
    for (const cluster of example.clusters) {
      const told = toldBy(example.model, cluster.name)
      const names = ofPhase(told, 'platform').map(({ metadata }) => metadata.name)
      expect(names).toEqual(example.names(cluster).map(name => `platform-${name}`))
      const shards = Array.from({ length: cluster.gitops.shards }, (_, shard) => `shard-${shard}`)
      for (const phase of ['bootstrap', 'namespace']) {
        const found = ofPhase(told, phase).map(({ metadata }) => metadata.name)
        expect(found).toEqual(shards.map(shard => `${shard}-${phase}`))
      }
    }
  })

  test('waits neither for missing Kustomizations nor for itself', () => {
    for (const { name } of example.clusters) {
      const { flux } = toldBy(example.model, name)
      const done = new Set<unknown>()
      for (const { kind, metadata, spec } of flux) {
        if (kind !== 'Kustomization') continue
        const open = list(spec, 'dependsOn').filter(each => !done.has(each.name))
        expect([metadata.name, open]).toEqual([metadata.name, []])
        done.add(metadata.name)
      }
      expect(done.size).toBeGreaterThan(15)
    }
  })

  test('has its own settings for each phase', () => {
    for (const { spec } of ofPhase(production, 'platform')) {
      expect(spec).toMatchObject({ wait: true, serviceAccountName: 'kustomize-controller' })
    }
    for (const { spec } of ofPhase(production, 'bootstrap')) {
      expect(spec).toMatchObject({ wait: true, serviceAccountName: 'tenantry-bootstrap' })
      expect(spec?.healthCheckExprs).toEqual([
        {
          apiVersion: 'kubeflow.org/v1',
          kind: 'Profile',
          current: "has(metadata.finalizers) && 'profile-finalizer' in metadata.finalizers"
        }
      ])
    }
    for (const { spec } of ofPhase(production, 'namespace')) {
      expect(spec).toMatchObject({ wait: false, serviceAccountName: 'tenantry-namespace' })
    }
    for (const { kind, spec } of production.flux) {
      if (kind !== 'Kustomization') continue
      expect(spec).toMatchObject({
        prune: true,
        deletionPolicy: 'Orphan',
        sourceRef: { kind: 'GitRepository', name: 'flux-system' }
      })
      const times = [spec?.interval, spec?.retryInterval, spec?.timeout].map(String)
      expect(times.every(time => /^\d+[hms]$/.test(time))).toBe(true)
    }
  })

  test('lets no tenant wait for an unhealthy component of the platform', () => {
    for (const phase of ['bootstrap', 'namespace']) {
      for (const { spec } of ofPhase(production, phase)) {
        const platform = list(spec, 'dependsOn').filter(({ name }) =>
          /^platform-/.test(String(name))
        )
        expect(platform.length).toBe(3)
        expect(platform.every(({ readyExpr }) => readyExpr === brought)).toBe(true)
      }
    }
    const [last] = list(byName(production.flux, 'shard-1-namespace').spec, 'dependsOn').slice(-1)
    expect(last).toEqual({ name: 'shard-1-bootstrap', readyExpr: applied })
  })
})

describe('CEL expressions about Kustomizations and Profiles', () => {
  const said = (text: string, fields: Fields) => {
    const variables = Object.entries(fields).map(([name, value]) => [name, celValue(value)])
    return celExpression(
      text,
      celEnvironment(...Object.keys(fields))
    )(Object.fromEntries(variables))
  }
  const ready = (status: string, reason: string, observedGeneration = 3) => ({
    metadata: { generation: 3 },
    // Flux only updates this generation when everything is healthy.
    status: {
      observedGeneration: -1,
      conditions: [
        { type: 'Reconciling', status: 'True', reason: 'ProgressingWithRetry', observedGeneration },
        { type: 'Ready', status, reason, observedGeneration }
      ]
    }
  })

  test.each([
    ['is healthy', ready('True', 'ReconciliationSucceeded'), true],
    ['has a refused Profile', ready('False', 'HealthCheckFailed'), true],
    ['was not applied', ready('False', 'ReconciliationFailed'), false],
    ['cannot be built', ready('False', 'BuildFailed'), false],
    ['is in progress', ready('Unknown', 'Progressing'), false],
    ['is waiting itself', ready('False', 'DependencyNotReady'), false],
    ['was healthy before it changed', ready('True', 'ReconciliationSucceeded', 2), false],
    ['was refused before it changed', ready('False', 'HealthCheckFailed', 2), false],
    ['was never reconciled', { metadata: { generation: 1 }, status: {} }, false]
  ])('decides whether the second phase starts when the first %s: %#', (_, dep, expected) => {
    expect(said(applied, { dep, self: {} })).toBe(expected)
  })

  test('accepts a component that was applied once', () => {
    expect(said(brought, { dep: { status: { observedGeneration: -1 } } })).toBe(false)
    expect(said(brought, { dep: { status: { inventory: { entries: [] } } } })).toBe(true)
  })

  test.each([
    [{}, false],
    [{ finalizers: [] }, false],
    [{ finalizers: ['somebody-else'] }, false],
    [{ finalizers: ['somebody-else', 'profile-finalizer'] }, true]
  ])('takes a Profile with %j as adopted: %s', (metadata, expected) => {
    const [check] = list(ofPhase(production, 'bootstrap')[0]?.spec, 'healthCheckExprs')
    expect(said(String(check?.current), { metadata })).toBe(expected)
  })
})

describe('settings', () => {
  test('generates nothing for Flux on a cluster without it', () => {
    expect(told('argocd: true').flux).toEqual([])
  })

  test('disable pruning everywhere', () => {
    const { flux } = told('flux: true, argocd: true', {})
    const own = flux.filter(({ kind }) => kind === 'Kustomization')
    expect(own.length).toBeGreaterThan(10)
    expect(own.every(({ spec }) => spec?.prune === true)).toBe(true)
    const example = platform({
      'platform/clusters/staging.yaml': text =>
        text.replace('shards: 1}', 'shards: 1, prune: false}')
    })
    const off = toldBy(example.model, 'staging').flux
    expect(off.length).toBeGreaterThan(15)
    expect(off.every(({ spec }) => spec?.prune === false)).toBe(true)
  })

  test('replace a missing component by its dependencies', () => {
    const [cluster] = example.clusters
    if (!cluster) throw new Error('the example has no cluster')
    const needs = (there: readonly string[], name: string) =>
      platformSteps(cluster, new Set(there)).find(step => step.name === name)?.after
    expect(needs(['mesh', 'roles'], 'platform-roles')).toEqual(['platform-mesh'])
    expect(needs(['certificates', 'roles'], 'platform-roles')).toEqual(['platform-certificates'])
    expect(needs(['roles'], 'platform-roles')).toEqual([])
    const [bootstrap] = shardSteps(cluster, new Set(['mesh', 'profiles']))
    expect(bootstrap?.needs).toEqual(['platform-mesh', 'platform-profiles'])
  })

  test('give both phases of a shard to the same set of controllers', () => {
    const sets = told('flux: {controllers: 3}, argocd: true').flux
    const keys = sets.map(({ metadata }) => metadata.labels?.['sharding.fluxcd.io/key'] ?? '')
    expect(keys.slice(-2)[0]).toBe(keys.slice(-2)[1])
    expect(keys.every(key => /^(shard[12])?$/.test(key))).toBe(true)
    const one = told('flux: {controllers: 1}, argocd: true').flux
    expect(one.some(({ metadata }) => metadata.labels?.['sharding.fluxcd.io/key'])).toBe(false)
    const each = told('flux: {controllers: 2, perTenant: true}, argocd: true', many)
    const used = ofPhase(each, 'namespace').map(
      ({ metadata }) => metadata.labels?.['sharding.fluxcd.io/key']
    )
    expect(new Set(used)).toEqual(new Set([undefined, 'shard1']))
    const pairs = ofPhase(each, 'bootstrap').map(
      ({ metadata }) => metadata.labels?.['sharding.fluxcd.io/key']
    )
    expect(pairs).toEqual(used)
  })
})

const directory = readFileSync('test/platform/directory.yaml', 'utf8')
const many = Object.fromEntries(
  ['ants', 'bees', 'cats', 'dogs', 'elks', 'foxes'].map(name => [
    `tenants/${name}.yaml`,
    'owner: alice@example.com\n'
  ])
)

describe('a pair of Kustomizations for each tenant', () => {
  const each = told('flux: {perTenant: true}, argocd: true', {
    'tenants/gone.yaml': 'owner: alice@example.com\nstate: released\n',
    'tenants/suspended.yaml': 'owner: alice@example.com\nstate: suspended\n'
  })
  const policies = (name: string) =>
    ['bootstrap', 'namespace'].map(phase => byName(each.flux, `tenant-${name}-${phase}`).spec)

  test("reconciles the tenant's folders, and no shard is left", () => {
    const paths = ['bootstrap', 'namespace'].flatMap(phase =>
      ofPhase(each, phase).map(({ spec }) => spec?.path)
    )
    const names = ['gone', 'smallest', 'suspended']
    expect(paths).toEqual(
      ['bootstrap', 'namespace'].flatMap(phase =>
        names.map(name => `./generated/production/tenants/${name}/${phase}`)
      )
    )
    for (const name of names) {
      const { spec } = byName(each.flux, `tenant-${name}-namespace`)
      expect(list(spec, 'dependsOn').slice(-1)[0]?.name).toBe(`tenant-${name}-bootstrap`)
    }
  })

  test("deletes the tenant's objects only if the tenant is released", () => {
    expect(policies('gone').map(spec => spec?.deletionPolicy)).toEqual([
      'MirrorPrune',
      'MirrorPrune'
    ])
    expect(policies('suspended').map(spec => spec?.deletionPolicy)).toEqual(['Orphan', 'Orphan'])
  })

  test("has a name that is a valid label value, however long the tenant's name is", () => {
    const steps = tenantSteps('production', 'a'.repeat(40), new Set())
    expect(steps.map(({ name }) => name.length < 64)).toEqual([true, true])
  })
})

describe('notifications', () => {
  const settings = 'notifications: {channel: "#platform", secret: slack}'
  const tenants = {
    'tenants/ds-delta/fraud.yaml': 'owner: alice@example.com\n',
    'tenants/ds-delta/anti-fraud.yaml': 'owner: alice@example.com\n',
    'tenants/lonely.yaml': 'owner: alice@example.com\n'
  }
  const { flux } = told(`flux: {${settings}}, argocd: true`, tenants)
  const alert = (things: readonly Thing[], name: string) =>
    find(things, `Alert flux-system/${name}`)

  test('do not exist unless they are configured', () => {
    const { flux } = told('flux: true, argocd: true', tenants)
    expect([...new Set(flux.map(({ kind }) => kind))]).toEqual(['Namespace', 'Kustomization'])
  })

  test("go to each team's own channel, by a bot whose token is a reference", () => {
    const channels = flux
      .filter(({ kind }) => kind === 'Provider')
      .map(({ metadata, spec }) => [metadata.name, spec?.channel])
    expect(channels).toEqual([
      ['platform', '#platform'],
      ['team-ds-delta', '#ds-delta']
    ])
    expect(find(flux, 'Provider flux-system/team-ds-delta').spec).toEqual({
      type: 'slack',
      address: 'https://slack.com/api/chat.postMessage',
      channel: '#ds-delta',
      secretRef: { name: 'notifications' }
    })
  })

  test.each([
    ['Profile/fraud', true],
    [
      "health check failed after 2m: timeout waiting for: [Profile/fraud status: 'InProgress']",
      true
    ],
    ['RoleBinding/fraud/bob dry-run failed (Forbidden): no', true],
    ['PersistentVolume/efs-fraud.datasets dry-run failed (Invalid): is immutable', true],
    ['Role/ack-system/tenant.fraud dry-run failed', true],
    ['PodIdentityAssociation/ack-system/fraud.default-editor dry-run failed', true],
    ['Profile/anti-fraud status', true],
    ['Profile/fraud-2 status', false],
    ['Profile/lonely status', false],
    ['RoleBinding/lonely/fraud-is-a-name', false],
    ['kustomize build failed', false]
  ])('%j: %s', (message, expected) => {
    const patterns = alert(flux, 'team-ds-delta').spec?.inclusionList as string[]
    expect(patterns.some(pattern => new RegExp(pattern).test(message))).toBe(expected)
  })

  test('go to each team for its own tenants, and to the platform team for everything', () => {
    expect(alert(flux, 'team-ds-delta').spec?.inclusionList).toHaveLength(2)
    expect(at(alert(flux, 'team-ds-delta').spec, 'eventSources')).toEqual(
      ['bootstrap', 'namespace'].map(phase => {
        return { kind: 'Kustomization', name: '*', matchLabels: { 'tenantry.dev/phase': phase } }
      })
    )
    const { spec } = alert(flux, 'platform')
    expect(list(spec, 'eventSources').map(({ kind }) => kind)).toEqual([
      'GitRepository',
      'Kustomization'
    ])
    expect(spec).not.toHaveProperty('inclusionList')
  })

  test('come from the Kustomizations where each tenant has its own', () => {
    const { flux } = told(`flux: {perTenant: true, ${settings}}, argocd: true`, tenants)
    const [source] = list(alert(flux, 'team-ds-delta').spec, 'eventSources')
    expect(source?.matchLabels).toEqual({ 'tenantry.dev/team': 'ds-delta' })
    const labelled = flux.filter(
      ({ metadata }) => metadata.labels?.['tenantry.dev/team'] === 'ds-delta'
    )
    expect(labelled.map(({ metadata }) => metadata.name)).toEqual([
      'tenant-anti-fraud-bootstrap',
      'tenant-anti-fraud-namespace',
      'tenant-fraud-bootstrap',
      'tenant-fraud-namespace'
    ])
  })

  test('work for a team whose name is not a valid object name', () => {
    const { flux } = told(`flux: {${settings}}, argocd: true`, {
      'tenants/fraud.yaml': 'owner: alice@example.com\nteam: DS_Delta\n',
      'platform/directory.yaml': directory.replace(
        /^ {2}ds-delta: .*/m,
        '  DS_Delta: {channel: "#a"}\n  ds-delta: {channel: "#b"}'
      ),
      'tenants/pricing.yaml': 'owner: alice@example.com\nteam: ds-delta\n'
    })
    const names = flux.filter(({ kind }) => kind === 'Alert').map(({ metadata }) => metadata.name)
    expect(names).toEqual([
      'platform',
      expect.stringMatching(/^team-ds-delta-[0-9a-f]+$/),
      'team-ds-delta'
    ])
  })

  test('use the secret from the secret store', () => {
    const example = platform({
      'platform/clusters/staging.yaml': text =>
        text.replace('gitops: {flux: true', `gitops: {flux: {${settings}}`)
    })
    const { objects } = example.build('staging', 'notifications')
    expect(find(objects, 'ExternalSecret flux-system/notifications').spec).toMatchObject({
      target: { name: 'notifications' },
      data: [
        { secretKey: 'token', remoteRef: { key: 'kubeflow/staging/slack', property: 'token' } }
      ]
    })
    const store = find(
      example.build('staging', 'secrets').objects,
      'ClusterSecretStore tenantry-platform'
    )
    expect(at(store.spec, 'conditions', 0, 'namespaces')).toContain('flux-system')
  })
})
