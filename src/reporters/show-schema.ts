import * as Type from 'typebox'
import { closed, place } from './schema-parts.ts'

const value = Type.Object(
  {
    field: Type.String({ description: 'As `explain` takes it, such as `quota.gpu`' }),
    value: Type.String(),
    from: Type.String({
      description:
        'Who wrote it: cluster entry, tenant, folder, `template <name>`, `preset <name>`, common, policy, cluster or default'
    }),
    at: Type.Union([place, Type.Null()], { description: 'Null where nobody wrote it' })
  },
  closed
)

const tenant = Type.Object(
  {
    tenant: Type.String(),
    cluster: Type.String(),
    values: Type.Array(value, { description: 'A field with several values comes several times' })
  },
  closed
)

/** What `show --format json` prints. */
export const showSchema = Type.Object(
  {
    version: Type.Literal(1),
    tenants: Type.Array(tenant, { description: 'The tenant on each of its clusters' })
  },
  { ...closed, title: 'Tenantry show' }
)
