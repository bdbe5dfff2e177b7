import { dump } from 'js-yaml'
import { describe, expect, test } from 'vitest'
import { shardOf } from '../../charts/gitops/shards.ts'
import { git } from '../support/command.ts'
import { confirmDeletion, reconciled, type Test, type Told } from './engines/applications.ts'
import { useArgocd } from './engines/argocd-world.ts'
import { connect, expectOk } from './support/api.ts'
import { faults } from './support/isolation.ts'
import { complete, leaving, merge, removals } from './support/life.ts'
import { objectsOf, tenantsOf, versions } from './support/objects.ts'
import { namespace, profile, questions } from './support/questions.ts'
import { until } from './support/wait.ts'

const given = useArgocd('production')
const { may, mayNot, uid, gone } = questions(given)
const file = 'tenants/newcomer.yaml'
const member = 'members: [{user: bob@example.com, role: view}]\n'
const shard = (phase: string) => `shard-${shardOf('newcomer', 2)}-${phase}`

function newcomer(more = '', owner = 'dan@example.com'): string {
  return `owner: ${owner}\nclusters: [production]\n${more}`
}

/** Merges a pull request and waits until Argo CD has applied it. */
async function commit(change: Parameters<typeof merge>[1]): Promise<void> {
  await merge(given().repository, change)
  await reconciled(given(), await given().source.push(given().repository))
  await complete(given())
}

/** Merges what cannot be applied as it is, and waits until Argo CD says so of an Application. */
async function failing(
  change: Parameters<typeof merge>[1],
  name: string,
  is: Test
): Promise<Told | undefined> {
  await merge(given().repository, change)
  const pushed = await given().source.push(given().repository)
  return (await reconciled(given(), pushed, { [name]: is })).get(name)
}

/** Reverts the last commit and waits until everything is as it was. */
async function takeBack(): Promise<void> {
  git(given().repository, 'revert', '--no-edit', 'HEAD')
  await reconciled(given(), await given().source.push(given().repository))
  await complete(given())
}

describe('Argo CD', () => {
  test('brings all tenants from nothing, by what its page says', async () => {
    await given().bootstrapArgocd()
    await commit({ files: { 'tenants/README.md': 'Of tenants\n' } })
    for (const tenant of tenantsOf(given().repository, 'production')) {
      const made = await given().api.get(profile(tenant))
      expect(made).toMatchObject({ metadata: { finalizers: ['profile-finalizer'] } })
    }
  })

  test('changes nothing by a second sync', async () => {
    const { api, repository, source } = given()
    const things = tenantsOf(repository, 'production').flatMap(tenant =>
      objectsOf(repository, `production/${tenant}`)
    )
    const before = await versions(api, things)
    git(repository, 'commit', '--quiet', '--allow-empty', '--no-verify', '--message', 'Nothing')
    await reconciled(given(), await source.push(repository))
    expect(await versions(api, things)).toEqual(before)
  })

  test('gives everybody what the access table of a tenant says', async () => {
    expect(await faults(given(), { tenants: ['fraud'] })).toEqual([])
  })
})

const folder = 'generated/production/tenants/newcomer'

describe('the proof fails on', () => {
  test('a tenant that the projects do not name', async () => {
    const place = 'generated/production/argocd/projects.yaml'
    const line = / {4}- namespace: another\n {6}server: \S+\n/g
    const another = 'tenants/another.yaml'
    const change = {
      files: { [another]: newcomer() },
      spoil: { [place]: (text: string) => text.replace(line, '') }
    }
    await merge(given().repository, change)
    const isRefused: Test = ({ message, sync }) =>
      sync === 'OutOfSync' && message.includes('namespace another is not permitted in project')
    const name = `shard-${shardOf('another', 2)}`
    await reconciled(given(), await given().source.push(given().repository), {
      [`${name}-bootstrap`]: isRefused,
      [`${name}-namespace`]: isRefused
    })
    await commit({ files: { [another]: `${newcomer()}description: Another\n` }, anew: true })
  })

  test('a Namespace that names another owner than the Profile', async () => {
    const place = `${folder}/bootstrap/objects.yaml`
    const other = 'owner: mallory@example.com'
    const change = {
      files: { [file]: newcomer() },
      spoil: { [place]: (text: string) => text.replace('owner: dan@example.com', other) }
    }
    const told = await failing(change, shard('bootstrap'), is => is.health === 'Progressing')
    expect(told).toMatchObject({ sync: 'Synced', phase: 'Succeeded' })
    const made = await given().api.get(profile('newcomer'))
    expect(made).toBeDefined()
    expect(made).not.toMatchObject({ metadata: { finalizers: ['profile-finalizer'] } })
  })
})

