import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { findTool } from '../../scripts/system/tool.ts'

const folder = mkdtempSync(join(tmpdir(), 'tenantry-'))
afterAll(() => rmSync(folder, { recursive: true }))

function program(name: string, says: string): string {
  const path = join(folder, name)
  writeFileSync(path, `#!/bin/sh\necho ${says}\n`)
  chmodSync(path, 0o755)
  return path
}

test('prefers an environment variable to the PATH', () => {
  const other = program('other', 'v5.0.0')
  const path = program('kustomize', 'v5.8.2')
  expect(findTool('kustomize', { PATH: `/nowhere::${folder}` })).toEqual({
    path,
    about: 'kustomize v5.8.2, from the PATH'
  })
  expect(findTool('kustomize', { KUSTOMIZE: other, PATH: folder })).toEqual({
    path: other,
    about: 'kustomize v5.0.0, from KUSTOMIZE'
  })
})

test('tells the versions of one program apart', () => {
  const path = program('envoy', 'envoy 1.36.4')
  const env = { ENVOY_1_36: path, PATH: '' }
  expect(findTool('envoy-1.36', env).path).toBe(path)
  const missing =
    'which installs the one in tools/envoy/1.40.txt, put envoy-1.40 on the PATH, or set ENVOY_1_40 to it'
  expect(() => findTool('envoy-1.40', env)).toThrow(missing)
})

test('reports a given program that does not exist or does not run', () => {
  const missing = 'HELM names `nowhere`, which does not exist'
  expect(() => findTool('helm', { HELM: 'nowhere' })).toThrow(missing)
  const path = join(folder, 'helm')
  writeFileSync(path, 'no program')
  expect(() => findTool('helm', { HELM: path })).toThrow(`\`${path}\`, from HELM, does not run`)
})

test('explains how to get the program if there is no Go', () => {
  const how = 'found no kubeconform: install Go 1.26, which builds the one in tools/go.mod, '
  expect(() => findTool('kubeconform', {})).toThrow(how)
  const own =
    'which builds the one in tools/kube-score/go.mod, put kube-score on the PATH, or set KUBE_SCORE to it'
  expect(() => findTool('kube-score', {})).toThrow(own)
})

test('explains how to get the program if there is no Python', () => {
  const how =
    'found no hadolint: install Python 3.10 with pip, which installs the one in ' +
    'tools/python/requirements.txt, put hadolint on the PATH, or set HADOLINT to it'
  expect(() => findTool('hadolint', { PATH: '' })).toThrow(how)
})

test('says what a Python without environments says', () => {
  const path = join(folder, 'bin')
  mkdirSync(path)
  const script = join(path, 'python3')
  writeFileSync(script, '#!/bin/sh\necho no module named venv >&2; exit 1\n')
  chmodSync(script, 0o755)
  const env = { PATH: path, XDG_CACHE_HOME: folder }
  const said = 'Python cannot install tools/python/requirements.txt: no module named venv'
  expect(() => findTool('hadolint', env)).toThrow(said)
})
