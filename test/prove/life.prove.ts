import { describe, expect, test } from 'vitest'
import { at } from '../overlay/thing.ts'
import { useWorld } from './support/cluster.ts'
import { contributors } from './support/contributors.ts'
import { bootstrap, settled } from './support/flux.ts'
import { commit, leaving, removals } from './support/life.ts'
import { namespace, profile, questions } from './support/questions.ts'
import { until } from './support/wait.ts'

const given = useWorld('production')
const { may, uid, gone } = questions(given)
const file = 'tenants/newcomer.yaml'

function newcomer(more = '', owner = 'dan@example.com'): string {
  return `owner: ${owner}\nclusters: [production]\n${more}`
}

describe('a tenant', () => {
  test('starts with the example applied', async () => {
    await bootstrap(given())
    await settled(given(), await given().source.publish())
  })

  test('is added', async () => {
    await commit(given(), { files: { [file]: newcomer() } })
    expect(await may('dan@example.com', 'create notebooks.kubeflow.org', 'newcomer')).toBe(true)
    expect(await may('erin@example.com', 'list pods', 'newcomer')).toBe(false)
    expect(await contributors(given().api, 'newcomer')).toEqual(['dan@example.com admin'])
  })

  test('changes its owner in one commit', async () => {
    const before = await uid(namespace('newcomer'))
    await commit(given(), { files: { [file]: newcomer('', 'erin@example.com') } })
    const { api } = given()
    await until(
      async () => ((await may('dan@example.com', 'list pods', 'newcomer')) ? undefined : true),
      () => 'the old owner still may'
    )
    expect(
      await may('erin@example.com', 'create rolebindings.rbac.authorization.k8s.io', 'newcomer')
    ).toBe(true)
    expect(await contributors(api, 'newcomer')).toEqual(['erin@example.com admin'])
    const door = {
      apiVersion: 'security.istio.io/v1',
      kind: 'AuthorizationPolicy',
      metadata: { name: 'ns-owner-access-istio', namespace: 'newcomer' }
    }
    await until(
      async () => (JSON.stringify((await api.get(door))?.spec).includes('dan@') ? undefined : true),
      () => 'the mesh still lets the old owner in'
    )
    expect(await uid(namespace('newcomer'))).toBe(before)
  })

  test('gives a member another role, and nothing more', async () => {
    const member = (role: string) =>
      newcomer(`members: [{user: bob@example.com, role: ${role}}]\n`, 'erin@example.com')
    await commit(given(), { files: { [file]: member('edit') } })
    expect(await may('bob@example.com', 'create notebooks.kubeflow.org', 'newcomer')).toBe(true)
    await commit(given(), { files: { [file]: member('view') } })
    expect(await may('bob@example.com', 'create notebooks.kubeflow.org', 'newcomer')).toBe(false)
    expect(await may('bob@example.com', 'list notebooks.kubeflow.org', 'newcomer')).toBe(true)
    await commit(given(), { files: { [file]: newcomer('', 'erin@example.com') } })
    expect(await may('bob@example.com', 'list notebooks.kubeflow.org', 'newcomer')).toBe(false)
  })

  test('lets a member in until a given day', async () => {
    const until = newcomer(
      'members:\n  - user: bob@example.com\n    role: view\n    until: 2026-12-31\n',
      'erin@example.com'
    )
    await commit(given(), { files: { [file]: until } })
    expect(await may('bob@example.com', 'list pods', 'newcomer')).toBe(true)
    await commit(given(), { commands: [['expire', '--today', '2027-01-01']] })
    expect(await may('bob@example.com', 'list pods', 'newcomer')).toBe(false)
  })

  test('gets another quota', async () => {
    const quota = newcomer('quota: {preset: small, cpu: 12, memory: 48Gi}\n', 'erin@example.com')
    await commit(given(), { files: { [file]: quota } })
    const ref = {
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name: 'kf-resource-quota', namespace: 'newcomer' }
    }
    await until(
      async () =>
        at(await given().api.get(ref), 'spec', 'hard', 'requests.cpu') === '12' ? true : undefined,
      async () => JSON.stringify(await given().api.get(ref))
    )
  })

  test('is suspended, and keeps running', async () => {
    const before = [await uid(namespace('newcomer')), await uid(profile('newcomer'))]
    await commit(given(), { files: { [file]: newcomer('state: suspended\n', 'erin@example.com') } })
    await until(
      async () => ((await may('erin@example.com', 'list pods', 'newcomer')) ? undefined : true),
      () => 'the owner still may'
    )
    const pod = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'new', namespace: 'newcomer' },
      spec: { containers: [{ name: 'any', image: 'any' }] }
    }
    await until(
      async () => {
        const { status, body } = await given().api.send({
          method: 'POST',
          path: '/api/v1/namespaces/newcomer/pods?dryRun=All',
          body: pod
        })
        return status === 403 && String(body.message).includes('exceeded quota') ? true : undefined
      },
      () => 'pods still start'
    )
    await commit(given(), { files: { [file]: newcomer('', 'erin@example.com') } })
    expect(await may('erin@example.com', 'list pods', 'newcomer')).toBe(true)
    expect([await uid(namespace('newcomer')), await uid(profile('newcomer'))]).toEqual(before)
  })

  test('stays while it is protected, even without its file, but loses its grants', async () => {
    const text = newcomer('members: [{user: bob@example.com, role: edit}]\n', 'erin@example.com')
    await commit(given(), { files: { [file]: text } })
    const kept = [await uid(namespace('newcomer')), await uid(profile('newcomer'))]
    await commit(given(), {
      files: { [file]: undefined, [removals]: leaving('newcomer', 'unprotected: true') },
      leaves: [
        'LimitRange newcomer/tenantry',
        'Namespace /newcomer',
        'NetworkPolicy newcomer/default-deny',
        'NetworkPolicy newcomer/egress',
        'NetworkPolicy newcomer/gateways',
        'NetworkPolicy newcomer/ingress',
        'Profile /newcomer',
        'RoleBinding newcomer/tenantry-namespace'
      ]
    })
    expect(await may('bob@example.com', 'list pods', 'newcomer')).toBe(false)
    expect([await uid(namespace('newcomer')), await uid(profile('newcomer'))]).toEqual(kept)
    await commit(given(), { files: { [file]: text, [removals]: leaving('nobody') } })
    expect([await uid(namespace('newcomer')), await uid(profile('newcomer'))]).toEqual(kept)
    expect(await may('bob@example.com', 'list pods', 'newcomer')).toBe(true)
  })

  test('is released, and then removed completely', async () => {
    await commit(given(), { files: { [file]: newcomer('state: released\n', 'erin@example.com') } })
    expect(await given().api.get(namespace('newcomer'))).toBeDefined()
    await commit(given(), { files: { [file]: undefined, [removals]: leaving('newcomer') } })
    await gone(profile('newcomer'))
    await gone(namespace('newcomer'))
  })
})
