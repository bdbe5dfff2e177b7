import { ask, at, type Check, every, type Fault } from './fault.ts'
import { fields, list } from './value.ts'

const group = 'rbac.authorization.k8s.io'

/** A person or group belongs to RBAC's own API group, a service account to a namespace. */
const subject: Check = value => {
  const { kind, apiGroup, namespace } = fields(value)
  const person = kind !== 'ServiceAccount'
  if (person && apiGroup !== group) return fault('/apiGroup', `must be ${group}`)
  if (!person && apiGroup) return fault('/apiGroup', 'must not be there')
  if (person && namespace !== undefined) return fault('/namespace', 'must not be there')
  return person || namespace ? undefined : fault('/namespace', 'must be there')
}

const clusterRole = ask('must be ClusterRole', kind => kind === 'ClusterRole')

/** In a policy of Istio, what asks for nothing is refused, since it would match everything. */
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

/** What the API server, or Istio's webhook, checks of who may do what. */
export const access: Readonly<Record<string, Check>> = {
  'rbac.authorization.k8s.io/rolebinding': at('subjects/*', subject),
  'rbac.authorization.k8s.io/clusterrolebinding': every([
    at('roleRef/kind', clusterRole),
    at('subjects/*', subject)
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
