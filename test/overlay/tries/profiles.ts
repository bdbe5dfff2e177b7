import { type Try, thing } from './try.ts'

const profile = thing('kubeflow.org/v1 Profile fraud')
const owner = {
  apiGroup: 'rbac.authorization.k8s.io',
  kind: 'User',
  name: 'mallory@example.com'
}
const other = thing('kubeflow.org/v1 Profile other', { spec: { owner } })
const old = thing(
  'kubeflow.org/v1 Profile earlier',
  { spec: { owner } },
  { finalizers: ['example.com/old'] }
)

export const profiles: readonly Try[] = [
  {
    what: 'make a Profile',
    by: { bootstrap: true, operator: false, profiles: false, robot: false },
    change: { make: other }
  },
  {
    what: 'remove a Profile',
    by: { bootstrap: true, operator: false, profiles: false, robot: false },
    change: { of: profile, patch: null }
  },
  {
    what: 'change the owner of a Profile',
    by: { bootstrap: true, operator: false, profiles: false },
    change: { of: profile, patch: { spec: { owner: { name: 'mallory@example.com' } } } }
  },
  {
    what: 'change another field of a Profile',
    by: { bootstrap: true, profiles: true, operator: false },
    change: {
      of: profile,
      patch: { metadata: { finalizers: ['profile-finalizer', 'example.com/other'] } }
    }
  },
  {
    what: 'let go of a Profile that git did not make',
    by: { operator: true, profiles: true },
    change: { from: old, patch: { metadata: { finalizers: null, labels: { a: 'b' } } } }
  },
  {
    what: 'change another field of a Profile that git did not make',
    by: { operator: false, profiles: true },
    change: { from: old, patch: { spec: { resourceQuotaSpec: { hard: { pods: '9' } } } } }
  },
  {
    what: 'change the owner of a Profile that git did not make',
    by: { bootstrap: true, operator: false, profiles: false },
    change: { from: old, patch: { spec: { owner: { name: 'bob@example.com' } } } }
  }
]
