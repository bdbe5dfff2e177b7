import { type Try, thing } from './try.ts'

const binding = thing('rbac.authorization.k8s.io/v1 RoleBinding fraud/namespaceAdmin')

export const managed: readonly Try[] = [
  {
    what: 'change what is ours',
    by: { narrow: true, profiles: true, owner: false, operator: false },
    change: { of: binding, patch: { metadata: { annotations: { role: 'view' } } } }
  },
  {
    what: 'remove what is ours',
    by: { narrow: true, collector: true, emptier: true, owner: false, operator: false },
    change: { of: binding, patch: null }
  }
]
