import type { Model } from '../../model/model.ts'
import { locate, type Mapping, type Node } from '../../yaml/parse.ts'

/** Every quota as it is written, in any file, also of a preset or template that nobody uses. */
export function quotasIn({ common, policy, documents }: Model): Mapping[] {
  const tenants = [...children(common.root, 'templates'), ...documents.map(({ root }) => root)]
  const places = [...tenants, ...tenants.flatMap(place => children(place, 'clusters'))]
  const rules = policy.root.kind === 'sequence' ? policy.root.items : []
  const quotas = [...places, ...rules].map(place => locate(place, ['quota']))
  return [...children(common.root, 'presets'), ...quotas].filter(isMapping)
}

function children(node: Node, name: string): Node[] {
  const found = locate(node, [name])
  return found?.kind === 'mapping' ? [...found.entries.values()].map(({ value }) => value) : []
}

function isMapping(node: Node | undefined): node is Mapping {
  return node?.kind === 'mapping'
}
