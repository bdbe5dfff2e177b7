import { type Span, startOf } from '../../diagnostics/source.ts'
import type { Tenant } from '../../model/tenant.ts'
import { locate, named } from '../../yaml/node.ts'
import { allowed, type Files } from '../support/granted-names.ts'

/** Each cluster that a tenant is on is granted; all are where no rule says which. */
export const forbiddenCluster = allowed({
  code: 'forbidden-cluster',
  noun: 'cluster',
  field: 'clusters',
  instead: 'list under `clusters` where it is to be',
  asked: (tenant, files) => {
    const at = placeOf(tenant, files)
    return [{ name: tenant.cluster.name, at, value: at }]
  }
})

/** Where a tenant says that it is on its cluster, or its template does; by default it is on all. */
function placeOf({ cluster, template, file }: Tenant, { own, common }: Files): Span {
  const inherited = () => locate(common, ['templates', template, 'clusters'])
  const where = named(locate(own, ['clusters']) ?? inherited())
  return where.find(({ name }) => name === cluster.name)?.at ?? startOf(file)
}
