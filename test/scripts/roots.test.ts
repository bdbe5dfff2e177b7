import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { load } from 'js-yaml'
import { afterAll, expect, test } from 'vitest'
import { rootFaults } from '../../scripts/overlay/root-faults.ts'
import { compile } from '../../src/compile.ts'
import { readTree } from '../../src/files/disk.ts'
import { call, example } from '../support/command.ts'

const root = example()
afterAll(() => rmSync(root, { recursive: true }))

const roots = (...args: readonly string[]) => call(['roots', '--root', root, ...args])
const pipelines = join(root, 'kustomize/clusters/staging/pipelines/kustomization.yaml')

function wrong(): string[] {
  const { model } = compile(readTree(root), { today: '2026-06-15', touched: new Set() })
  if (!model) throw new Error('the example is not in order')
  return rootFaults(root, model).map(({ code, at }) => `${code} ${at.source.path}`)
}

test('creates missing roots of a cluster, which people then maintain', async () => {
  const first = await roots('--cluster', 'staging')
  expect([first.status, first.stderr]).toEqual([0, ''])
  expect(first.stdout).toContain('wrote kustomize/clusters/staging/pipelines/kustomization.yaml\n')
  expect(existsSync(join(root, 'kustomize/clusters/production'))).toBe(false)
  await roots()
  expect(wrong()).toEqual([])

  const ours = `${readFileSync(pipelines, 'utf8')}patches:\n  - path: ours.yaml\n`
  writeFileSync(pipelines, ours)
  expect(await roots()).toEqual({
    status: 0,
    stdout: 'nothing to write: each component has its root\n',
    stderr: ''
  })
  expect(readFileSync(pipelines, 'utf8')).toBe(ours)
  expect(wrong()).toEqual([])
})

test('creates the folder that Flux starts with, and never touches what Flux wrote there', async () => {
  const entry = join(root, 'kustomize/clusters/staging/kustomization.yaml')
  const own = join(root, 'kustomize/clusters/staging/flux-system/gotk-sync.yaml')
  expect(readFileSync(entry, 'utf8')).toContain(
    'resources:\n  - flux-system\n  - ../../../generated/staging/flux\n'
  )
  expect(readFileSync(own, 'utf8')).toBe('')
  writeFileSync(own, 'kind: GitRepository\n')
  rmSync(entry)
  expect(wrong()).toEqual(['missing-root platform/clusters/staging.yaml'])
  expect((await roots()).stdout).toBe('wrote kustomize/clusters/staging/kustomization.yaml\n')
  expect(readFileSync(own, 'utf8')).toBe('kind: GitRepository\n')

  const written = readFileSync(entry, 'utf8')
  writeFileSync(entry, written.replace('  - ../../../generated/staging/flux\n', ''))
  expect(wrong()).toEqual(['missing-overlay kustomize/clusters/staging/kustomization.yaml'])
  writeFileSync(entry, written.replace('  - flux-system\n', ''))
  expect(wrong()).toEqual([])
})

test('reports a root that misses an overlay which the changed file asks for', () => {
  const file = join(root, 'platform/clusters/staging.yaml')
  const before = readFileSync(file, 'utf8')
  writeFileSync(file, before.replace('credentials: static', 'credentials: keyless'))
  expect(wrong()).toEqual([
    'missing-overlay kustomize/clusters/staging/pipelines/kustomization.yaml'
  ])
  writeFileSync(file, before)
  rmSync(pipelines)
  expect(wrong()).toEqual(['missing-root platform/clusters/staging.yaml'])
})

test('moves roots to another release, and keeps what people added', async () => {
  const file = join(root, 'platform/clusters/staging.yaml')
  const before = readFileSync(file, 'utf8')
  const folder = join(root, 'kustomize/clusters/staging')
  const own = '  # ours\n  - ../ours\npatches:\n  - path: ours.yaml\n'
  await roots()
  for (const release of ['1.11', '26.03', '26.03.1'] as const) {
    writeFileSync(file, before.replace('"26.03"', `"${release}"`))
    writeFileSync(pipelines, readFileSync(pipelines, 'utf8') + own)
    const wrongThere = wrong()
    expect(wrongThere.filter(each => !each.startsWith('conflicting-root '))).toEqual([])
    expect(wrongThere).not.toEqual([])
    await roots()
    expect(wrong()).toEqual([])
    const text = readFileSync(pipelines, 'utf8')
    expect(text.endsWith(own)).toBe(true)
    expect(text.includes('no-minio')).toBe(release === '1.11')
    writeFileSync(pipelines, text.replace(own, ''))
    const moved = rootsIn(folder)
    rmSync(folder, { recursive: true })
    await roots()
    expect(moved).toEqual(rootsIn(folder))
  }
  writeFileSync(file, before)
  await roots()
})

/** The lists of each root. An emptied list stays. */
function rootsIn(folder: string): unknown[] {
  const names = readdirSync(folder).filter(name => !/flux-system|\./.test(name))
  return names.map(name => {
    const text = readFileSync(join(folder, name, 'kustomization.yaml'), 'utf8')
    return [name, { components: [], ...(load(text) as object) }]
  })
}

test('says in one line that there are mistakes', async () => {
  const slip = join(root, 'tenants/slip.yaml')
  writeFileSync(slip, 'ownr: alice@example.com\n')
  const stderr = 'error: there are mistakes in the files; see `npx tenantry validate`\n'
  expect(await roots()).toEqual({ status: 2, stdout: '', stderr })
  rmSync(slip)
})
