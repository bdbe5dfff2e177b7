import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import {
  entryPath,
  entryWanted,
  rootPath,
  type Wanted,
  wanted
} from '../../charts/gitops/component-root.ts'
import { components, parts } from '../../charts/platform/compile-platform.ts'
import type { Part, Platform } from '../../charts/platform/component.ts'
import type { Cluster } from '../../src/cluster/cluster.ts'
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts'
import { startOf } from '../../src/diagnostics/source.ts'
import { andList } from '../../src/text/prose.ts'
import { locate, type Node } from '../../src/yaml/node.ts'
import { parseYaml } from '../../src/yaml/parse.ts'
import { movedRoots, textOf } from './moved-roots.ts'

/** The parts of a cluster that have no root yet. */
export function rootless(root: string, platform: Platform, cluster: Cluster): Part[] {
  return parts(platform, cluster).filter(({ component }) => {
    return !existsSync(join(root, rootPath(cluster.name, component.name)))
  })
}

/** Whether the root that Flux starts with does not exist yet. */
export function entryless(root: string, { name, gitops }: Cluster): boolean {
  return gitops.flux && !existsSync(join(root, entryPath(name)))
}

/**
 * Checks the roots that people maintain: each must include what its cluster's file asks for, in that
 * order, and may include more. Does nothing without overlays.
 */
export function rootFaults(root: string, platform: Platform): Diagnostic[] {
  if (!existsSync(join(root, 'kustomize'))) return []
  return platform.clusters.flatMap(cluster => {
    const without = rootless(root, platform, cluster).map(({ component }) => component.name)
    const moving = movedRoots(root, platform, cluster).map(({ path }) => path)
    const found = parts(platform, cluster).flatMap(part => {
      if (without.includes(part.component.name)) return []
      const path = rootPath(cluster.name, part.component.name)
      if (moving.includes(path)) return [otherRelease(root, path, cluster)]
      return [...unlike(root, path, wanted(cluster, part)), ...foreign(root, cluster, part)]
    })
    return [
      ...missingRoots(cluster, [...without, ...(entryless(root, cluster) ? ['Flux'] : [])]),
      ...[...found, ...leftOver(root, platform, cluster), ...entryFaults(root, cluster)].map(
        each => ({
          ...each,
          related: [askedBy(cluster)]
        })
      )
    ]
  })
}

function entryFaults(root: string, cluster: Cluster): Diagnostic[] {
  if (!cluster.gitops.flux || entryless(root, cluster)) return []
  return unlike(root, entryPath(cluster.name), entryWanted(cluster.name))
}

function unlike(root: string, path: string, wanted: Wanted): Diagnostic[] {
  return lacking({ path, text: readFileSync(join(root, path), 'utf8') }, wanted)
}

function otherRelease(root: string, path: string, { name, release }: Cluster): Diagnostic {
  return {
    code: 'conflicting-root',
    message: `this root is not one for Kubeflow ${release}, which cluster \`${name}\` has`,
    at: startOf({ path, text: readFileSync(join(root, path), 'utf8') }),
    help: '`npx tenantry roots` moves it to that release, and keeps what you added'
  }
}

/** One message for all of them, because one command writes them. */
function missingRoots(cluster: Cluster, names: readonly string[]): Diagnostic[] {
  if (names.length === 0) return []
  const many = names.length > 1
  return [
    {
      code: 'missing-root',
      message: `${andList(names)} of cluster \`${cluster.name}\` ${many ? 'have no roots' : 'has no root'}`,
      at: cluster.at('kubeflow'),
      help: `\`npx tenantry roots\` writes ${many ? 'them' : 'it'} to \`kustomize/clusters/${cluster.name}/\``
    }
  ]
}

/** A root of a component that somebody else installs, which installs it too. */
function foreign(root: string, cluster: Cluster, part: Part): Diagnostic[] {
  const { base, component } = part
  if (base || !component.upstream) return []
  const path = rootPath(cluster.name, component.name)
  const source = { path, text: readFileSync(join(root, path), 'utf8') }
  const file = parseYaml(source, () => undefined)
  const list = file && locate(file, ['resources'])
  const items = list?.kind === 'sequence' ? list.items : []
  const found = items.find(item => textOf(item).includes('/upstream/'))
  if (!found) return []
  return [
    {
      code: 'conflicting-root',
      message: `this root installs \`${component.name}\`, which cluster \`${cluster.name}\` leaves to somebody else`,
      at: found,
      help: 'remove this line, and the overlays of `kustomize/` among `components`'
    }
  ]
}

/** Roots of components that the cluster has no more: no engine applies them. */
function leftOver(root: string, platform: Platform, cluster: Cluster): Diagnostic[] {
  const present = parts(platform, cluster).map(({ component }) => component.name)
  return components.flatMap(({ name }) => {
    const path = rootPath(cluster.name, name)
    if (present.includes(name) || !existsSync(join(root, path))) return []
    return [
      {
        code: 'conflicting-root',
        message: `this is a root of \`${name}\`, which cluster \`${cluster.name}\` does not have`,
        at: startOf({ path, text: readFileSync(join(root, path), 'utf8') }),
        help: `remove the folder \`${dirname(path)}/\`, or ask for \`${name}\` in the cluster's file`
      } as const
    ]
  })
}

function askedBy(cluster: Cluster) {
  return {
    message: 'this file decides what the cluster is made of',
    at: cluster.at('kubeflow')
  }
}

function lacking(source: Diagnostic['at']['source'], wanted: Wanted): Diagnostic[] {
  const file = parseYaml(source, () => undefined)
  const fields = ['resources', 'components'] as const
  return fields.flatMap(field => {
    const list = file?.kind === 'mapping' ? file.entries.get(field)?.value : undefined
    const wrong = firstWrong(textsOf(list), wanted[field])
    if (wrong === undefined) return []
    const order = wanted[field].map(entry => `\`${entry}\``).join(', ')
    return [
      {
        code: 'missing-overlay',
        message: `${wrong} in \`${field}\``,
        at: list ?? startOf(source),
        help: `list these, in this order: ${order}`
      } as const
    ]
  })
}

/** The first wanted entry that is missing or out of order. */
function firstWrong(list: readonly string[], wanted: readonly string[]): string | undefined {
  let last = -1
  for (const entry of wanted) {
    const next = list.indexOf(entry, last + 1)
    if (next < 0) return `\`${entry}\` ${list.includes(entry) ? 'comes too early' : 'is missing'}`
    last = next
  }
  return undefined
}

function textsOf(list: Node | undefined): string[] {
  return list?.kind === 'sequence' ? list.items.map(textOf) : []
}
