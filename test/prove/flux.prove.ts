import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { commitAll, git } from '../support/command.ts'
import { layFlux } from './engines/flux-files.ts'
import { artifactOf } from './engines/sources.ts'
import { useWorld } from './support/cluster.ts'
import { bootstrap, settled, syncOf } from './support/flux.ts'
import { commit, complete } from './support/life.ts'
import { namespace, profile, questions } from './support/questions.ts'

const given = useWorld('staging')
const { may, uid } = questions(given)
const ref = {
  apiVersion: 'source.toolkit.fluxcd.io/v1',
  kind: 'GitRepository',
  metadata: { name: 'flux-system', namespace: 'flux-system' }
}

/** The files of the artifact that Flux's controllers read, and its size. */
async function artifact() {
  const { url = '', size } = artifactOf(await given().api.get(ref))
  const bytes = Buffer.from(await (await fetch(url)).arrayBuffer())
  const path = join(given().plane.folder, 'artifact.tar.gz')
  writeFileSync(path, bytes)
  const listed = execFileSync('tar', ['-tvzf', path], { encoding: 'utf8' }).split('\n')
  const files = listed.filter(line => line.startsWith('-')).map(line => line.split(' ').at(-1))
  return { files: files.sort(), size, length: bytes.length }
}

describe('Flux', () => {
  test('brings all tenants, from the files that its bootstrap commits', async () => {
    layFlux(given(), syncOf(given()))
    commitAll(given().repository, 'Add Flux')
    await bootstrap(given())
    await settled(given(), await given().source.publish())
    await complete(given())
    const deployment = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'source-controller', namespace: 'flux-system' }
    }
    expect(await given().api.get(deployment)).toBeDefined()
  })

  test('fetches nothing but what it applies', async () => {
    const { files, size, length } = await artifact()
    const wanted = git(given().repository, 'ls-files', 'generated', 'kustomize').trim().split('\n')
    expect(files).toEqual(wanted.filter(file => !/^generated\/.*\.(csv|json)$/.test(file)).sort())
    expect(size).toBe(length)
    expect(length).toBeLessThan(2 ** 20)
  })

  test('brings a tenant by a push, and moves nothing else', async () => {
    const before = [await uid(namespace('fraud')), await uid(profile('fraud'))]
    const text = 'owner: dan@example.com\nclusters: [staging]\n'
    await commit(given(), { files: { 'tenants/newcomer.yaml': text } })
    expect(await may('dan@example.com', 'create notebooks.kubeflow.org', 'newcomer')).toBe(true)
    expect([await uid(namespace('fraud')), await uid(profile('fraud'))]).toEqual(before)
  })
})
