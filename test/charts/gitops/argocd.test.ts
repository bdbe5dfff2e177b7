import { describe, expect, test } from 'vitest'
import { groupOf, kinds } from '../../../charts/objects/kinds.ts'
import { fileOf } from '../../../charts/schemas/whole-object.ts'
import { manifests } from '../../../charts/tenant/compile-tenant.ts'
import { neighbourhoodsFrom, openingOf } from '../../../charts/tenant/givers.ts'
import { platform } from '../../overlay/platform.ts'
import { at, type Fields, find, list, nameOf, type Thing } from '../../overlay/thing.ts'
import { applications, told, toldBy } from '../../support/engine-objects.ts'
import { schemas } from '../../support/schemas.ts'

const example = platform()
const production = toldBy(example.model, 'production')
const project = (name: string) => find(production.argocd, `AppProject argocd/tenantry-${name}`)

/** Whether an AppProject allows an object, by Argo CD's own rules. */
function permits({ spec }: Thing, { apiVersion, kind, metadata }: Thing): boolean {
  const group = groupOf(apiVersion)
  const named = (field: string) =>
    list(spec, field).some(each => glob(each.group, group) && glob(each.kind, kind))
  if (isGlobal(apiVersion, kind)) {
    return named('clusterResourceWhitelist') && !named('clusterResourceBlacklist')
  }
  return (
    named('namespaceResourceWhitelist') &&
    list(spec, 'destinations').some(({ namespace }) => glob(namespace, metadata.namespace ?? ''))
  )
}

function glob(pattern: unknown, text: string): boolean {
  const parts = String(pattern).split('*')
  const escaped = parts.map(part => part.replace(/[.]/g, '\\.'))
  return new RegExp(`^${escaped.join('.*')}$`).test(text)
}

function isGlobal(apiVersion: string, kind: string): boolean {
  const schema = schemas.get(fileOf(apiVersion, kind))
  if (!schema) throw new Error(`${apiVersion} ${kind} has no schema`)
  return (schema as Fields)['x-tenantry-scope'] === 'Cluster'
}

const neighbourhoodOf = neighbourhoodsFrom(example.model.tenants.map(openingOf))
const tenants = example.model.tenants
  .filter(({ cluster }) => cluster.name === 'production')
  .map(tenant => ({ tenant, ...manifests(tenant, neighbourhoodOf(tenant)) }))
const all = (phase: 'bootstrap' | 'namespace') => tenants.flatMap(each => each[phase] as Thing[])

describe('each project', () => {
  test('allows only this repository and its own cluster', () => {
    for (const name of ['platform', 'bootstrap', 'namespace']) {
      const { spec } = project(name)
      expect(spec?.sourceRepos).toEqual(['https://github.com/example/kubeflow-tenants'])
      const servers = list(spec, 'destinations').map(({ server }) => server)
      expect(new Set(servers)).toEqual(new Set(['https://kubernetes.default.svc']))
      expect(list(spec, 'destinations').map(({ namespace }) => namespace)).not.toContain('*')
    }
  })

  test.each(['bootstrap', 'namespace'] as const)('of tenants has room for all of %s', phase => {
    expect(all(phase).length).toBeGreaterThan(10)
    const refused = all(phase).filter(thing => !permits(project(phase), thing))
    expect(refused.map(nameOf)).toEqual([])
    const marker = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'x', namespace: 'tenantry' }
    }
    expect(permits(project(phase), marker)).toBe(true)
  })

  test('of the second phase allows the same kinds as its role', () => {
    const { spec } = project('namespace')
    expect(spec?.clusterResourceWhitelist).toEqual([])
    expect(spec?.namespaceResourceWhitelist).toEqual(
      kinds.map(({ group, kind }) => ({ group, kind }))
    )
  })

  test('of the first phase allows no kind that no tenant has', () => {
    const made = new Set(
      all('bootstrap').map(({ apiVersion, kind }) => `${groupOf(apiVersion)} ${kind}`)
    )
    const { spec } = project('bootstrap')
    const allowed = [
      ...list(spec, 'clusterResourceWhitelist'),
      ...list(spec, 'namespaceResourceWhitelist')
    ]
    const unused = allowed.filter(({ group, kind }) => !made.has(`${group} ${kind}`))
    // Users of keys must be able to go, once there are no keys.
    expect(unused).toEqual([
      { group: '', kind: 'ConfigMap' },
      { group: 'iam.services.k8s.aws', kind: 'User' }
    ])
  })

  test.each(['kubeflow', 'kube-system', 'default', 'argocd', 'data-platform', 'elsewhere'])(
    'of tenants excludes %s',
    namespace => {
      for (const phase of ['bootstrap', 'namespace'] as const) {
        const thing = all('namespace').find(({ kind }) => kind === 'RoleBinding')
        if (!thing) throw new Error('no tenant has a binding')
        const moved = { ...thing, metadata: { ...thing.metadata, namespace } }
        expect([permits(project(phase), thing), permits(project(phase), moved)]).toEqual([
          true,
          false
        ])
      }
    }
  )

  test('of the platform excludes tenants', () => {
    const names = new Set(tenants.map(({ tenant }) => tenant.name))
    const theirs = [...all('namespace'), ...all('bootstrap')].filter(({ kind, metadata }) => {
      return kind === 'Profile' || names.has(metadata.namespace ?? '')
    })
    expect(theirs.length).toBeGreaterThan(50)
    const taken = theirs.filter(thing => permits(project('platform'), thing))
    expect(taken.map(nameOf)).toEqual([])
    for (const { tenant } of tenants) {
      const thing = {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'x', namespace: tenant.name }
      }
      expect(permits(project('platform'), thing)).toBe(false)
    }
  })

  test('of the platform allows all of its objects', () => {
    const cluster = example.clusters.find(({ name }) => name === 'production')
    if (!cluster) throw new Error('there is no production')
    const objects = example
      .names(cluster)
      .flatMap(name => example.build('production', name).objects)
    expect(objects.length).toBeGreaterThan(100)
    const refused = objects.filter(thing => !permits(project('platform'), thing))
    expect(refused.map(nameOf)).toEqual([])
    const told = production.argocd.filter(thing => !permits(project('platform'), thing))
    expect(told.map(nameOf)).toEqual([])
  })

  test('uses a restricted account where Argo CD impersonates', () => {
    for (const [name, account] of [
      ['bootstrap', 'argocd:tenantry-bootstrap'],
      ['namespace', 'argocd:tenantry-namespace']
    ] as const) {
      expect(at(project(name).spec, 'destinationServiceAccounts')).toEqual([
        {
          server: 'https://kubernetes.default.svc',
          namespace: 'tenantry',
          defaultServiceAccount: account
        }
      ])
    }
  })
})

