import type { Model } from '../../model/model.ts'
import { hintFrom } from '../../text/suggest.ts'
import type { Mention } from '../../yaml/node.ts'
import { locate, type Node, named, type Path } from '../../yaml/node.ts'
import type { Rule } from '../rule.ts'

/** A cluster that a tenant, a template or the policy names must have a file. */
export const unknownCluster: Rule = (model, report) => {
  const hint = hintFrom(
    model.clusterNames,
    'each cluster has a file, `platform/clusters/<name>.yaml`'
  )
  for (const { name, at } of clustersIn(model)) {
    // In the policy, a pattern may match several clusters.
    if (model.clusterNames.has(name) || /[*?]/.test(name)) continue
    const message = `there is no cluster \`${name}\``
    report({ code: 'unknown-cluster', message, at, help: hint(name) })
  }
}

function clustersIn({ documents, common, policy }: Model): Mention[] {
  const templates = Object.keys(common.value.templates ?? {})
  return [
    ...documents.flatMap(document => namedAt(document, ['clusters'])),
    ...templates.flatMap(name => namedAt(common, ['templates', name, 'clusters'])),
    ...policy.value.flatMap((_, index) => namedAt(policy, [index, 'clusters']))
  ]
}

function namedAt({ root }: { readonly root: Node }, path: Path): Mention[] {
  return named(locate(root, path))
}
