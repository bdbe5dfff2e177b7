import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { load, loadAll } from 'js-yaml'
import { describe, expect, test } from 'vitest'
import { neighbourhoodsFrom, openingOf } from '../charts/tenant/givers.ts'
import { broken, twice } from '../charts/verify/invariants.ts'
import { verifyWith } from '../charts/verify/verify.ts'
import { severity } from '../src/diagnostics/diagnostic.ts'
import { below, file } from '../src/reference/all-fields.ts'
import type { Thing } from './overlay/thing.ts'
import { missed } from './support/control-plane-needs.ts'
import { compileCase, meantBy, names } from './support/golden.ts'
import { schemas } from './support/schemas.ts'

const verify = verifyWith(file => schemas.get(file))

describe.each(names)('%s', name => {
  const { folder, diagnostics, rendered, told } = compileCase(name)
  const files = [...rendered.flatMap(({ files }) => files), ...told]
  const readme = readFileSync(join(folder, 'README.md'), 'utf8')

  test('compiles with exactly the diagnostics in its README', () => {
    const untold = diagnostics.filter(({ code }) => {
      return severity(code) === 'error' || !readme.includes(`\`${code}\``)
    })
    expect(untold.map(({ code, message }) => `${code}: ${message}`)).toEqual([])
    expect(readme).toMatch(/^[A-Z`].*[.]\n$/s)
  })

  test('renders exactly the committed files', async () => {
    for (const { path, text } of files) await expect(text).toMatchFileSnapshot(join(folder, path))
    const paths = new Set(files.map(({ path }) => path))
    expect(committed(folder).filter(path => !paths.has(path))).toEqual([])
  })

  test("violates none of our invariants or Kubernetes' checks", () => {
    const neighbourhoodOf = neighbourhoodsFrom(rendered.map(({ tenant }) => openingOf(tenant)))
    const found = rendered.map(({ tenant, manifests }) =>
      broken(tenant, neighbourhoodOf(tenant), manifests)
    )
    expect(found.flat()).toEqual([])
    for (const cluster of new Set(rendered.map(({ tenant }) => tenant.cluster.name))) {
      const there = rendered.filter(({ tenant }) => tenant.cluster.name === cluster)
      const objects = there.flatMap(({ manifests }) => Object.values(manifests).flat())
      expect(twice(objects)).toEqual([])
      expect(verify(objects)).toEqual([])
    }
  })

  test('contains what a control plane needs, and nothing that it would overwrite', () => {
    const found = rendered.flatMap(({ tenant, manifests }) =>
      missed(Object.values(manifests).flat(), meantBy(tenant))
    )
    expect(found).toEqual([])
  })
})

test('`everything` has every field of a tenant', () => {
  const names = ['pricing.yaml', 'ds-delta/fraud.yaml']
  const texts = names.map(name => readFileSync(`test/golden/everything/tenants/${name}`, 'utf8'))
  const written = new Set(texts.flatMap(text => pathsIn(load(text))))
  const fields = below(file('tenant')).map(({ path }) => path)
  expect(fields.filter(path => path !== '' && !written.has(path))).toEqual([])
})

test('what costs carries the labels of its tenant, its team and its organization', () => {
  const folder = 'test/golden/everything/generated/production/tenants/fraud'
  const objects = ['bootstrap', 'namespace']
    .flatMap(phase => loadAll(readFileSync(join(folder, phase, 'objects.yaml'), 'utf8')))
    .map(object => object as Thing) // the rest of a golden file is judged above
  const costs = ['Namespace', 'Profile', 'PersistentVolume', 'PersistentVolumeClaim', 'LocalQueue']
  const found = objects.filter(({ kind }) => costs.includes(kind))
  expect(new Set(found.map(({ kind }) => kind))).toEqual(new Set(costs))
  const labels = { 'example.com/product': 'fraud', 'tenantry.dev/team': 'ds-delta' }
  for (const { metadata } of found) expect(metadata.labels).toMatchObject(labels)
})

/** The paths of all keys, without the places in lists. */
function pathsIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return []
  if (Array.isArray(value)) return value.flatMap(pathsIn)
  return Object.entries(value).flatMap(([key, inner]) => [
    key,
    ...pathsIn(inner).map(path => `${key}.${path}`)
  ])
}

/** The files in a case's `generated/`. */
function committed(folder: string): string[] {
  const generated = join(folder, 'generated')
  if (!existsSync(generated)) return []
  return readdirSync(generated, { recursive: true, withFileTypes: true, encoding: 'utf8' })
    .filter(entry => !entry.isDirectory())
    .map(entry => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort()
}
