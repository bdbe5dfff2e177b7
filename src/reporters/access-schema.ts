import * as Type from 'typebox'
import { choice, closed, names, place } from './schema-parts.ts'

const orNull = (description: string) => Type.Union([Type.String(), Type.Null()], { description })

const bound = Type.Object({ binding: Type.String(), role: Type.String() }, closed)

const door = Type.Object(
  {
    policy: Type.String({ description: 'An AuthorizationPolicy' }),
    to: Type.String({
      description: 'notebooks, pipelines, models, `model <name>`, pods or services'
    })
  },
  closed
)

const grant = Type.Object({ actions: names('Of AWS'), places: names('ARNs') }, closed)

const aws = Type.Object(
  {
    through: Type.String({ description: 'An account of the tenant, or the name of an IAM user' }),
    grants: Type.Array(grant),
    others: names('Roles and policies of which only the ARN is known')
  },
  closed
)

const reach = Type.Object(
  {
    kubernetes: Type.Union([bound, Type.Null()], {
      description: 'A ClusterRole, and the binding that gives it'
    }),
    mesh: Type.Array(door, { description: 'What the mesh opens' }),
    aws: Type.Array(aws, { description: 'What code of the tenant may do in AWS' })
  },
  closed
)

const granted = {
  who: Type.String({ description: 'An e-mail, `namespace/account`, or `anyone`' }),
  kind: choice(['person', 'workload', 'anyone'], 'Who it is'),
  cluster: Type.String(),
  tenant: orNull('Null for all tenants of the cluster'),
  role: choice(['admin', 'edit', 'view', ''], 'The role in Kubeflow; empty for who only calls'),
  notebooks: Type.Boolean({ description: 'Whether notebooks are open' }),
  until: orNull('The last day; null for no end'),
  way: Type.String({ description: 'Such as `group:fraud-analysts`' }),
  at: place,
  through: Type.Array(place, {
    description: 'The lines of the directory that make a person a member of the group or team'
  })
}

const right = Type.Object({ ...granted, reach }, closed)

/** What `access --format json` prints. */
export const accessSchema = Type.Object(
  {
    version: Type.Literal(1),
    rights: Type.Array(right, { description: 'One for each grant to one person or account' }),
    suspended: Type.Array(Type.Object(granted, closed), {
      description:
        'Grants that nobody can use while their tenant is suspended, and that come back with it'
    })
  },
  { ...closed, title: 'Tenantry access' }
)
