import type { Thing } from '../thing.ts'
import { type Try, thing } from './try.ts'

const apiGroup = 'rbac.authorization.k8s.io'

function grant(annotations: Readonly<Record<string, string>>): Thing {
  const what = {
    roleRef: { apiGroup, kind: 'ClusterRole', name: 'kubeflow-view' },
    subjects: [{ apiGroup, kind: 'User', name: 'mallory@example.com' }]
  }
  return thing(`${apiGroup}/v1 RoleBinding fraud/try`, what, { annotations })
}

const listed = grant({ user: 'mallory@example.com', role: 'view' })
const unlisted = grant({})

export const bindings: readonly Try[] = [
  {
    what: 'grant as the dashboard lists it',
    by: { narrow: true, owner: false, operator: false, profiles: false },
    change: { make: listed }
  },
  {
    what: 'grant otherwise',
    by: { narrow: true, owner: true, operator: true },
    change: { make: unlisted }
  }
]
