import type { Span } from '../diagnostics/source.ts'
import type { Model } from '../model/model.ts'
import { placements } from '../model/placement.ts'
import type { Tenant } from '../model/tenant.ts'
import { locate, type Mapping, type Node, type Path } from '../yaml/node.ts'

/** Who wrote a value. */
export interface Origin {
  readonly from:
    | 'cluster entry'
    | 'tenant'
    | 'folder'
    | `template ${string}`
    | `preset ${string}`
    | 'common'
    | 'policy'
    | 'cluster'
    | 'default'
  /** The place, unless nothing is written anywhere. */
  readonly at: Span | null
}

export const byDefault: Origin = { from: 'default', at: null }

/** A tenant on a cluster with all that was written about it. */
export interface Written {
  readonly tenant: Tenant
  /** Everything merged, in which each value keeps its place. */
  readonly root: Mapping
  /** The tenant's own file. */
  readonly own: Mapping
  readonly common: Node
  readonly policy: Node
}

export function writtenFor({ documents, common, policy }: Model, tenant: Tenant): Written {
  const document = documents.find(({ name }) => name === tenant.name)
  const [placement] = document ? placements(document, [tenant.cluster], common.root) : []
  if (!document || !placement) throw new Error(`bug: ${tenant.name} was written nowhere`)
  const { root } = placement
  return { tenant, root, own: document.root, common: common.root, policy: policy.root }
}

/** Who wrote the value at a path of the tenant's file. */
export function originOf(written: Written, ...path: Path): Origin {
  const node = locate(written.root, path)
  return node ? { from: writer(written, node), at: node } : byDefault
}

function writer({ tenant, own, common }: Written, node: Node): Origin['from'] {
  if (node.source.path === own.source.path) {
    return isIn(locate(own, ['clusters']), node) ? 'cluster entry' : 'tenant'
  }
  if (isIn(locate(common, ['templates', tenant.template]), node))
    return `template ${tenant.template}`
  return tenant.preset === null ? 'common' : `preset ${tenant.preset}`
}

function isIn(outer: Node | undefined, { source, start, end }: Span): boolean {
  if (!outer || outer.source.path !== source.path) return false
  return outer.start <= start && end <= outer.end
}

/** A value of common.yaml. */
export function inCommon({ common }: Written, ...path: Path): Origin {
  return placed('common', locate(common, path))
}

/** A value of policy.yaml. */
export function inPolicy({ policy }: Written, ...path: Path): Origin {
  return placed('policy', locate(policy, path))
}

/** A value of the cluster's file, or the section that it follows from. */
export function inCluster({ tenant }: Written, ...path: Path): Origin {
  return { from: 'cluster', at: tenant.cluster.at(...path) }
}

function placed(from: Origin['from'], at: Node | undefined): Origin {
  return at ? { from, at } : byDefault
}
