import { strengthOf } from '../../cluster/guards.ts'
import type { Model } from '../../model/model.ts'
import { locateKey, type Path } from '../../yaml/node.ts'
import type { Rule } from '../rule.ts'

/** A line that stays would let a later change remove something without another approval. */
export const unusedRemoval: Rule = (model, report) => {
  const { root, value } = model.removals
  const named = (field: 'clusters' | 'guards') => Object.keys(value[field] ?? {})
  const tell = (path: Path, message: string) => {
    const at = locateKey(root, path) ?? root
    report({ code: 'unused-removal', message, at, help: 'delete the line' })
  }
  for (const name of named('clusters')) {
    if (model.clusterNames.has(name)) tell(['clusters', name], `cluster \`${name}\` is still there`)
  }
  for (const name of named('guards')) {
    const message = whyUnused(name, model)
    if (message !== undefined) tell(['guards', name], message)
  }
}

function whyUnused(name: string, { clusters, clusterNames }: Model): string | undefined {
  if (!clusterNames.has(name)) return `there is no cluster \`${name}\``
  const cluster = clusters.find(each => each.name === name)
  return cluster && strengthOf(cluster) === 'enforce'
    ? `the guards of \`${name}\` refuse everything that they should`
    : undefined
}
