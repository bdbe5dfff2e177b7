import { afterAll, beforeAll, expect, test } from 'vitest'
import { git } from '../../support/command.ts'
import { need } from '../table/tally.ts'
import { rowsOf } from './access.ts'
import type { ClusterName } from './base.ts'
import { missing, strays } from './complete.ts'
import { askKfam, contributors } from './contributors.ts'
import { bootstrap, settled } from './flux.ts'
import { faults } from './isolation.ts'
import { objectsOf, tenantsOf, unbound, versions } from './objects.ts'
import { until } from './wait.ts'
import { startWorld, type World } from './world.ts'

/** Sets up one world for all tests of a file. */
export function useWorld(cluster: ClusterName, onPath: readonly string[] = []): () => World {
  const programs = ['control-plane', 'kustomize-controller', 'source-controller'] as const
  const isWhole = need({ programs, onPath })
  let world: World | undefined
  beforeAll(async () => {
    if (isWhole) world = await startWorld(cluster)
  })
  afterAll(() => world?.stop())
  return () => {
    if (world) return world
    throw new Error('there is no control plane')
  }
}

/** Tests that apply to each cluster of the example, from bootstrap on. */
export function proveCluster(given: () => World): void {
  test('the server accepts every object of the platform', () => {
    expect(given().refused).toEqual([])
  })

  test('all tenants become Ready from an empty cluster', async () => {
    const { api, cluster, repository, source } = given()
    await bootstrap(given())
    await settled(given(), await source.publish())
    for (const tenant of tenantsOf(repository, cluster)) {
      const ref = { apiVersion: 'kubeflow.org/v1', kind: 'Profile', metadata: { name: tenant } }
      expect(await api.get(ref)).toMatchObject({ metadata: { finalizers: ['profile-finalizer'] } })
      const namespace = await api.get({ ...ref, apiVersion: 'v1', kind: 'Namespace' })
      expect(namespace?.metadata).not.toHaveProperty('ownerReferences')
    }
  })

  test('the cluster contains exactly what is committed', async () => {
    expect(await missing(given())).toEqual([])
    expect(await strays(given())).toEqual([])
  })

  test('a second sync changes nothing', async () => {
    const { api, cluster, repository, source } = given()
    const things = tenantsOf(repository, cluster).flatMap(tenant => {
      return objectsOf(repository, `${cluster}/${tenant}`)
    })
    // Kubernetes writes into a claim and its disk when it binds them, whenever that is.
    await until(
      async () => ((await unbound(api, things)).length === 0 ? true : undefined),
      () => 'claims wait for their disks'
    )
    const before = await versions(api, things)
    expect(Object.keys(before).length).toBeGreaterThan(things.length)
    git(repository, 'commit', '--quiet', '--allow-empty', '--no-verify', '--message', 'Nothing')
    await settled(given(), await source.publish())
    expect(await versions(api, things)).toEqual(before)
  })

  test('everybody may do exactly what the access tables say', async () => {
    expect(await faults(given(), { people: outsiders })).toEqual([])
  })

  test('the dashboard lists the people in the tables', async () => {
    const { api, cluster, repository } = given()
    for (const [tenant, rows] of rowsOf(repository, cluster)) {
      // KFAM always uses the same port, so only one cluster can run the real one.
      const { KFAM } = process.env
      const listed =
        KFAM !== undefined && cluster === 'staging'
          ? await askKfam(KFAM, given(), tenant)
          : await contributors(api, tenant)
      const people = rows.filter(({ who, way }) => who.includes('@') && way !== 'platform')
      // The strongest of a person's rows comes first.
      const strongest = new Map(people.toReversed().map(({ who, role }) => [who, role]))
      const expected = Array.from(strongest, ([who, role]) => `${who} ${role}`)
      expect(listed.sort()).toEqual(expected.sort())
    }
  })
}

/** People and accounts that no access table lists. */
const outsiders = ['mallory@example.com', 'default/default', 'kubeflow/default', 'ci/builder']
