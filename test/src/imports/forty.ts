/** Profiles as they look after years of Kubeflow's UI, of kubectl, and of several versions of both. */
export interface Made {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: Readonly<Record<string, unknown>> & {
    readonly name: string
    readonly namespace?: string
  }
  readonly [field: string]: unknown
}

const rbac = 'rbac.authorization.k8s.io'
const gateway = 'cluster.local/ns/istio-system/sa/istio-ingressgateway-service-account'
const pipelines = 'cluster.local/ns/kubeflow/sa/ml-pipeline-ui'
const header = 'request.headers[kubeflow-userid]'

type Words = Readonly<Record<string, string>>
type Place = {
  readonly namespace: string
  readonly name: string
  readonly annotations?: Words
}

const at = (person: string) => `${person}@example.com`

function binding(place: Place, role: string, subjects: readonly object[]): Made {
  const [kind, name] = role.includes('/') ? role.split('/') : ['ClusterRole', role]
  const roleRef = { apiGroup: rbac, kind, name }
  return { apiVersion: `${rbac}/v1`, kind: 'RoleBinding', metadata: place, roleRef, subjects }
}

const user = (name: string) => ({ apiGroup: rbac, kind: 'User', name })
const account = (namespace: string, name: string) => ({ kind: 'ServiceAccount', name, namespace })

function policy(place: Place, people: readonly string[], principals = [gateway, pipelines]): Made {
  const from = [{ source: { principals } }]
  const rules = [{ from, when: [{ key: header, values: people }] }]
  return {
    apiVersion: 'security.istio.io/v1',
    kind: 'AuthorizationPolicy',
    metadata: place,
    spec: { rules }
  }
}

/** What Kubeflow's access management makes for a contributor. */
function contributor(namespace: string, person: string, role: string): Made[] {
  const name = `user-${person}-clusterrole-${role}`.replace(/[^a-zA-Z0-9]+/g, '-').toLowerCase()
  const annotations = { user: person, role }
  return [
    binding({ namespace, name, annotations }, `kubeflow-${role}`, [user(person)]),
    policy({ namespace, name }, [person])
  ]
}

interface Wish {
  readonly owner?: string
  /** Where they differ from the owner. */
  readonly profileOwner?: object
  readonly annotation?: string
  readonly labels?: Words
  readonly annotations?: Words
  readonly quota?: Words
  /** What the Profile says, if it is not the same. */
  readonly profileQuota?: Words
  readonly role?: string
  readonly plugins?: readonly object[]
  readonly isRefused?: boolean
  readonly hasNoProfile?: boolean
  readonly more?: readonly Made[]
}

const defaults: Words = {
  'app.kubernetes.io/part-of': 'kubeflow-profile',
  'istio-injection': 'enabled',
  'katib.kubeflow.org/metrics-collector-injection': 'enabled',
  'kubernetes.io/metadata.name': '',
  'pipelines.kubeflow.org/enabled': 'true',
  'serving.kubeflow.org/inferenceservice': 'enabled'
}

function place(name: string, wish: Wish): Made[] {
  const { owner = at(name), isRefused, hasNoProfile } = wish
  const spec = {
    owner: wish.profileOwner ?? { kind: 'User', name: owner },
    ...(wish.plugins && { plugins: wish.plugins }),
    resourceQuotaSpec: { hard: wish.profileQuota ?? wish.quota ?? {} }
  }
  const labels = isRefused ? {} : { ...defaults, 'kubernetes.io/metadata.name': name }
  const metadata = {
    name,
    labels: { ...labels, ...wish.labels },
    annotations: { owner: wish.annotation ?? owner, ...wish.annotations },
    ...(!isRefused && {
      ownerReferences: [{ apiVersion: 'kubeflow.org/v1', kind: 'Profile', name, uid: name }]
    })
  }
  return [
    { apiVersion: 'v1', kind: 'Namespace', metadata },
    ...(hasNoProfile
      ? []
      : [{ apiVersion: 'kubeflow.org/v1', kind: 'Profile', metadata: { name }, spec }]),
    ...(isRefused ? [] : inside(name, owner, wish)),
    ...(wish.more ?? [])
  ]
}

/** What the profile controller makes in a namespace that it takes. */
function inside(namespace: string, owner: string, { quota, role, hasNoProfile }: Wish): Made[] {
  const accounts = ['default-editor', 'default-viewer'].map(name => ({
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: {
      namespace,
      name,
      ...(role &&
        name === 'default-editor' && { annotations: { 'eks.amazonaws.com/role-arn': role } })
    }
  }))
  const name = 'ns-owner-access-istio'
  const rules = [
    {
      from: [{ source: { principals: [gateway, pipelines] } }],
      when: [{ key: header, values: [owner] }]
    },
    { when: [{ key: 'source.namespace', values: [namespace] }] },
    { to: [{ operation: { paths: ['/healthz', '/metrics', '/wait-for-drain'] } }] }
  ]
  const own = [
    binding(
      { namespace, name: 'namespaceAdmin', annotations: { user: owner, role: 'admin' } },
      'kubeflow-admin',
      [user(owner)]
    ),
    {
      apiVersion: 'security.istio.io/v1',
      kind: 'AuthorizationPolicy',
      metadata: { namespace, name },
      spec: { rules }
    }
  ]
  return [
    ...accounts,
    binding({ namespace, name: 'default-editor' }, 'kubeflow-edit', [
      account(namespace, 'default-editor')
    ]),
    binding({ namespace, name: 'default-viewer' }, 'kubeflow-view', [
      account(namespace, 'default-viewer')
    ]),
    // With its Profile went what was made for its owner.
    ...(hasNoProfile ? [] : own),
    ...(quota ? [quotaIn(namespace, 'kf-resource-quota', quota)] : [])
  ]
}

