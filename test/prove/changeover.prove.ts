import { expect, test } from 'vitest'
import { git } from '../support/command.ts'
import { application, reconciled } from './engines/applications.ts'
import { useArgocd } from './engines/argocd-world.ts'
import type { Ref } from './support/api.ts'
import { bootstrap, kustomizations, settled } from './support/flux.ts'
import { complete, merge } from './support/life.ts'
import { objectsOf, tenantsOf, versions } from './support/objects.ts'
import { namespace, profile, questions } from './support/questions.ts'

const given = useArgocd('production', { flux: true })
const { uid, gone } = questions(given)
const cluster = 'platform/clusters/production.yaml'
const roots = 'kustomize/clusters/production'
const sources = {
  apiVersion: 'source.toolkit.fluxcd.io/v1',
  kind: 'GitRepository',
  metadata: { name: 'flux-system', namespace: 'flux-system' }
}
/** Each engine made that of the other, and a person deletes the one that nothing needs. */
const namespaces = ['Namespace /argocd', 'Namespace /flux-system']
let before: unknown[]

/** The UIDs of tenants' Namespaces and Profiles, which no engine may make anew. */
function identities(): Promise<unknown[]> {
  const tenants = tenantsOf(given().repository, 'production')
  return Promise.all(tenants.flatMap(tenant => [uid(namespace(tenant)), uid(profile(tenant))]))
}

function objects() {
  const { repository } = given()
  return tenantsOf(repository, 'production').flatMap(tenant =>
    objectsOf(repository, `production/${tenant}`)
  )
}

/** An empty commit, which both engines or one of them apply. */
function nothing(): Promise<string> {
  git(given().repository, 'commit', '--quiet', '--allow-empty', '--no-verify', '--message', 'None')
  return given().source.publish()
}

/** Removes objects that others would make again, or take with them. */
async function removeAll(refs: readonly Ref[]): Promise<void> {
  for (const ref of refs) await given().api.merge(ref, { metadata: { finalizers: null } })
  for (const ref of refs) await given().api.remove(ref)
  await Promise.all(refs.map(gone))
}

test('Flux has brought all tenants', async () => {
  await bootstrap(given())
  await settled(given(), await given().source.publish())
  await complete(given())
  before = await identities()
})

test('both engines run, and neither moves what the other has applied', async () => {
  await given().bootstrapArgocd()
  const joined = await nothing()
  await settled(given(), joined)
  await reconciled(given(), joined)
  await complete(given())
  const found = await versions(given().api, objects())
  const again = await nothing()
  await settled(given(), again)
  await reconciled(given(), again)
  expect(await versions(given().api, objects())).toEqual(found)
  expect(await identities()).toEqual(before)
})

test('Flux goes as `flux uninstall` takes it away, and loses nothing', async () => {
  await given().stopFlux()
  await removeAll([...(await kustomizations(given().api)), sources])
  await merge(given().repository, {
    files: {
      [cluster]: text => text.replace(/^ {2}flux: .*\n/m, ''),
      [`${roots}/kustomization.yaml`]: undefined,
      [`${roots}/flux-system`]: undefined,
      [`${roots}/notifications`]: undefined
    }
  })
  await reconciled(given(), await given().source.push(given().repository))
  await complete(given(), namespaces)
  expect(await identities()).toEqual(before)
})

test('Flux comes back, Argo CD goes, and nothing is lost', async () => {
  git(given().repository, 'revert', '--no-edit', 'HEAD')
  await given().startFlux()
  await bootstrap(given())
  const both = await given().source.publish()
  await settled(given(), both)
  await reconciled(given(), both)
  await given().stopArgocd()
  await removeAll(await given().api.list(application('')))
  await merge(given().repository, {
    files: { [cluster]: text => text.replace(/^ {2}argocd: true\n/m, '') }
  })
  await settled(given(), await given().source.publish())
  await complete(given(), namespaces)
  expect(await identities()).toEqual(before)
})
