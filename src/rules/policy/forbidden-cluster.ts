import { type Span, startOf } from '../../diagnostics/source.ts'
import type { Tenant } from '../../model/tenant.ts'
import { locate, named } from '../../yaml/node.ts'
import { allowed, type Files } from '../support/granted-names.ts'

/** Each of a tenant's clusters must be granted, unless no rule restricts clusters. */
export const forbiddenCluster = allowed({
  code: 'forbidden-cluster',
  noun: 'cluster',
  field: 'clusters',
  instead: 'under `clusters`, list the ones it is allowed on',
  asked: (tenant, files) => {
    const at = placeOf(tenant, files)
    return [{ name: tenant.cluster.name, at, value: at }]
  }
})

/** Where the tenant or its template chooses its clusters; by default it is on all of them. */
function placeOf({ cluster, template, file }: Tenant, { own, common }: Files): Span {
  const inherited = () => locate(common, ['templates', template, 'clusters'])
  const where = named(locate(own, ['clusters']) ?? inherited())
  return where.find(({ name }) => name === cluster.name)?.at ?? startOf(file)
}
