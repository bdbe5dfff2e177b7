import { describe, expect, test } from 'vitest'
import { at, type Thing } from '../overlay/thing.ts'
import { ask, identityOf } from './support/access.ts'
import { expectOk, type Ref } from './support/api.ts'
import { useWorld } from './support/cluster.ts'
import { bootstrap, kustomizations, settled } from './support/flux.ts'
import { commit, leaving, removals } from './support/life.ts'
import { until } from './support/wait.ts'

const given = useWorld('production')
const cluster = 'platform/clusters/production.yaml'
const shared = 'flux: {notifications:'
const apart = 'flux: {perTenant: true, notifications:'

function tenant(name: string, more = ''): Record<string, string> {
  return { [`tenants/${name}.yaml`]: `owner: dan@example.com\nclusters: [production]\n${more}` }
}

function namespace(name: string): Ref {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name } }
}

/** The UIDs of all tenants' Profiles and Namespaces, which show whether one was recreated. */
async function uids(): Promise<Map<string, unknown>> {
  const { api } = given()
  const profiles = await api.list({ apiVersion: 'kubeflow.org/v1', kind: 'Profile', metadata: {} })
  const spaces = await api.list({ apiVersion: 'v1', kind: 'Namespace', metadata: {} })
  return new Map(
    [...profiles, ...spaces].map(({ kind, metadata }) => {
      return [`${kind} ${metadata.name}`, at(metadata, 'uid')]
    })
  )
}

async function names(): Promise<string[]> {
  const all = await kustomizations(given().api)
  return all.map(({ metadata }) => metadata.name).filter(name => /^(shard|tenant)-/.test(name))
}

describe('a pair of Kustomizations for each tenant', () => {
  test('takes over tenants from their shards without recreating anything', async () => {
    await bootstrap(given())
    await settled(given(), await given().source.publish())
    const before = await uids()
    expect((await names()).every(name => name.startsWith('shard-'))).toBe(true)
    await commit(given(), { files: { [cluster]: text => text.replace(shared, apart) } })
    await until(
      async () => ((await names()).some(name => name.startsWith('shard-')) ? undefined : true),
      () => 'there are still shards'
    )
    expect(await names()).toContain('tenant-fraud-namespace')
    expect(await uids()).toEqual(before)
  })

  test('blocks nobody else if the server rejects it', async () => {
    const { api } = given()
    const there: Thing = { ...namespace('legacy'), metadata: { name: 'legacy' } }
    expectOk(await api.create(there), there)
    const newcomer = tenant('newcomer', 'members: [{user: erin@example.com, role: edit}]\n')
    await commit(given(), { files: newcomer })
    const erin = { namespace: 'newcomer', wish: 'list pods' }
    expect(await ask(api, identityOf('erin@example.com'), erin)).toBe(true)
    const failing = ['bootstrap', 'namespace'].map(phase => `tenant-legacy-${phase}`)
    await commit(given(), {
      files: { ...tenant('legacy'), ...tenant('newcomer') },
      failing
    })
    expect(await ask(api, identityOf('erin@example.com'), erin)).toBe(false)
  })

  test('deletes a released tenant completely when it is deleted', async () => {
    const { api } = given()
    await commit(given(), {
      files: {
        ...tenant('newcomer', 'state: released\n'),
        'tenants/legacy.yaml': undefined,
        [removals]: leaving('legacy', 'unprotected: true')
      }
    })
    await commit(given(), {
      files: { 'tenants/newcomer.yaml': undefined, [removals]: leaving('newcomer') }
    })
    await until(
      async () => ((await api.get(namespace('newcomer'))) ? undefined : true),
      () => 'the namespace is still there'
    )
    await until(
      async () => ((await names()).some(name => name.includes('newcomer')) ? undefined : true),
      () => 'its Kustomizations are still there'
    )
  })
})
