import { choice, either, fields, list, text } from '../schema/fields.ts'

const from = fields({ tenant: text('tenant') }, { required: ['tenant'] })

export const network = fields(
  {
    from: list(from, { description: 'Tenants whose pods may call this one' }),
    egress: either(choice(['open', 'cluster']), list(text('cidr')), {
      description:
        'Where pods may connect to: anywhere, inside the cluster, or these ranges as well. ' +
        'AWS is inside where the VPC has an interface endpoint, which S3 needs for artifacts too'
    })
  },
  { description: 'Who may call whom' }
)

const caller = fields(
  {
    tenant: text('tenant', { description: "Another tenant's workloads" }),
    serviceAccount: text('account', { description: 'A workload, as `namespace/name`' })
  },
  { exactlyOne: ['tenant', 'serviceAccount'] }
)

export const serving = fields(
  {
    callers: list(caller, { description: 'Who may call the models' }),
    public: list(text('label'), { description: 'Models that anybody may call without signing in' })
  },
  { description: 'Models served by KServe' }
)