function quotaIn(namespace: string, name: string, hard: Words): Made {
  return {
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata: { namespace, name },
    spec: { hard },
    status: { hard, used: {} }
  }
}

function podDefault(namespace: string, name: string, spec: object): Made {
  const selector = { matchLabels: { [name]: 'true' } }
  return {
    apiVersion: 'kubeflow.org/v1alpha1',
    kind: 'PodDefault',
    metadata: { namespace, name },
    spec: { desc: name, selector, ...spec }
  }
}

const small: Words = { 'requests.cpu': '8', 'requests.memory': '32Gi', 'requests.storage': '500Gi' }
const large: Words = {
  'requests.cpu': '32',
  'requests.memory': '128Gi',
  'requests.nvidia.com/gpu': '2',
  'requests.storage': '2Ti'
}
const role = (name: string) => `arn:aws:iam::111122223333:role/${name}`
const aws = 'AwsIamForServiceAccount'

/** Everybody's own place, as the registration page makes it. */
const personal = [
  'ada',
  'ben',
  'cleo',
  'dora',
  'emil',
  'finn',
  'gina',
  'hugo',
  'iris',
  'jan',
  'kim',
  'lea'
]

function teams(): Made[] {
  const names = ['churn', 'credit', 'demand', 'forecast', 'pricing', 'search']
  return names.flatMap((name, index) => {
    const people = personal.slice(index, index + 1 + index)
    const roles = ['edit', 'view', 'edit', 'admin']
    const more = people.flatMap((person, at_) =>
      contributor(name, at(person), roles[at_ % 4] ?? 'view')
    )
    return place(name, { owner: at(`lead-${name}`), quota: large, more })
  })
}

/** Owners that were changed, in each of the ways in which people do so. */
function owners(): Made[] {
  const kept = { user: at('old-boss'), role: 'admin' }
  const both = place('owner-both', { owner: at('new-boss'), quota: small })
  const lets = 'owner-lets-in'
  return [
    ...place('owner-profile-only', {
      owner: at('old-boss'),
      profileOwner: { kind: 'User', name: at('new-boss') },
      more: contributor('owner-profile-only', at('new-boss'), 'edit')
    }),
    ...both.map(made =>
      made.metadata.name === 'namespaceAdmin'
        ? { ...made, metadata: { ...made.metadata, annotations: kept } }
        : made
    ),
    ...place(lets, {
      more: [
        binding(
          {
            namespace: lets,
            name: 'user-ada-example-com-clusterrole-edit',
            annotations: { user: at('ada'), role: 'edit' }
          },
          'kubeflow-edit',
          [user(at('ben'))]
        ),
        policy({ namespace: lets, name: 'user-ada-example-com-clusterrole-edit' }, [at('ben')])
      ]
    }),
    ...place('owner-empty', { owner: '', profileOwner: {} }),
    ...place('owner-group', {
      owner: 'data-people',
      profileOwner: { kind: 'Group', name: 'data-people' }
    }).map(made =>
      made.metadata.name === 'namespaceAdmin'
        ? { ...made, subjects: [{ apiGroup: rbac, kind: 'Group', name: 'data-people' }] }
        : made
    ),
    ...place('owner-refused', { owner: at('ada'), annotation: at('ben'), isRefused: true }),
    ...place('owner-deleted', {
      hasNoProfile: true,
      more: contributor('owner-deleted', at('ada'), 'edit')
    }),
    ...place('owner-hangs', {
      owner: at('cleo'),
      annotation: at('old-boss'),
      annotations: { 'kubectl.kubernetes.io/last-applied-configuration': '{"owner":"old"}' }
    })
  ]
}

function quotas(): Made[] {
  return [
    ...place('quota-raised', { quota: { ...small, 'requests.cpu': '16' }, profileQuota: small }),
    ...place('quota-uncounted', {
      quota: {
        cpu: '16',
        'requests.cpu': '12',
        memory: '64Gi',
        'nvidia.com/gpu': '2',
        'requests.storage': '1Ti'
      }
    }),
    ...place('quota-spelled', {
      quota: {
        ...small,
        'requests.storage': '0.48828125Ti',
        'requests.cpu': '8000m',
        'requests.memory': '34359738368'
      }
    }),
    ...place('quota-two', {
      quota: small,
      more: [
        quotaIn('quota-two', 'by-hand', { pods: '20' }),
        {
          apiVersion: 'v1',
          kind: 'LimitRange',
          metadata: { namespace: 'quota-two', name: 'containers' },
          spec: {
            limits: [
              {
                type: 'Container',
                default: { cpu: '1', memory: '2Gi' },
                defaultRequest: { cpu: '250m', memory: '1Gi' },
                max: { cpu: '4', memory: '16Gi' }
              }
            ]
          }
        }
      ]
    }),
    ...place('quota-frozen', { quota: { ...small, 'requests.cpu': '0' } })
  ]
}

