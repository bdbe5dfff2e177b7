import type { Cluster } from '../cluster/cluster.ts'
import type { TenantDocument } from '../documents/parse.ts'
import { type TenantFile, tenantSchema } from '../documents/tenant.ts'
import { filled } from '../schema/filled.ts'
import { mergeMaps, withEntry, without } from '../yaml/merge-maps.ts'
import { locate, type Mapping, type Node, type Scalar, toValue } from '../yaml/node.ts'

/** Turns `small` into `{preset: small}`, so that both forms of a quota can be merged. */
function spelledOut(map: Mapping): Mapping {
  const entry = map.entries.get('quota')
  if (entry?.value.kind !== 'scalar') return map
  return withEntry(map, 'quota', { key: entry.key, value: asPreset(entry.value) })
}

function asPreset(preset: Scalar): Mapping {
  const { source, start, end } = preset
  const entries = new Map([['preset', { key: preset, value: preset }]])
  return { kind: 'mapping', source, start, end, entries }
}

/** A tenant on one cluster: everything written for it there, merged, with the place of each value. */
export interface Placement {
  readonly document: TenantDocument
  readonly cluster: Cluster
  readonly template: string
  /** What the tenant's own file says. */
  readonly asked: Mapping
  /** The same with template and preset merged in. */
  readonly root: Mapping
  readonly file: TenantFile
}

/** Merges in this order of precedence: cluster entry, tenant, template, preset. */
export function placements(
  document: TenantDocument,
  clusters: readonly Cluster[],
  common: Node
): Placement[] {
  const template = filled(tenantSchema, document.value).template
  const defaults = mapAt(common, ['templates', template])
  const own = document.root.entries.get('clusters')?.value
  const inherited = own ? undefined : defaults && locate(defaults, ['clusters'])
  const where = own ?? inherited
  return chosen(clusters, where).map(cluster => {
    const asked = written(document.root, own && locate(own, [cluster.name]))
    const behind = inherited && locate(inherited, [cluster.name])
    const root = withPreset(defaults ? mergeMaps(asked, written(defaults, behind)) : asked, common)
    // All parts match the schema, and merging only adds or replaces whole fields, so the result matches too.
    return { document, cluster, template, asked, root, file: toValue(root) as TenantFile }
  })
}

/** Ignores unknown clusters, so that the rest of the file can be checked. */
function chosen(clusters: readonly Cluster[], where: Node | undefined): readonly Cluster[] {
  if (where === undefined) return clusters
  const known = clusters.filter(({ name }) => isOn(where, name))
  return known.length === 0 && !isEmpty(where) ? clusters : known
}

function isEmpty(where: Node): boolean {
  return where.kind === 'sequence'
    ? where.items.length === 0
    : where.kind === 'mapping' && where.entries.size === 0
}

function isOn(where: Node, cluster: string): boolean {
  if (where.kind === 'mapping') return where.entries.has(cluster)
  return where.kind === 'sequence' && where.items.some(item => toValue(item) === cluster)
}

/** What a file or template says for one cluster, with the differences there merged in. */
function written(root: Mapping, difference: Node | undefined): Mapping {
  const everywhere = spelledOut(without(root, ['clusters']))
  return difference?.kind === 'mapping' ? mergeMaps(spelledOut(difference), everywhere) : everywhere
}

/** Fills in quota and limits from the preset. */
function withPreset(root: Mapping, common: Node): Mapping {
  const name = locate(root, ['quota', 'preset'])
  const preset = name && locate(common, ['presets', String(toValue(name))])
  if (preset?.kind !== 'mapping') return root
  const entries = new Map([['quota', { key: preset, value: without(preset, ['limits']) as Node }]])
  const limits = preset.entries.get('limits')
  if (limits) entries.set('limits', { key: preset, value: limits.value })
  return mergeMaps(root, { ...preset, entries })
}

function mapAt(root: Node, path: readonly string[]): Mapping | undefined {
  const node = locate(root, path)
  return node?.kind === 'mapping' ? node : undefined
}
