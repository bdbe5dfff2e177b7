import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { dump } from '../../src/yaml/dump.ts'
import type { Thing } from './compare-objects.ts'
import type { Varying } from './varying-values.ts'

/**
 * Writes a base from the first tenant's objects and an overlay for each sampled tenant; returns their
 * folders.
 */
export function writeOverlays(
  folder: string,
  objects: readonly Thing[],
  { all, tenants }: { readonly all: readonly Varying[]; readonly tenants: readonly number[] }
): string[] {
  mkdirSync(join(folder, 'base'), { recursive: true })
  writeFileSync(join(folder, 'base/objects.yaml'), `${dump(objects)}\n`)
  write(join(folder, 'base'), { resources: ['objects.yaml'] })
  return tenants.map(tenant => {
    const place = join(folder, String(tenant))
    const patches = objects.map((object, at) => ({
      target: targetOf(object),
      patch: JSON.stringify(stepsOf(all, at, tenant))
    }))
    write(place, { resources: ['../base'], patches: patches.filter(({ patch }) => patch !== '[]') })
    return place
  })
}

function write(folder: string, fields: object): void {
  mkdirSync(folder, { recursive: true })
  const head = { apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization' }
  writeFileSync(join(folder, 'kustomization.yaml'), `${dump([{ ...head, ...fields }])}\n`)
}

function targetOf({ apiVersion, kind, metadata }: Thing): object {
  const [version, group] = String(apiVersion).split('/').reverse()
  const { name } = metadata as { name: string }
  return { ...(group !== undefined && { group }), version, kind, name: `^${name}$` }
}

function stepsOf(all: readonly Varying[], at: number, tenant: number): object[] {
  return all
    .filter(one => one.at === at)
    .map(({ path, values }) => ({ op: 'replace', path: pointer(path), value: values[tenant] }))
}

function pointer(path: Varying['path']): string {
  return path.map(step => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}
