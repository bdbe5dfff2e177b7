import { ask, at, type Check, every, type Fault } from './fault.ts'
import { fields, list } from './value.ts'

const group = 'rbac.authorization.k8s.io'

/** People and groups belong to RBAC's API group, service accounts to the core group. */
const subject: Check = value => {
  const { kind, apiGroup, namespace } = fields(value)
  if (kind === 'ServiceAccount')
    return apiGroup ? fault('/apiGroup', 'must not be there') : undefined
  if (apiGroup !== group) return fault('/apiGroup', `must be ${group}`)
  return namespace === undefined ? undefined : fault('/namespace', 'must not be there')
}

const placed = ask('must have namespace', value => {
  const { kind, namespace } = fields(value)
  return kind !== 'ServiceAccount' || Boolean(namespace)
})

const clusterRole = ask('must be ClusterRole', kind => kind === 'ClusterRole')

/** Istio rejects an empty condition because it would match everything. */
const asks = ask('must ask for something', value => Object.values(fields(value)).some(isSaid))

const isSaid = (value: unknown) => list(value).length > 0

const provider = ask('must have provider exactly when action is CUSTOM', value => {
  const { action, provider } = fields(value)
  return (action === 'CUSTOM') === (provider !== undefined)
})

const condition = ask('must have values or notValues', value => {
  const { values, notValues } = fields(value)
  return isSaid(values) || isSaid(notValues)
})

/** What the API server and Istio's webhook check in RBAC objects and policies. */
export const access: Readonly<Record<string, Check>> = {
  'rbac.authorization.k8s.io/rolebinding': at('subjects/*', subject),
  'rbac.authorization.k8s.io/clusterrolebinding': every([
    at('roleRef/kind', clusterRole),
    at('subjects/*', every([subject, placed]))
  ]),
  'security.istio.io/authorizationpolicy': at(
    'spec',
    every([
      provider,
      at('rules/*/from/*/source', asks),
      at('rules/*/to/*/operation', asks),
      at('rules/*/when/*', condition)
    ])
  )
}

function fault(path: string, message: string): Fault {
  return { path, message }
}
