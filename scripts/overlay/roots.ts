import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { load } from 'js-yaml'
import { type Part, parts } from '../../charts/platform.ts'
import { rootPath, wanted } from '../../charts/root.ts'
import type { Cluster, Model } from '../../src/model.ts'

/** The parts of a cluster that have no root yet. */
export function rootless(root: string, model: Model, cluster: Cluster): Part[] {
  return parts(model, cluster).filter(({ component }) => {
    return !existsSync(join(root, rootPath(cluster.name, component.name)))
  })
}

/**
 * What is wrong with the roots that people keep: each includes what its cluster's file asks for, in
 * that order, and else what they like.
 */
export function rootFaults(root: string, model: Model, cluster: Cluster): string[] {
  return parts(model, cluster).flatMap(part => {
    const path = rootPath(cluster.name, part.component.name)
    if (!existsSync(join(root, path))) return [`${path} is not there`]
    const text = readFileSync(join(root, path), 'utf8')
    const { resources, components } = wanted(cluster, part)
    return [
      ...lacking(text, 'resources', resources).map(what => `${path} lacks ${what}`),
      ...lacking(text, 'components', components).map(what => `${path} lacks ${what}`)
    ]
  })
}

/** The first entry that a list lacks, or has before one that comes earlier. */
function lacking(text: string, field: string, entries: readonly string[]): string[] {
  const file = (load(text) ?? {}) as Readonly<Record<string, unknown>>
  const list = Array.isArray(file[field]) ? file[field] : []
  let last = -1
  for (const entry of entries) {
    const next = list.indexOf(entry, last + 1)
    if (next < 0) return [`\`${entry}\` in \`${field}\`${after(list, entry, last)}`]
    last = next
  }
  return []
}

function after(list: readonly unknown[], entry: string, last: number): string {
  return list.includes(entry) ? ` behind \`${list[last]}\`` : ''
}
