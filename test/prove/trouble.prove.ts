import { dump, loadAll } from 'js-yaml'
import { describe, expect, test } from 'vitest'
import { at, list, type Thing } from '../overlay/thing.ts'
import { connect, expectOk } from './support/api.ts'
import { useWorld } from './support/cluster.ts'
import { bootstrap, settled } from './support/flux.ts'
import { faults } from './support/isolation.ts'
import { commit, takeBack, tamper } from './support/life.ts'
import { versions } from './support/objects.ts'
import { namespace, profile, questions } from './support/questions.ts'

const given = useWorld('staging')
const { may, mayNot, uid, gone } = questions(given)
const both = ['shard-0-bootstrap', 'shard-0-namespace']
const newcomer = 'generated/staging/tenants/newcomer'

/** Changes the objects of a compiled file, which `check` would not let anybody commit. */
function objects(change: (things: readonly Thing[]) => readonly unknown[]) {
  return (text: string) =>
    change(loadAll(text) as Thing[])
      .map(thing => dump(thing))
      .join('---\n')
}

test('starts with the example applied', async () => {
  await bootstrap(given())
  await settled(given(), await given().source.publish())
})

describe('a shard with a rejected Profile', () => {
  const file = `${newcomer}/bootstrap/objects.yaml`

  test('reports it by name, and still revokes access of others', async () => {
    expect(await may('bob@example.com', 'list pods', 'fraud')).toBe(true)
    // The first phase still applies the whole shard; only the new tenant's annotation names another person.
    await commit(given(), {
      files: { 'tenants/newcomer.yaml': 'owner: dan@example.com\nclusters: [staging]\n' },
      spoil: {
        [file]: text => text.replace('owner: dan@example.com', 'owner: mallory@example.com'),
        'generated/staging/tenants/fraud/namespace/grants.yaml': objects(things =>
          things.filter(({ metadata }) => !metadata.name.includes('bob'))
        )
      },
      failing: ['shard-0-bootstrap']
    }).then(states => {
      const bootstrap = states.get('shard-0-bootstrap')
      expect(bootstrap?.reason).toBe('HealthCheckFailed')
      expect(bootstrap?.message).toMatch(/Profile\/newcomer status: 'InProgress'/)
      expect(states.get('shard-0-namespace')?.ready).toBe(true)
    })
    await mayNot('bob@example.com', 'list pods', 'fraud')
    expect(at(await given().api.get(profile('newcomer')), 'metadata', 'finalizers')).toBeUndefined()
  })

  test('recovers after a revert, once the controller looks again', async () => {
    const files = { 'tenants/newcomer.yaml': (text: string) => `${text}description: New\n` }
    const failing = ['shard-0-bootstrap']
    // The controller looks at a refused Profile again when it changes, or on a restart.
    await commit(given(), { files, anew: true, failing })
    await given().restartProfiles()
    await settled(given(), await given().source.publish())
    expect(await may('dan@example.com', 'list pods', 'newcomer')).toBe(true)
    expect(await may('bob@example.com', 'list pods', 'fraud')).toBe(true)
  })
})

test('a binding that is in the way with another role is made anew', async () => {
  const apiGroup = 'rbac.authorization.k8s.io'
  const name = 'user-erin-example-com-clusterrole-edit'
  const binding = {
    apiVersion: `${apiGroup}/v1`,
    kind: 'RoleBinding',
    metadata: { name, namespace: 'newcomer' },
    roleRef: { apiGroup, kind: 'ClusterRole', name: 'kubeflow-view' },
    subjects: [{ apiGroup, kind: 'User', name: 'mallory@example.com' }]
  }
  // The guards would let nobody else make it, so it stands for one that is older than they are.
  expectOk(await connect(given().plane, 'flux').create(binding), binding)
  const member = 'members: [{user: erin@example.com, role: edit}]\n'
  await commit(given(), { files: { 'tenants/newcomer.yaml': text => `${text}${member}` } })
  expect(at(await given().api.get(binding), 'roleRef', 'name')).toBe('kubeflow-edit')
  await mayNot('mallory@example.com', 'list pods', 'newcomer')
})

describe('the proof fails on', () => {
  test('a missing Namespace', async () => {
    await commit(given(), {
      files: { 'tenants/another.yaml': 'owner: dan@example.com\nclusters: [staging]\n' },
      spoil: {
        'generated/staging/tenants/another/bootstrap/objects.yaml': objects(things =>
          things.filter(({ kind }) => kind !== 'Namespace')
        )
      },
      failing: both
    }).then(states => {
      expect(states.get('shard-0-bootstrap')?.message).toContain('namespaces "another" not found')
    })
    await takeBack(given())
  })

  test('a binding to another tenant', async () => {
    await tamper(given(), {
      'generated/staging/tenants/fraud/namespace/grants.yaml': objects(things => {
        const binding = things.find(({ metadata }) => metadata.name.includes('bob'))
        const [subject] = list(binding?.subjects)
        const metadata = { ...binding?.metadata, name: 'other', annotations: {} }
        return [
          ...things,
          { ...binding, metadata, subjects: [{ ...subject, name: 'erin@example.com' }] }
        ]
      })
    })
    const found = await faults(given(), { tenants: ['fraud'] })
    expect(found).toContain('erin@example.com may create notebooks.kubeflow.org in fraud')
    await takeBack(given())
  })

  test('a kind that the second phase may not write', async () => {
    const role = {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'Role',
      metadata: { name: 'more', namespace: 'fraud' },
      rules: []
    }
    const states = await tamper(
      given(),
      {
        'generated/staging/tenants/fraud/namespace/grants.yaml': objects(things => [
          ...things,
          role
        ])
      },
      ['shard-0-namespace']
    )
    expect(states.get('shard-0-namespace')?.message).toMatch(/Role\/fraud\/more.*forbidden/s)
    await takeBack(given())
  })

  test('explicit rules in an aggregated role', async () => {
    const { api, platform } = given()
    const things = platform.components.flatMap(({ things }) => things)
    const role = things.find(
      ({ kind, metadata }) => kind === 'ClusterRole' && metadata.name === 'kubeflow-edit'
    )
    if (!role) throw new Error('the platform has no role for editors')
    const again = async (thing: Thing) => {
      const before = await versions(api, [thing])
      await api.apply(thing)
      return JSON.stringify(await versions(api, [thing])) === JSON.stringify(before)
    }
    expect(await again(role)).toBe(true)
    expect(await again({ ...role, rules: [] })).toBe(false)
    await api.apply(role)
  })

  test('a tenant without protection', async () => {
    const kept = [await uid(namespace('newcomer')), await uid(profile('newcomer'))]
    expect(kept).not.toContain(undefined)
    const disabled = / *kustomize\.toolkit\.fluxcd\.io\/prune: disabled\n/g
    await tamper(given(), {
      [`${newcomer}/bootstrap/objects.yaml`]: text => text.replace(disabled, '')
    })
    const shard = (phase: string) => `generated/staging/shards/0/${phase}/kustomization.yaml`
    const without = (text: string) => text.replace(/ .*\/newcomer\/.*\n/, '')
    await tamper(given(), { [shard('bootstrap')]: without, [shard('namespace')]: without })
    await gone(profile('newcomer'))
    await gone(namespace('newcomer'))
  })
})
