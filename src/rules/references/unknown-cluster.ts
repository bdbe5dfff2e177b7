import type { Mention, Model } from '../../model/model.ts'
import { hinter } from '../../text/hint.ts'
import { clustersIn } from '../../yaml/node.ts'
import type { Rule } from '../rule.ts'

/** A cluster that a tenant, a template or the policy names has a file. */
export const unknownCluster: Rule = (model, report) => {
  const hint = hinter(model.clusterNames, 'each cluster is a file `platform/clusters/<name>.yaml`')
  for (const { name, at } of named(model)) {
    // In the policy a name may stand for several.
    if (model.clusterNames.has(name) || /[*?]/.test(name)) continue
    const message = `there is no cluster \`${name}\``
    report({ code: 'unknown-cluster', message, at, help: hint(name) })
  }
}

function named({ documents, common, policy }: Model): Mention[] {
  const templates = Object.keys(common.value.templates ?? {})
  return [
    ...documents.flatMap(document => clustersIn(document, ['clusters'])),
    ...templates.flatMap(name => clustersIn(common, ['templates', name, 'clusters'])),
    ...policy.value.flatMap((_, index) => clustersIn(policy, [index, 'clusters']))
  ]
}
