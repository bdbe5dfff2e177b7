import { at, type Fields, fields, list } from '../../control-plane-needs/objects.ts'

/** Every binding of the objects: its name, its subject and its role. */
export function bound(objects: readonly Fields[], wanted = 'RoleBinding'): Map<string, string> {
  const bindings = objects.filter(({ kind }) => kind === wanted)
  return new Map(
    bindings.flatMap(binding =>
      list(at(binding, 'subjects')).map(subject => {
        const { kind, name, namespace } = fields(subject)
        const who = kind === 'ServiceAccount' ? `${namespace}/${name}` : `${name}`
        return [`${at(binding, 'metadata.name')} ${who}`, String(at(binding, 'roleRef.name'))]
      })
    )
  )
}

/** What each policy opens to whom, read as Istio would. */
export function opened(objects: readonly Fields[]): Set<string> {
  const policies = objects.filter(({ kind }) => kind === 'AuthorizationPolicy')
  if (policies.some(policy => at(policy, 'spec.action') === 'DENY')) return new Set()
  return new Set(
    policies.flatMap(policy =>
      list(at(policy, 'spec.rules')).flatMap(rule => entries(policy, rule))
    )
  )
}

const gateways: Readonly<Record<string, string>> = {
  'istio-system/istio-ingressgateway-service-account': 'notebooks',
  'kubeflow/ml-pipeline-ui': 'pipelines',
  'istio-system/cluster-local-gateway-service-account': 'models'
}

function entries(policy: Fields, rule: unknown): string[] {
  const name = at(policy, 'metadata.name')
  const model = at(policy, 'spec.selector.matchLabels')
  const from = list(at(rule, 'from')).flatMap(part => list(at(part, 'source.principals')))
  const values = list(at(rule, 'when')).flatMap(part => list(at(part, 'values')).map(whoIn))
  const isPartial = list(at(rule, 'to')).some(part => at(part, 'operation.notPorts'))
  return from.flatMap(principal => {
    const [, namespace, account] = /ns\/(.+)\/sa\/(.+)$/.exec(String(principal)) ?? []
    const caller = `${namespace}/${account}`
    if (caller === 'knative-serving/activator') return []
    const page = gateways[caller]
    if (page === undefined) return [`${name} ${caller} ${isPartial ? 'services' : 'pods'}`]
    if (model)
      return [`${name} anyone model ${fields(model)['serving.kserve.io/inferenceservice']}`]
    return values.map(who => `${name} ${who} ${page}`)
  })
}

function whoIn(value: unknown): string {
  const [, account] = /^system:serviceaccount:(.+)$/.exec(String(value)) ?? []
  return account === undefined ? String(value) : account.replace(':', '/')
}

/** What AWS allows to each account and user: actions, and the resources as the documents name them. */
export function allowed(note: Fields): Map<string, string[]> {
  const roles = list(note.roles).filter(role => effects(at(role, 'trust')).includes('Allow'))
  const holders = [
    ...roles.flatMap(role => list(at(role, 'accounts')).map(account => [account, role] as const)),
    ...list(note.users).map(user => [at(user, 'name'), user] as const)
  ]
  return new Map(
    holders.map(([name, holder]) => [
      String(name),
      list(at(holder, 'permissions.Statement'))
        .filter(statement => at(statement, 'Effect') === 'Allow')
        .flatMap(statement =>
          [at(statement, 'Action')]
            .flat()
            .flatMap(action =>
              list(at(statement, 'Resource')).map(resource => `${action} ${resource}`)
            )
        )
    ])
  )
}

function effects(document: unknown): unknown[] {
  return list(at(document, 'Statement')).map(statement => at(statement, 'Effect'))
}
