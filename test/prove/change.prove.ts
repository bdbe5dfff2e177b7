import { describe, expect, test } from 'vitest'
import { shardOf } from '../../charts/gitops/shards.ts'
import { at, type Thing } from '../overlay/thing.ts'
import { expectOk } from './support/api.ts'
import { useWorld } from './support/cluster.ts'
import { bootstrap, kustomizations, settled } from './support/flux.ts'
import { commit, leaving, removals } from './support/life.ts'
import { tenantsOf } from './support/objects.ts'
import { applyComponent, buildPlatform } from './support/platform.ts'
import { namespace, profile, questions } from './support/questions.ts'

const given = useWorld('production')
const { may, uid, gone } = questions(given)
const cluster = 'platform/clusters/production.yaml'

/** The UIDs of tenants' Namespaces and Profiles, which a change of the platform must preserve. */
function identities(): Promise<unknown[]> {
  const { repository } = given()
  return Promise.all(
    tenantsOf(repository, 'production').flatMap(tenant => [
      uid(namespace(tenant)),
      uid(profile(tenant))
    ])
  )
}

/** Applies parts of the platform again and returns what the server rejected. */
async function platform(...names: readonly string[]): Promise<string[]> {
  const { components } = buildPlatform(given().repository, 'production', names)
  const faults = await Promise.all(
    components.map(({ things }) => applyComponent(given().api, things))
  )
  return faults.flat()
}

test('starts with the example applied', async () => {
  await bootstrap(given())
  await settled(given(), await given().source.publish())
})

describe('a tenant', () => {
  const churn = 'tenants/churn.yaml'

  test('is removed from a cluster after its release, and comes back', async () => {
    await commit(given(), {
      files: { [churn]: text => text.replace('production: {}', 'production: {state: released}') }
    })
    await commit(given(), {
      files: {
        [churn]: text => text.replace(/^ {2}production: .*\n/m, ''),
        [removals]: leaving('churn', 'clusters: [production]')
      }
    })
    await gone(profile('churn'))
    await gone(namespace('churn'))
    await commit(given(), {
      files: { [churn]: text => `${text}  production: {}\n`, [removals]: leaving('nobody') }
    })
    expect(await may('frank@example.com', 'list pods', 'churn')).toBe(true)
  })

  test("takes over an existing namespace only with a platform admin's consent", async () => {
    const { api } = given()
    const file = 'tenants/legacy.yaml'
    const text = 'owner: dan@example.com\nclusters: [production]\n'
    const there: Thing = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'legacy' } }
    const data = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'data', namespace: 'legacy' }
    }
    for (const thing of [there, data]) expectOk(await api.create(thing), thing)
    const shard = shardOf('legacy', 2)
    const failing = [`shard-${shard}-bootstrap`, `shard-${shard}-namespace`]
    const states = await commit(given(), { files: { [file]: text }, failing })
    expect(states.get(`shard-${shard}-bootstrap`)?.message).toContain('only a platform admin')
    expect(await may('dan@example.com', 'list pods', 'legacy')).toBe(false)

    const before = await uid(namespace('legacy'))
    const labels = { 'tenantry.dev/tenant': 'legacy' }
    expectOk(
      await api.merge(there, { metadata: { labels, annotations: { owner: 'dan@example.com' } } }),
      there
    )
    await commit(given(), { files: { [file]: `${text}description: Adopted\n` } })
    expect(await uid(namespace('legacy'))).toBe(before)
    expect(await api.get(data)).toBeDefined()
    expect(await may('dan@example.com', 'list pods', 'legacy')).toBe(true)
  })
})

describe('the platform team', () => {
  test('increases the number of shards in three commits without recreating anything', async () => {
    const before = await identities()
    const set = (from: string, to: string) => ({
      files: { [cluster]: (text: string) => text.replace(from, to) }
    })
    await commit(given(), set('prune: true', 'prune: false'))
    await commit(given(), set('shards: 2', 'shards: 3'))
    await commit(given(), set('prune: false', 'prune: true'))
    const names = (await kustomizations(given().api)).map(({ metadata }) => metadata.name)
    expect(names).toContain('shard-2-namespace')
    expect(await identities()).toEqual(before)
  })

  test('switches the identity mode of pods', async () => {
    await commit(given(), {
      files: { [cluster]: text => text.replace('identity: podIdentity', 'identity: irsa') }
    })
    const metadata = { name: 'default-editor', namespace: 'fraud' }
    const account = await given().api.get({ apiVersion: 'v1', kind: 'ServiceAccount', metadata })
    expect(account?.metadata.annotations).toHaveProperty(['eks.amazonaws.com/role-arn'])
  })

  test('moves artifacts and runs from AWS into the cluster', async () => {
    const before = await identities()
    const roots = ['pipelines', 'katib'].map(
      name => `kustomize/clusters/production/${name}/kustomization.yaml`
    )
    await commit(given(), {
      files: {
        [cluster]: text => text.replace(/^pipelines:\n( .*\n)+/m, 'pipelines: {env: default}\n'),
        'tenants/commerce/pricing.yaml': text => text.replace(/^pipelines: .*\n/m, ''),
        ...Object.fromEntries(roots.map(path => [path, undefined]))
      },
      commands: [['roots']]
    })
    const pricing = await given().api.get(namespace('pricing'))
    expect(pricing?.metadata.labels).toMatchObject({ 'pipelines.kubeflow.org/enabled': 'true' })
    expect(await platform('pipelines', 'katib')).toEqual([])
    expect(await identities()).toEqual(before)
  })

  test('moves from Flux to Argo CD, and Flux deletes nothing', async () => {
    const before = await identities()
    const { api } = given()
    const all = await kustomizations(api)
    // The first removes the others too, but no tenant.
    for (const one of all) await api.remove(one)
    await Promise.all(all.map(gone))
    expect(await identities()).toEqual(before)
    for (const tenant of tenantsOf(given().repository, 'production')) {
      const binding = {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'RoleBinding',
        metadata: { name: 'namespaceAdmin', namespace: tenant }
      }
      expect(at(await api.get(binding), 'metadata', 'deletionTimestamp')).toBeUndefined()
      expect(await api.get(binding)).toBeDefined()
    }
  })
})
