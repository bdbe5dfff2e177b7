import { matches } from '../glob.ts'
import { listed } from '../granted.ts'
import type { Model, Tenant } from '../model.ts'
import { named } from '../named.ts'
import { only, refuse } from '../refuse.ts'
import type { Rule } from '../rule.ts'
import { type Span, startOf } from '../source.ts'
import { locate, type Node } from '../yaml.ts'

/** Each cluster that a tenant is on is granted; all are where no rule says which. */
export const forbiddenCluster: Rule = (model, report) => {
  const place = placer(model)
  for (const tenant of model.tenants) {
    const { name, cluster } = tenant
    const patterns = listed(tenant.granted, 'clusters')
    if (patterns.some(pattern => matches(pattern, cluster.name))) continue
    const at = place(tenant)
    report(
      refuse(model, tenant, {
        code: 'forbidden-cluster',
        message: `\`${name}\` is on cluster \`${cluster.name}\`, and is granted ${only(patterns)}`,
        at,
        value: at,
        says: ({ clusters }) => clusters && ['clusters'],
        line: `clusters: [${cluster.name}]`,
        instead: 'list under `clusters` where it is to be'
      })
    )
  }
}

/** Where a tenant says that it is on its cluster, or its template does; by default it is on all. */
function placer({ documents, common }: Model): (tenant: Tenant) => Span {
  const roots = new Map<string, Node>(documents.map(({ name, root }) => [name, root]))
  return ({ name, cluster, template, file }) => {
    const root = roots.get(name)
    const own = root && locate(root, ['clusters'])
    const where = own ?? locate(common.root, ['templates', template, 'clusters'])
    const found = named(where).find(mention => mention.name === cluster.name)
    return found?.at ?? startOf(file)
  }
}
