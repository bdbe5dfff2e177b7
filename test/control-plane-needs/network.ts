import { type Check, type Guest, ownerOf, platformOf } from './meant.ts'
import { at, type Cluster, fields, list, same } from './objects.ts'

/** Each guest gets its role, and a tenant's a way in by its certificate if it may run code. Nobody else. */
export const guests: Check = (cluster, meant) => {
  const wanted = meant.state === 'suspended' ? [] : meant.guests
  const bound = cluster.kind('RoleBinding').flatMap(binding =>
    list(at(binding, 'subjects')).map(subject => {
      const { kind, namespace, name } = fields(subject)
      return kind === 'ServiceAccount' ? `${namespace}/${name} ${at(binding, 'roleRef.name')}` : ''
    })
  )
  const roles = wanted.filter(({ role }) => role !== '')
  const expected = roles.map(
    ({ namespace, account, role }) => `${namespace}/${account} kubeflow-${role}`
  )
  const strange = bound.filter(who => who !== '' && !/tenantry-namespace$/.test(who))
  return [
    ...expected.filter(who => !bound.includes(who)).map(who => `nobody binds ${who}`),
    ...strange.filter(who => !expected.includes(who)).map(who => `${who} was not meant`),
    ...wanted.flatMap(guest => entrance(cluster, guest))
  ]
}

/** By certificate: to all ports, or to all except those of notebooks, which run code. */
const ways = { everything: [''], services: ['[{"operation":{"notPorts":["8888"]}}]'] } as const

function entrance(cluster: Cluster, { namespace, account, reach }: Guest): string[] {
  const principal = `cluster.local/ns/${namespace}/sa/${account}`
  const rules = cluster
    .kind('AuthorizationPolicy')
    .flatMap(policy => list(at(policy, 'spec.rules')))
  const own = rules.filter(rule =>
    list(at(rule, 'from')).some(from => list(at(from, 'source.principals')).includes(principal))
  )
  const found = own.map(rule => JSON.stringify(at(rule, 'to')) ?? '')
  if (reach === 'models' || reach === 'nothing') {
    return found.length === 0 ? [] : [`${principal} is let in`]
  }
  return [
    ...(same(found, ways[reach]) ? [] : [`${principal} may reach ${JSON.stringify(found)}`]),
    ...(reaching(cluster).includes(namespace) ? [] : [`pods of ${namespace} cannot connect`])
  ]
}

/** Everybody admitted by header must be meant to get in. */
export const callers: Check = (cluster, meant) => {
  const { name, prefix, people, guests, state } = meant
  const accounts = guests.map(({ namespace, account }) => `${namespace}:${account}`)
  const known = [
    ownerOf(meant),
    ...people.map(({ email }) => email),
    ...accounts.map(account => `system:serviceaccount:${account}`)
  ].map(who => `${prefix}${who}`)
  const rules = cluster
    .kind('AuthorizationPolicy')
    .flatMap(policy => list(at(policy, 'spec.rules')))
  const named = rules.flatMap(rule =>
    list(at(rule, 'when')).flatMap(term => list(at(term, 'values')).map(String))
  )
  const own = `${prefix}system:serviceaccount:${name}:`
  const strange = named.filter(who => !known.includes(who) && !who.startsWith(own))
  return [
    ...strange.map(who => `${who} is let in`),
    ...(state === 'suspended' ? named.map(who => `${who} is let into a suspended tenant`) : [])
  ]
}

/** Everybody admitted by certificate or namespace belongs to Kubeflow, the tenant or its guests. */
export const strangers: Check = (cluster, meant) => {
  const { name, guests, state, models } = meant
  const known = new Set([name, ...platformOf(meant), 'monitoring'])
  if (state !== 'suspended') for (const { namespace } of guests) known.add(namespace)
  const policies = [...cluster.kind('AuthorizationPolicy'), ...cluster.kind('NetworkPolicy')]
  const principals = [...JSON.stringify(policies).matchAll(/cluster\.local\/ns\/([^/"]*)/g)]
  const named = [...principals.map(([, namespace = '']) => namespace), ...reaching(cluster)]
  const strange = [...new Set(named)].filter(namespace => !known.has(namespace))
  const unchecked = principals.filter(([, namespace]) => namespace === 'knative-serving')
  return [
    ...strange.map(namespace => `${namespace} is let in`),
    ...(models === 'ours' ? [] : unchecked.map(() => 'a gateway that checks no caller is let in'))
  ]
}

const metadata = ['169.254.169.254/32', 'fd00:ec2::254/128']

export const network: Check = (cluster, meant) => {
  const policies = cluster.kind('NetworkPolicy')
  const denied = policies.filter(policy => {
    const spec = fields(at(policy, 'spec'))
    return same(spec, { podSelector: {}, policyTypes: ['Ingress', 'Egress'] })
  })
  const blocks = [...JSON.stringify(policies).matchAll(/"ipBlock":(\{[^}]*\})/g)]
  const open = blocks.map(
    ([, block = '{}']) => JSON.parse(block) as { cidr: string; except?: string[] }
  )
  const leaks = open.filter(({ cidr, except = [] }) => {
    const [wide, own] = cidr.includes(':')
      ? [['::/0', 'fc00::/7'], metadata[1]]
      : [['0.0.0.0/0'], metadata[0]]
    return metadata.includes(cidr) || (wide.includes(cidr) && !except.includes(own ?? ''))
  })
  return [
    ...(denied.length === 1 ? [] : ['the network is open by default']),
    ...platformOf(meant)
      .filter(name => !reaching(cluster).includes(name))
      .map(name => `${name} is cut off`),
    ...policies.filter(isWide).map(() => 'gateways reach pods outside of the mesh'),
    ...leaks.map(({ cidr }) => `${cidr} leads to the metadata service`)
  ]
}

const passingOn = ['istio-system', 'knative-serving']

/** Whether a policy lets gateways reach more than the pods that Istio labels. */
function isWide(policy: unknown): boolean {
  const labelled = { matchLabels: { 'security.istio.io/tlsMode': 'istio' } }
  const from = reachingBy([policy])
  return (
    passingOn.some(name => from.includes(name)) &&
    !same(fields(at(policy, 'spec.podSelector')), labelled)
  )
}

/** The namespaces whose pods may connect to pods of this one. */
function reaching(cluster: Cluster): string[] {
  return reachingBy(cluster.kind('NetworkPolicy'))
}

function reachingBy(policies: readonly unknown[]): string[] {
  return policies.flatMap(policy =>
    list(at(policy, 'spec.ingress')).flatMap(rule =>
      list(at(rule, 'from')).flatMap(peer => {
        const terms = list(at(peer, 'namespaceSelector.matchExpressions'))
        if (at(peer, 'namespaceSelector') !== undefined && terms.length !== 1) return ['*']
        const [term] = terms
        if (term === undefined) return []
        const isName =
          at(term, 'key') === 'kubernetes.io/metadata.name' && at(term, 'operator') === 'In'
        return isName ? list(at(term, 'values')).map(String) : ['*']
      })
    )
  )
}