function plugins(): Made[] {
  const plugin = { kind: aws, spec: { awsIamRole: role('team-b') } }
  return [
    ...place('role-removed', { role: role('team-a') }),
    ...place('role-trainer', {
      role: role('team-b'),
      plugins: [plugin],
      more: [
        {
          apiVersion: 'v1',
          kind: 'ServiceAccount',
          metadata: {
            namespace: 'role-trainer',
            name: 'trainer',
            annotations: { 'eks.amazonaws.com/role-arn': role('team-b') }
          }
        },
        {
          apiVersion: 'v1',
          kind: 'ServiceAccount',
          metadata: {
            namespace: 'role-trainer',
            name: 'exporter',
            annotations: { 'eks.amazonaws.com/role-arn': role('export') }
          }
        }
      ]
    }),
    ...place('role-shared-one', { role: role('shared') }),
    ...place('role-shared-two', { role: role('shared') })
  ]
}

/** Bindings and policies that do not go together, and people whom no file can name. */
function people(): Made[] {
  const bare = (name: string, person: string, as: string) =>
    binding({ namespace: 'people-bare', name }, `kubeflow-${as}`, [user(person)])
  return [
    ...place('people-bare', {
      more: [
        bare('user-ada-example-com-clusterrole-edit', at('ada'), 'edit'),
        policy({ namespace: 'people-bare', name: 'user-ben-example-com-clusterrole-edit' }, [
          at('ben')
        ]),
        bare('by-hand', at('cleo'), 'edit'),
        policy({ namespace: 'people-bare', name: 'by-hand' }, [at('cleo')]),
        ...contributor('people-bare', at('dora'), 'edit'),
        ...contributor('people-bare', at('dora'), 'view'),
        bare('only-artifacts', at('emil'), 'edit'),
        policy({ namespace: 'people-bare', name: 'only-artifacts' }, [at('emil')], [pipelines])
      ]
    }),
    ...place('people-alike', {
      more: [
        ...contributor('people-alike', at('a.b'), 'edit'),
        binding({ namespace: 'people-alike', name: 'second' }, 'kubeflow-edit', [user(at('a-b'))]),
        ...contributor('people-alike', at('Finn'), 'view'),
        ...contributor('people-alike', 'service-robot', 'edit')
      ]
    }),
    ...place('people-others', {
      more: [
        binding({ namespace: 'people-others', name: 'deploy' }, 'kubeflow-edit', [
          account('ci', 'deployer')
        ]),
        binding({ namespace: 'people-others', name: 'neighbour' }, 'kubeflow-view', [
          account('churn', 'default-editor')
        ]),
        binding({ namespace: 'people-others', name: 'crowd' }, 'kubeflow-edit', [
          { apiGroup: rbac, kind: 'Group', name: 'analysts' }
        ]),
        binding({ namespace: 'people-others', name: 'debug' }, 'Role/pod-reader', [
          user(at('gina'))
        ])
      ]
    })
  ]
}

function surroundings(): Made[] {
  const open = place('extras-labels', {
    labels: {
      'example.com/cost': 'blue',
      team: 'risk',
      'pod-security.kubernetes.io/enforce': 'restricted',
      'pipelines.kubeflow.org/enabled': 'false'
    },
    annotations: { 'example.com/contact': 'risk team', 'meta.helm.sh/release-name': 'profiles' }
  })
  const pods = place('extras-pods', {
    labels: { 'pod-security.kubernetes.io/enforce': 'privileged' },
    more: [
      podDefault('extras-pods', 'access-ml-pipeline', {}),
      podDefault('extras-pods', 'warehouse', {
        desc: 'The warehouse',
        env: [{ name: 'WAREHOUSE', value: 'risk' }]
      }),
      podDefault('extras-pods', 'database', {
        env: [{ name: 'DB_PASSWORD', value: 'hunter2hunter2' }]
      }),
      podDefault('extras-pods', 'files', {
        volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }]
      }),
      {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        metadata: { namespace: 'extras-pods', name: 'closed' },
        spec: { podSelector: {}, policyTypes: ['Egress'] }
      }
    ]
  })
  return [...open, ...pods, ...place('kubeflow-user-example-com', { owner: 'user@example.com' })]
}

/** Everything in the cluster, in the order of kubectl. */
export function forty(): readonly Made[] {
  const own = personal.flatMap(name => place(name, { quota: small }))
  const all = [
    ...own,
    ...teams(),
    ...owners(),
    ...quotas(),
    ...plugins(),
    ...people(),
    ...surroundings()
  ]
  const system = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'kubeflow' } }
  return [...all, system]
}
