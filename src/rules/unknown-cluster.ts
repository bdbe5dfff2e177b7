import { hinter } from '../hint.ts'
import type { Model } from '../model.ts'
import { named } from '../named.ts'
import type { Rule } from '../rule.ts'
import { locate, type Node } from '../yaml.ts'

/** A cluster that a tenant, a template or the policy names has a file. */
export const unknownCluster: Rule = (model, report) => {
  const hint = hinter(model.clusterNames, 'each cluster is a file `platform/clusters/<name>.yaml`')
  for (const { name, at } of lists(model).flatMap(named)) {
    // In the policy a name may stand for several.
    if (model.clusterNames.has(name) || /[*?]/.test(name)) continue
    report({
      code: 'unknown-cluster',
      message: `there is no cluster \`${name}\``,
      at,
      help: hint(name)
    })
  }
}

function lists({ documents, common, policy }: Model): (Node | undefined)[] {
  const templates = Object.keys(common.value.templates ?? {})
  return [
    ...documents.map(({ root }) => locate(root, ['clusters'])),
    ...templates.map(name => locate(common.root, ['templates', name, 'clusters'])),
    ...policy.value.map((_, index) => locate(policy.root, [index, 'clusters']))
  ]
}
