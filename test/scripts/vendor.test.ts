import { execFileSync } from 'node:child_process'
import * as fs from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { loadAll } from 'js-yaml'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findBuilders } from '../../scripts/overlay/builder.ts'
import { copyFaults, readLock } from '../../scripts/overlay/copy-lock.ts'
import { stage } from '../../scripts/overlay/stage-overlays.ts'
import { vendor } from '../../scripts/overlay/vendor-release.ts'
import { versions } from '../../src/kubeflow/versions.ts'
import { platformOn } from '../overlay/platform.ts'
import { filesIn } from '../support/command.ts'
import { needUpstream } from '../support/upstream.ts'

const folder = fs.mkdtempSync(join(tmpdir(), 'tenantry-'))
const environment = { ...process.env }
const page = createServer((_, response) => response.end(object('fetched')))

function write(root: string, texts: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(texts)) {
    fs.mkdirSync(dirname(join(root, path)), { recursive: true })
    fs.writeFileSync(join(root, path), text)
  }
}

function kustomization(...resources: readonly string[]): string {
  return `resources:\n${resources.map(path => `  - ${path}\n`).join('')}`
}

function object(name: string): string {
  return `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}, namespace: kubeflow}\n`
}

/** Makes a repository with one tagged commit, and returns the commit's id. */
function repository(name: string, texts: Readonly<Record<string, string>>, tag: string): string {
  const root = join(folder, 'hub', name)
  write(root, texts)
  const git = (...args: readonly string[]) =>
    execFileSync(
      'git',
      ['-C', root, '-c', 'user.name=x', '-c', 'user.email=x@example.com', ...args],
      { encoding: 'utf8' }
    )
  git('init', '--quiet')
  git('config', 'uploadpack.allowAnySHA1InWant', 'true')
  git('add', '.')
  git('commit', '--quiet', '--message', 'x')
  git('tag', tag)
  return git('rev-parse', 'HEAD').trim()
}

/** Makes git read a local folder instead of GitHub. */
beforeAll(async () => {
  await new Promise<void>(resolve => page.listen(0, '127.0.0.1', resolve))
  Object.assign(process.env, {
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: `url.file://${join(folder, 'hub')}/.insteadOf`,
    GIT_CONFIG_VALUE_0: 'https://github.com/'
  })
})

afterAll(() => {
  page.close()
  for (const name of Object.keys(process.env)) if (!(name in environment)) delete process.env[name]
  fs.rmSync(folder, { recursive: true })
})

function built(root: string): string[] {
  return findBuilders().map(({ build }) => build(root).text)
}