describe('a tenant', () => {
  test('is taken on after a correction, once the controller looks again', async () => {
    const text = `${newcomer()}description: New\n`
    await merge(given().repository, { files: { [file]: text }, anew: true })
    const pushed = await given().source.push(given().repository)
    await reconciled(given(), pushed)
    await given().restartProfiles()
    await reconciled(given(), pushed, {
      [shard('bootstrap')]: ({ sync, health }) => sync === 'Synced' && health === 'Healthy'
    })
    await complete(given())
    expect(await may('dan@example.com', 'create notebooks.kubeflow.org', 'newcomer')).toBe(true)
  })

  test('changes its owner, and lets a member in and out', async () => {
    const before = await uid(namespace('newcomer'))
    await commit({ files: { [file]: newcomer(member, 'erin@example.com') } })
    await mayNot('dan@example.com', 'list pods', 'newcomer')
    expect(await may('erin@example.com', 'list pods', 'newcomer')).toBe(true)
    expect(await may('bob@example.com', 'list pods', 'newcomer')).toBe(true)
    await commit({ files: { [file]: newcomer('', 'erin@example.com') } })
    expect(await may('bob@example.com', 'list pods', 'newcomer')).toBe(false)
    expect(await uid(namespace('newcomer'))).toBe(before)
  })

  test('gets everything but a new object that the server refuses', async () => {
    const wrong = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy' }
    const metadata = { name: 'wrong', namespace: 'newcomer' }
    const spec = { podSelector: {}, policyTypes: ['Nothing'] }
    const change = {
      files: { [file]: newcomer(member, 'erin@example.com') },
      spoil: {
        [`${folder}/namespace/objects.yaml`]: (text: string) =>
          `${text}---\n${dump({ ...wrong, metadata, spec })}`
      }
    }
    const marked: Test = ({ message }) => message.includes('NetworkPolicy/wrong')
    const told = await failing(change, shard('namespace'), marked)
    expect(told?.message).toContain('Unsupported value: "Nothing"')
    await until(
      async () => ((await may('bob@example.com', 'list pods', 'newcomer')) ? true : undefined),
      () => 'the rest is not applied'
    )
    await takeBack()
  })

  test('waits with its whole shard for a refused change, which health does not show', async () => {
    const argocd = connect(given().plane, 'argocd')
    const apiGroup = 'rbac.authorization.k8s.io'
    const name = 'user-bob-example-com-clusterrole-view'
    const binding = {
      apiVersion: `${apiGroup}/v1`,
      kind: 'RoleBinding',
      metadata: { name, namespace: 'newcomer' },
      roleRef: { apiGroup, kind: 'ClusterRole', name: 'kubeflow-edit' },
      subjects: [{ apiGroup, kind: 'User', name: 'mallory@example.com' }]
    }
    expectOk(await argocd.create(binding), binding)
    const change = { files: { [file]: newcomer(member, 'erin@example.com') } }
    const told = await failing(change, shard('namespace'), ({ sync }) => sync === 'Unknown')
    expect(told?.health).toBe('Healthy')
    expect(told?.conditions.join()).toContain('ComparisonError')
    expect(told?.conditions.join()).toContain(name)
    await argocd.remove(binding)
    await reconciled(given(), git(given().repository, 'rev-parse', 'HEAD').trim())
    await complete(given())
    expect(await may('bob@example.com', 'list pods', 'newcomer')).toBe(true)
  })

  test('keeps bindings while it is released, and shows that they should go', async () => {
    const released = (more = '') => newcomer(`state: released\n${more}`, 'erin@example.com')
    await commit({ files: { [file]: released(member) } })
    const binding = 'user-bob-example-com-clusterrole-view'
    const isKept: Test = ({ sync, message }) =>
      sync === 'OutOfSync' && message.includes(`RoleBinding/${binding}: ignored (no prune)`)
    await failing({ files: { [file]: released() } }, shard('namespace'), isKept)
    await complete(given(), [
      `AuthorizationPolicy newcomer/${binding}`,
      `RoleBinding newcomer/${binding}`
    ])
  })

  test('is removed completely, after a person has confirmed it', async () => {
    const change = { files: { [file]: undefined, [removals]: leaving('newcomer') } }
    await merge(given().repository, change)
    const pushed = await given().source.push(given().repository)
    const asks: Test = ({ message }) => message.includes('pruning confirmation')
    const told = await reconciled(given(), pushed, {
      [shard('bootstrap')]: asks,
      [shard('namespace')]: ({ sync }) => sync === 'OutOfSync'
    })
    expect(told.get(shard('bootstrap'))?.phase).toBe('Running')
    expect(await given().api.get(namespace('newcomer'))).toBeDefined()
    await confirmDeletion(given().api, shard('bootstrap'))
    await gone(profile('newcomer'))
    await gone(namespace('newcomer'))
    await reconciled(given(), pushed)
    await complete(given())
  })
})
