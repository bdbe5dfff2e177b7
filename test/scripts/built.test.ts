import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { loadAll } from 'js-yaml'
import { afterAll, expect, test } from 'vitest'
import type { Manifest } from '../../charts/objects/manifest.ts'
import { nameOf } from '../../charts/verify/invariants.ts'
import { refused, toolOf } from '../support/conform.ts'
import { compileCase, names } from '../support/golden.ts'
import { slow } from '../support/runs.ts'

const chosen = names.filter((_, at) => slow || at % 3 === 0)
const scratch = mkdtempSync(join(tmpdir(), 'tenantry-'))
afterAll(() => rmSync(scratch, { recursive: true }))

/** Builds folders with kustomize, as Flux and Argo CD do. */
function build(kustomize: string, folders: readonly string[]): Manifest[] {
  const root = mkdtempSync(join(scratch, 'root-'))
  const resources = folders.map(folder => relative(root, folder))
  const kustomization = { apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization' }
  writeFileSync(join(root, 'kustomization.yaml'), JSON.stringify({ ...kustomization, resources }))
  const text = execFileSync(kustomize, ['build', root], { encoding: 'utf8', maxBuffer: 2 ** 30 })
  return loadAll(text) as Manifest[]
}

function byName(manifests: readonly Manifest[]): Map<string, unknown> {
  const pairs = manifests.map(manifest => [nameOf(manifest), manifest] as const)
  return new Map(pairs.sort(([a], [b]) => (a < b ? -1 : 1)))
}

test('kustomize builds cases into the rendered objects, which kubeconform accepts', context => {
  const [kustomize, kubeconform] = [toolOf('kustomize', context), toolOf('kubeconform', context)]
  const objects = new Map<string, unknown>()
  for (const name of chosen) {
    const { folder, rendered } = compileCase(name)
    for (const cluster of new Set(rendered.map(({ tenant }) => tenant.cluster.name))) {
      const there = rendered.filter(({ tenant }) => tenant.cluster.name === cluster)
      const folders = there.flatMap(({ tenant }) =>
        ['bootstrap', 'namespace'].map(phase =>
          join(folder, 'generated', cluster, 'tenants', tenant.name, phase)
        )
      )
      const built = build(kustomize, folders)
      const made = there.flatMap(({ manifests }) => Object.values(manifests).flat())
      expect(byName(built)).toEqual(byName(made))
      built.forEach((object, index) => {
        objects.set(`${name}-${cluster}-${index}.json`, object)
      })
    }
  }
  expect(objects.size).toBeGreaterThan(slow ? 800 : 200)
  expect(refused(kubeconform, objects)).toEqual([])
})