describe('vendoring from repositories', () => {
  const own = join(folder, 'own')
  const component = join(own, 'kustomize/upstream/1.0/pipelines')

  test('gives a copy that builds like the references', async () => {
    const { port } = page.address() as AddressInfo
    const argo = repository(
      'argoproj/argo-workflows',
      {
        'manifests/base/kustomization.yaml': kustomization('argo.yaml'),
        'manifests/base/argo.yaml': object('argo'),
        'manifests/other/kustomization.yaml': kustomization('../base')
      },
      'v3'
    )
    const commit = repository(
      'kubeflow/community-distribution',
      {
        LICENSE: 'free',
        'README.md': 'not needed',
        'applications/pipeline/base/kustomization.yaml': kustomization(
          '../common',
          'https://github.com/argoproj/argo-workflows/manifests/base?ref=v3',
          `http://127.0.0.1:${port}/release/objects.yaml`
        ),
        'applications/pipeline/common/kustomization.yaml': `${kustomization('a.yaml')}configMapGenerator:\n  - name: b\n    files: [key=text.txt]\n`,
        'applications/pipeline/common/a.yaml': object('a'),
        'applications/pipeline/common/text.txt': 'text',
        'applications/pipeline/unused/kustomization.yaml': kustomization('../common')
      },
      '1.0'
    )
    const reference = 'https://github.com/kubeflow/community-distribution//applications/pipeline'
    write(component, { 'kustomization.yaml': kustomization(`${reference}/common?ref=${commit}`) })
    const [first = '', ...others] = built(component)
    for (const other of others) expect(other).toBe(first)
    expect(first).toContain('name: a')

    write(component, {
      'kustomization.yaml': `# Pinned.\n${kustomization(`${reference}/base?ref=${commit}`)}`
    })
    const lock = await vendor(own, '1.0')
    expect(lock).toMatchObject({
      source: 'https://github.com/kubeflow/community-distribution',
      commit,
      others: { 'argo-workflows': argo }
    })
    const text = fs.readFileSync(join(component, 'kustomization.yaml'), 'utf8')
    expect(text).toBe(`# Pinned.\n${kustomization('../files/kubeflow/applications/pipeline/base')}`)
    for (const text of built(component)) {
      for (const name of ['a', 'b', 'argo', 'fetched'])
        expect(text).toMatch(new RegExp(`name: ${name}\\b`))
    }
  })

  test('copies only what is needed, and the license', () => {
    const files = fs.readdirSync(join(own, 'kustomize/upstream/1.0/files'), {
      recursive: true,
      withFileTypes: true
    })
    const names = files.filter(entry => entry.isFile()).map(({ name }) => name)
    expect(names.sort()).toEqual([
      'LICENSE',
      'a.yaml',
      'argo.yaml',
      'kustomization.yaml',
      'kustomization.yaml',
      'kustomization.yaml',
      'objects.yaml',
      'text.txt'
    ])
  })

  test('gives the same result the second time', async () => {
    const before = readLock(own, '1.0')
    expect(await vendor(own, '1.0')).toEqual(before)
    expect(copyFaults(own)).toEqual([])
  })

  test.each([
    ['a folder', () => join(folder, 'hub/kubeflow/community-distribution')],
    ['an address on this machine', () => `file://${folder}/hub/kubeflow/community-distribution`]
  ])('%s leaves no path of the machine, and a relative root can be built from', async (_, from) => {
    const root = relative('.', own)
    const before = readLock(own, '1.0')
    expect(await vendor(root, '1.0', from())).toEqual({ ...before, source: 'a folder' })
    const texts = Object.values(filesIn(own, 'kustomize/upstream'))
    for (const text of texts) expect(text).not.toContain(folder)
    const place = 'kustomize/clusters/a/pipelines/kustomization.yaml'
    const files = new Map([[place, 'resources: [../../../upstream/1.0/pipelines]\n']])
    const staged = stage({ root, files, upstream: undefined })
    try {
      const [text] = built(join(staged.folder, 'kustomize/upstream/1.0/pipelines'))
      expect(text).toContain('name: argo')
    } finally {
      fs.rmSync(staged.folder, { recursive: true })
    }
  })

  test('adds the next release with one command', async () => {
    const root = join(folder, 'hub/kubeflow/community-distribution')
    write(root, { 'applications/pipeline/common/a.yaml': object('newer') })
    execFileSync('git', [
      '-C',
      root,
      '-c',
      'user.name=x',
      '-c',
      'user.email=x@example.com',
      'commit',
      '--quiet',
      '--all',
      '--message',
      'y'
    ])
    execFileSync('git', ['-C', root, 'tag', '1.1'])
    await vendor(own, '1.1')
    for (const text of built(join(own, 'kustomize/upstream/1.1/pipelines')))
      expect(text).toContain('name: newer')
    for (const text of built(component)) expect(text).toContain('name: a\n')
    expect(copyFaults(own)).toEqual([])
  })

  test.each([
    ['edits a copy', 'a.yaml', () => object('mine')],
    ['adds to it', 'more.yaml', () => '']
  ])('reports somebody who %s', (_, name, text) => {
    const place = join(
      own,
      'kustomize/upstream/1.0/files/kubeflow/applications/pipeline/common',
      name
    )
    const before = fs.existsSync(place) ? fs.readFileSync(place, 'utf8') : undefined
    fs.writeFileSync(place, text())
    expect(copyFaults(own).map(({ message }) => message)).toEqual([
      'the copy of 1.0 has been changed'
    ])
    if (before === undefined) fs.rmSync(place)
    else fs.writeFileSync(place, before)
    expect(copyFaults(own)).toEqual([])
  })

  test('reports what a newer base needs and the copy does not have', () => {
    const file = join(component, 'kustomization.yaml')
    const before = fs.readFileSync(file, 'utf8')
    fs.writeFileSync(file, `${before}  - ../files/kubeflow/applications/pipeline/newer\n`)
    expect(copyFaults(own).map(({ message }) => message)).toEqual([
      'the copy of 1.0 lacks `kubeflow/applications/pipeline/newer`, which this version needs'
    ])
    fs.writeFileSync(file, before)
    expect(copyFaults(own)).toEqual([])
  })

  test('changes nothing if the source is missing', async () => {
    const before = fs.readFileSync(join(component, 'kustomization.yaml'), 'utf8')
    for (const release of ['1.0', '3.0']) {
      const other = join(folder, 'hub/argoproj/argo-workflows')
      await expect(vendor(own, release, other)).rejects.toThrow(
        'there is no kustomization in `applications/pipeline/base`'
      )
    }
    await expect(vendor(own, '2.0')).rejects.toThrow('git cannot fetch `2.0`')
    expect(fs.readFileSync(join(component, 'kustomization.yaml'), 'utf8')).toBe(before)
    expect(copyFaults(own)).toEqual([])
    expect(fs.readdirSync(join(own, 'kustomize/upstream')).sort()).toEqual(['1.0', '1.1'])
  })
})

test.for(versions)(
  'copies everything that the overlays need of %s from a folder, and nothing else',
  async (version, context) => {
    const upstream = needUpstream(context)
    const root = join(folder, 'example', version)
    const release = join(upstream, `kubeflow-${version}`)
    fs.cpSync('kustomize/upstream', join(root, 'kustomize/upstream'), { recursive: true })
    const lock = await vendor(root, version, release)
    expect(lock).toMatchObject({ source: 'a folder', commit: '', others: {} })
    expect(lock.files).toBeLessThan(
      fs
        .readdirSync(release, { recursive: true, withFileTypes: true })
        .filter(entry => entry.isFile()).length
    )
    const real = platformOn(version, upstream, context.onTestFinished)
    for (const name of fs.readdirSync(join('kustomize/upstream', version))) {
      const copy =
        findBuilders()[0]?.build(join(root, 'kustomize/upstream', version, name)).text ?? ''
      const [cluster] = real.clusters.filter(each => real.names(each).includes(name))
      expect(loadAll(copy)).toEqual(real.build(cluster?.name ?? '', name).base)
    }
  }
)
