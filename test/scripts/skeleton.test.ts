import { fileURLToPath } from 'node:url'
import { load } from 'js-yaml'
import { describe, expect, test } from 'vitest'
import { versions } from '../../src/kubeflow/versions.ts'
import { platformOn } from '../overlay/platform.ts'
import { hash, plainName, type Thing } from '../overlay/thing.ts'
import { needUpstream } from '../support/upstream.ts'

const skeletons = fileURLToPath(new URL('../../schemas/upstream', import.meta.url))

describe.each(versions)('%s', release => {
  const bare = platformOn(release, skeletons)
  const roots = bare.clusters.flatMap(cluster => {
    return bare.names(cluster).map(component => [cluster.name, component] as const)
  })

  test.each(roots)('%s: %s builds on the skeleton of Kubeflow', (cluster, component) => {
    expect(bare.build(cluster, component).objects.length).toBeGreaterThan(0)
  })

  test('the skeleton agrees with Kubeflow', context => {
    const real = platformOn(release, needUpstream(context), context.onTestFinished)
    const wrong = roots.flatMap(([cluster, component]) => {
      const there = new Map(
        real.build(cluster, component).base.map(thing => [plainName(thing), simple(thing)])
      )
      return bare.build(cluster, component).base.flatMap(thing => {
        return missing(there.get(plainName(thing)), simple(thing), plainName(thing))
      })
    })
    expect(wrong).toEqual([])
  })
})

/** Ignores passwords. */
function simple({ stringData, ...thing }: Thing): object {
  const { data } = thing
  if (thing.kind !== 'Secret') return thing
  return {
    ...thing,
    data: Object.fromEntries(Object.keys(data ?? stringData ?? {}).map(key => [key, '']))
  }
}

/** Lists what is in the second value but not in the first; empty texts and lists count as missing. */
function missing(there: unknown, known: unknown, path: string): string[] {
  if (known === '' || (Array.isArray(known) && known.length === 0))
    return there === undefined ? [path] : []
  if (typeof known === 'string' && /^\{[^{]|\n/.test(known)) {
    return missingText(String(there), known, path)
  }
  if (typeof known !== 'object' || known === null)
    return plain(there) === plain(known) ? [] : [path]
  if (typeof there !== 'object' || there === null) return [path]
  return Object.entries(known).flatMap(([key, value]) => {
    const inner = Array.isArray(there)
      ? itemOf(there, value, Number(key))
      : (there as Record<string, unknown>)[key]
    return key === 'serviceName' ? [] : missing(inner, value, `${path} ${value?.name ?? key}`)
  })
}

/** Compares texts that contain YAML by field, and others by line. */
function missingText(there: string, known: string, path: string): string[] {
  const ours = fieldsOf(known)
  if (ours) return missing(load(there), ours, path)
  const lines = new Set(there.split('\n').map(line => line.trim()))
  return known.split('\n').filter(line => !lines.has(line.trim()))
}

function fieldsOf(text: string): object | undefined {
  try {
    const said = load(text)
    return typeof said === 'object' && said ? said : undefined
  } catch {
    return undefined
  }
}

function itemOf(list: readonly unknown[], value: { name?: unknown }, at: number): unknown {
  const named = list.find(item => (item as { name?: unknown })?.name === value?.name)
  return value?.name === undefined ? list[at] : named
}

function plain(value: unknown): unknown {
  return typeof value === 'string' ? value.replace(hash, '') : value
}
