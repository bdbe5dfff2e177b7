import type { Fields, Thing } from '../thing.ts'
import { earlier, type Try, thing } from './try.ts'

const apiGroup = 'rbac.authorization.k8s.io'
const everybody = { apiGroup, kind: 'Group', name: 'system:authenticated' }
const mallory = { apiGroup, kind: 'User', name: 'mallory@example.com' }

function grant(subject: object, name = 'fraud/try', metadata: Fields = {}): Thing {
  const what = {
    roleRef: { apiGroup, kind: 'ClusterRole', name: 'kubeflow-view' },
    subjects: [subject]
  }
  return thing(`${apiGroup}/v1 RoleBinding ${name}`, what, metadata)
}

const account = (name: string, namespace: string) => ({ kind: 'ServiceAccount', name, namespace })

/** An owner may give what she has to people and to accounts of her tenant, and to nobody else. */
const subjects: readonly Try[] = [
  ['everybody who is signed in', everybody],
  ['whoever is not signed in', { apiGroup, kind: 'Group', name: 'system:unauthenticated' }],
  ['every account of the cluster', { apiGroup, kind: 'Group', name: 'system:serviceaccounts' }],
  ['a group of the company', { apiGroup, kind: 'Group', name: 'interns' }],
  ['an account of another tenant', account('default-editor', 'pricing')],
  [
    'an account of another tenant by its long name',
    { apiGroup, kind: 'User', name: 'system:serviceaccount:pricing:default-editor' }
  ]
].map(([whom, subject]) => ({
  what: `grant something to ${whom}`,
  by: { narrow: true, owner: false, operator: false },
  change: { make: grant(subject as object) }
}))

/** As Kubeflow's pages made them before. */
const listed = grant(mallory, 'earlier/listed', {
  annotations: { user: mallory.name, role: 'view' },
  finalizers: ['example.com/wait']
})
const empty = thing(
  `${apiGroup}/v1 RoleBinding earlier/empty`,
  { roleRef: { apiGroup, kind: 'ClusterRole', name: 'kubeflow-view' } },
  { annotations: { user: mallory.name, role: 'view' }, finalizers: ['example.com/wait'] }
)

export const bindings: readonly Try[] = [
  {
    what: 'grant as the dashboard lists it',
    by: { narrow: true, owner: false, operator: false, profiles: false },
    change: {
      make: grant(mallory, 'fraud/try', {
        annotations: { user: 'mallory@example.com', role: 'view' }
      })
    }
  },
  {
    what: 'grant something to a person',
    by: { narrow: true, owner: true, operator: true },
    change: { make: grant(mallory) }
  },
  ...['user-mallory-example-com-clusterrole-edit', 'workload-ci.deployer-view'].map(name => ({
    what: `make binding ${name} before git does`,
    by: { narrow: true, owner: false, operator: false, profiles: false },
    change: { make: grant(mallory, `fraud/${name}`) }
  })),
  {
    what: "make the profile controller's binding before it does",
    by: { profiles: true, owner: false, operator: false },
    change: { make: grant(mallory, `${earlier.metadata.name}/namespaceAdmin`) }
  },
  ...subjects,
  {
    what: 'grant something to an account of the tenant',
    by: { narrow: true, owner: true, operator: true },
    change: { make: grant(account('trainer', 'fraud')) }
  },
  {
    what: 'let go of a binding to everybody from before',
    by: { owner: true, operator: true },
    change: {
      from: grant(everybody, 'earlier/open', { finalizers: ['example.com/wait'] }),
      patch: { metadata: { finalizers: null } }
    }
  },
  {
    what: 'add everybody to a binding from before',
    by: { owner: false, operator: false },
    change: {
      from: grant(mallory, 'earlier/mine'),
      patch: { subjects: [mallory, everybody] }
    }
  },
  ...[listed, empty].map(from => ({
    what: `let go of ${from === empty ? 'an empty' : 'a'} binding that the dashboard lists from before`,
    by: { owner: true, operator: true },
    change: {
      from,
      patch: { metadata: { finalizers: null, labels: { a: 'b' }, annotations: { note: 'x' } } }
    }
  })),
  {
    what: 'change whom the dashboard lists from before',
    by: { owner: false, operator: false, profiles: false },
    change: { from: listed, patch: { metadata: { annotations: { role: 'edit' } } } }
  },
  {
    what: 'add somebody to a binding that the dashboard lists from before',
    by: { owner: false, operator: false, profiles: false },
    change: {
      from: listed,
      patch: { subjects: [mallory, { ...mallory, name: 'bob@example.com' }] }
    }
  }
]