describe('each Application', () => {
  const apps = applications(production)

  test('exists once for each component and each phase of a shard, and once for all of these', () => {
    const names = apps.map(({ metadata }) => metadata.name)
    const cluster = example.clusters.find(({ name }) => name === 'production')
    expect(names).toEqual([
      'tenantry',
      ...(cluster ? example.names(cluster) : []).map(name => `platform-${name}`),
      ...['bootstrap', 'namespace'].flatMap(phase => [0, 1].map(shard => `shard-${shard}-${phase}`))
    ])
  })

  test('is synced on the server, healed, retried without limit, and never emptied', () => {
    for (const { spec } of apps) {
      expect(spec?.syncPolicy).toEqual({
        automated: { prune: true, selfHeal: true, allowEmpty: false },
        retry: { limit: -1, backoff: expect.anything(), refresh: true },
        syncOptions: ['ServerSideApply=true']
      })
      expect(at(spec, 'source', 'targetRevision')).toBe('refs/heads/main')
    }
  })

  test('waits for no other, since an unhealthy one would block every new tenant', () => {
    for (const [name, { argocd }] of [
      ['production', production],
      ['one shard', told('argocd: true')]
    ] as const) {
      expect(argocd.length).toBeGreaterThan(10)
      expect([name, JSON.stringify(argocd).match(/sync-wave/g)]).toEqual([name, null])
    }
  })

  test('keeps its objects when it is deleted', () => {
    for (const { metadata } of apps) expect(metadata).not.toHaveProperty('finalizers')
    const sets = production.argocd.filter(({ kind }) => kind === 'ApplicationSet')
    expect(sets).toHaveLength(2)
    for (const { spec } of sets) {
      expect(spec?.syncPolicy).toEqual({ preserveResourcesOnDeletion: true })
      expect(spec?.goTemplateOptions).toEqual(['missingkey=error'])
    }
  })

  test('keeps objects whose deletion a person has to confirm', () => {
    const sets = production.argocd.filter(({ kind }) => kind === 'ApplicationSet')
    const kept = sets.map(({ spec }) => at(spec, 'preservedFields', 'annotations'))
    expect(kept).toEqual(Array(2).fill(['argocd.argoproj.io/deletion-approved']))
  })

  test('may write to its namespaces', () => {
    for (const { metadata, spec } of apps) {
      const { destinations } =
        find(production.argocd, `AppProject argocd/${spec?.project}`).spec ?? {}
      expect([metadata.name, destinations]).toEqual([
        metadata.name,
        expect.arrayContaining([spec?.destination])
      ])
    }
  })

  test('ignores commits that change none of its files', () => {
    for (const { metadata, spec } of apps) {
      const key = 'argocd.argoproj.io/manifest-generate-paths'
      const paths = (metadata.annotations?.[key] ?? '').split(';')
      const own = `/${at(spec, 'source', 'path')}/`
      expect([own, paths.some(path => own.startsWith(`${path}/`))]).toEqual([own, true])
      expect(paths.every(path => /^\/(kustomize|generated\/production\/\w+)$/.test(path))).toBe(
        true
      )
    }
  })

  test('ignores fields that the profile controller writes', () => {
    const ignored = (name: string) =>
      list(apps.find(({ metadata }) => metadata.name === name)?.spec, 'ignoreDifferences')
    expect(ignored('shard-0-bootstrap')[0]).toMatchObject({
      group: 'kubeflow.org',
      kind: 'Profile'
    })
    expect(ignored('shard-0-namespace')[0]).toMatchObject({
      kind: 'RoleBinding',
      name: 'namespaceAdmin'
    })
    const admin = all('namespace').find(({ metadata }) => metadata.name === 'namespaceAdmin')
    expect(admin?.metadata).not.toHaveProperty('ownerReferences')
  })
})

test('generates nothing for Argo CD on a cluster without it', () => {
  expect(told('flux: true').argocd).toEqual([])
})
