import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { findBuilders } from '../../scripts/overlay/builder.ts'
import { references, repoint } from '../../scripts/overlay/git-reference.ts'
import { originOf } from '../../scripts/overlay/release-origin.ts'

const folder = mkdtempSync(join(tmpdir(), 'tenantry-'))
afterAll(() => rmSync(folder, { recursive: true }))
beforeAll(() =>
  write({ 'base/kustomization.yaml': 'resources: [a.yaml]\n', 'base/a.yaml': object })
)

function write(texts: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(texts)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
}

const component = 'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\n'
const object =
  'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: kubeflow}\ndata: {key: text}\n'

describe.each(findBuilders().map(builder => [builder.about, builder] as const))(
  '%s',
  (_, { build }) => {
    const patched = (patch: string) => {
      write({
        'patch/kustomization.yaml': `${component}patches:\n${patch}`,
        'root/kustomization.yaml': 'resources: [../base]\ncomponents: [../patch]\n'
      })
      return build(join(folder, 'root'))
    }
    const editing = (from: string) =>
      patched(
        `  - target: {kind: ConfigMap, name: a, namespace: kubeflow}\n    patch: '[{"op": "test", "path": "/data/key", "value": "${from}"}, {"op": "replace", "path": "/data/key", "value": "other"}]'\n`
      )
    const merging = (name: string) =>
      patched(
        `  - patch: |-\n      apiVersion: v1\n      kind: ConfigMap\n      metadata: {name: ${name}, namespace: kubeflow}\n      data: {key: other}\n`
      )

    test('fails the build if a patch has no target', () => {
      expect(merging('a').text).toContain('key: other')
      expect(() => merging('b')).toThrow('no matches for Id')
    })

    test('fails the build if an edit does not find its text', () => {
      expect(editing('text').text).toContain('key: other')
      expect(() => editing('another')).toThrow('testing value /data/key failed')
    })

    test('reads only folders outside of a root', () => {
      write({ 'root/kustomization.yaml': 'resources: [../base/a.yaml]\n' })
      expect(() => build(join(folder, 'root'))).toThrow('is not in or below')
    })

    test('prints its warnings without the time', () => {
      write({
        'old/kustomization.yaml': 'bases: [../base]\n'
      })
      expect(build(join(folder, 'old')).warnings).toEqual([
        "# Warning: 'bases' is deprecated. Please use 'resources' instead. Run 'kustomize edit fix' to update your Kustomization automatically."
      ])
    })
  }
)

describe('references', () => {
  const commit = 'd68ebc7fab366ab40ddd1541d2ec22febb31bc83'
  const text = `resources:
  - https://github.com/kubeflow/community-distribution//applications/pipeline/overlays?ref=${commit}
  - https://github.com/argoproj/argo-workflows/manifests/base?ref=v3.7.3 # Argo
  - https://github.com/kubernetes-sigs/jobset/releases/download/v0.10.1/manifests.yaml
  - ../base
`

  test('are those that kustomize fetches with git', () => {
    expect(references(text)).toEqual([
      {
        repository: 'https://github.com/kubeflow/community-distribution',
        path: 'applications/pipeline/overlays',
        ref: commit
      },
      {
        repository: 'https://github.com/argoproj/argo-workflows',
        path: 'manifests/base',
        ref: 'v3.7.3'
      }
    ])
  })

  test('are replaced in place', () => {
    expect(
      repoint(text, ({ path }) => `../files/${path}`)
        .split('\n')
        .slice(1, 4)
    ).toEqual([
      '  - ../files/applications/pipeline/overlays',
      '  - ../files/manifests/base # Argo',
      '  - https://github.com/kubernetes-sigs/jobset/releases/download/v0.10.1/manifests.yaml'
    ])
  })
})

describe('Kubeflow', () => {
  const root = join(folder, 'root')

  test('comes from the given folder, or from nowhere', () => {
    write({
      'own/applications/x': '',
      'many/kubeflow-1.0/applications/x': '',
      'bare/1.0/pipelines.yaml': ''
    })
    const of = (name: string) => originOf(root, '1.0', join(folder, name))
    expect(of('own')).toMatchObject({ kind: 'tree', folder: join(folder, 'own') })
    expect(of('many')).toMatchObject({ kind: 'tree', folder: join(folder, 'many/kubeflow-1.0') })
    expect(of('bare')).toMatchObject({ kind: 'skeleton', folder: join(folder, 'bare/1.0') })
    expect(() => of('nowhere')).toThrow('does not contain Kubeflow 1.0')
  })

  test('comes from the copy, else from UPSTREAM, else from the skeleton', () => {
    vi.stubEnv('UPSTREAM', '')
    expect(originOf(root, '26.03').about).toBe('a skeleton of Kubeflow 26.03')
    expect(() => originOf(root, '1.0')).toThrow('there is no Kubeflow 1.0 here')
    write({ 'real/kubeflow-26.03/applications/x': '' })
    vi.stubEnv('UPSTREAM', join(folder, 'real'))
    expect(originOf(root, '26.03').about).toBe('Kubeflow 26.03, from UPSTREAM')
    expect(() => originOf(root, '1.0')).toThrow('UPSTREAM names')
    write({ 'root/kustomize/upstream/26.03/files/kubeflow/applications/x': '' })
    expect(originOf(root, '26.03').about).toBe('Kubeflow 26.03, vendored')
    vi.unstubAllEnvs()
  })
})
