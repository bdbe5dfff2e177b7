import * as Type from 'typebox'
import { choice, closed, names, place } from './schema-parts.ts'

const whole = Type.Integer({ minimum: 0 })
const counts = { added: whole, changed: whole, removed: whole }
const kind = choice(['added', 'changed', 'removed'], 'What happens to it')
const value = { before: Type.Unknown(), after: Type.Unknown() }
const field = { field: Type.String({ description: 'Such as `spec.hard[requests.cpu]`' }), ...value }

const sites = {
  tenants: names('For all of which it is the same; none stands for all'),
  clusters: names('On all of which it is the same')
}

const risk = Type.Object(
  {
    code: Type.String({ description: 'Such as `admin-granted`' }),
    level: choice(['high', 'medium', 'low'], 'How much it asks for attention'),
    message: Type.String(),
    help: Type.String(),
    at: place,
    ...sites
  },
  closed
)

const aws = Type.Object({ actions: names('Of AWS'), places: names('ARNs') }, closed)

const reach = Type.Object(
  {
    role: Type.Optional(choice(['admin', 'edit', 'view', ''], 'The role in Kubeflow')),
    until: Type.Optional(
      Type.Union([Type.String(), Type.Null()], { description: 'The last day; null for no end' })
    ),
    kubernetes: names('Roles of Kubernetes'),
    mesh: names('What the mesh opens'),
    aws: Type.Array(aws),
    elsewhere: Type.Optional(
      names('What other tenants let workloads do, as which whoever runs code may act')
    ),
    everyAccount: Type.Optional(
      Type.Literal(true, { description: 'What AWS allows the accounts of each tenant as well' })
    )
  },
  { ...closed, description: 'What somebody may do, as far as it differs' }
)

const access = Type.Object(
  {
    change: choice(['gains', 'loses', 'changes'], 'In which direction'),
    who: names('E-mails, `namespace/account`, `anyone`, or `<owner>` of each tenant'),
    kind: choice(
      ['person', 'workload', 'anyone', 'role'],
      'Who they are; a role is one of AWS, with which somebody uses kubectl'
    ),
    ...sites,
    before: reach,
    after: reach,
    ways: names('Such as `group:fraud-analysts`'),
    people: Type.Optional(
      names('Who may run code as a workload of another tenant, or who the owners are')
    ),
    at: place,
    also: Type.Optional(
      Type.Array(place, { description: 'The lines of the others, where each has one of their own' })
    ),
    next: Type.Optional(
      Type.Array(place, { description: 'The lines that lead from there to the tenant' })
    ),
    had: Type.Optional(
      Type.Object(
        { through: names('Such as `owner`'), at: place },
        { ...closed, description: 'How they had it before, where that is over' }
      )
    )
  },
  closed
)

const approvals = Type.Object(
  {
    file: Type.Union([Type.String(), Type.Null()], {
      description:
        'The CODEOWNERS file of the branch that the change goes into; null if there is none'
    }),
    asked: Type.Array(
      Type.Object(
        {
          owners: names('Names on the forge; empty where nobody is asked'),
          section: Type.String({ description: 'On GitLab; empty for files in no section' }),
          needed: Type.Integer({ minimum: 0, description: 'How many of them have to approve' }),
          reasons: Type.Array(
            Type.Object(
              {
                what: choice(
                  [
                    'policy',
                    'removals',
                    'platform',
                    'people',
                    'unknown people',
                    'tenants',
                    'open tenants',
                    'generated',
                    'clusters',
                    'other'
                  ],
                  'What the files are; `people` are the owner and the team of a tenant'
                ),
                tenants: names('Whose generated files they are'),
                files: names('Paths in the repository'),
                line: Type.Union([Type.Integer({ minimum: 1 }), Type.Null()], {
                  description: 'The first line of the file that asks'
                })
              },
              closed
            )
          )
        },
        closed
      )
    )
  },
  { ...closed, description: 'Whose approval the forge asks for' }
)

const fate = choice(
  [
    'deleted',
    'deleted with its namespace',
    'waits for confirmation',
    'kept by protection',
    'orphaned'
  ],
  'What the engine does with an object that goes'
)

const object = Type.Object(
  {
    change: kind,
    kind: Type.String({ description: 'The kind of the object' }),
    namespace: Type.Union([Type.String(), Type.Null()]),
    name: Type.String(),
    fields: Type.Array(Type.Object(field, closed), { description: 'Of a changed object' }),
    fate: Type.Union([fate, Type.Null()])
  },
  closed
)

const tenant = Type.Object(
  {
    change: kind,
    cause: choice(['file', 'platform', 'neighbour', 'compiler', 'edited'], 'What made it change'),
    ...sites,
    files: names('The files of the tenants'),
    settings: Type.Array(Type.Object({ ...field, at: place }, closed)),
    objects: Type.Array(object)
  },
  closed
)

const platform = Type.Object({ cluster: Type.String(), objects: Type.Array(object) }, closed)

const release = Type.Object(
  {
    cluster: Type.String(),
    from: Type.String({ description: 'The release before' }),
    to: Type.String({ description: 'The release after' }),
    at: place,
    chapters: Type.Array(
      Type.Object(
        {
          title: Type.String(),
          lines: names('Sentences'),
          commands: names('They may be run again')
        },
        closed
      ),
      { description: 'What there is to know and to do, in order' }
    )
  },
  closed
)

const kept = Type.Integer({
  minimum: 0,
  description: 'How many of those that are removed stay in the cluster'
})

const refusal = Type.Object({ message: Type.String(), help: Type.String() }, closed)

const totals = Type.Object(
  {
    tenants: Type.Object(counts, closed),
    clusters: Type.Array(Type.Object({ ...counts, kept, cluster: Type.String() }, closed), {
      description: 'How many objects, by cluster'
    })
  },
  closed
)

/** What `plan --format json` prints. */
export const planSchema = Type.Object(
  {
    version: Type.Literal(1),
    totals,
    risks: Type.Array(risk, { description: 'Worst first' }),
    access: Type.Array(access),
    approvals,
    tenants: Type.Array(tenant),
    platform: Type.Array(platform),
    releases: Type.Optional(
      Type.Array(release, { description: 'Where a cluster gets another release of Kubeflow' })
    ),
    compilerOnly: Type.Boolean({ description: 'Whether no file that people write changed' }),
    isPending: Type.Boolean({ description: 'Whether `generate` has still to be run' }),
    refusals: Type.Array(refusal, { description: 'What `generate` refuses' }),
    unplanned: names('Files with mistakes, which are not planned')
  },
  { ...closed, title: 'Tenantry plan' }
)
