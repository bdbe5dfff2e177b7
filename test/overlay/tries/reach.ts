import { type Try, thing } from './try.ts'

const apiGroup = 'rbac.authorization.k8s.io'
const give = (name: string) =>
  thing(`${apiGroup}/v1 RoleBinding default/try`, {
    roleRef: { apiGroup, kind: 'ClusterRole', name },
    subjects: [{ kind: 'ServiceAccount', name: 'tenantry-namespace', namespace: 'argocd' }]
  })

export const reach: readonly Try[] = [
  {
    what: 'let git write in a namespace that is no tenant',
    by: { bootstrap: false, operator: false, robot: false },
    change: { make: give('tenantry-namespace') }
  },
  {
    what: 'bind another role in a namespace that is no tenant',
    by: { operator: true, robot: true },
    change: { make: give('view') }
  }
]
