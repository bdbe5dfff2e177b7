import { at, type Fields, fields, list } from '../control-plane-needs/objects.ts'

/** What the objects allow, evaluated as Kubernetes and Istio do: by labels, names and certificates. */
export interface Seen {
  readonly name: string
  readonly objects: readonly Fields[]
}

const kind = ({ objects }: Seen, wanted: string) => objects.filter(object => object.kind === wanted)

/** The bindings: people by e-mail, service accounts by `namespace/account`. */
export function bindings(seen: Seen): Map<string, string> {
  const pairs = kind(seen, 'RoleBinding').flatMap(binding =>
    list(at(binding, 'subjects')).map(subject => {
      const { kind, name, namespace } = fields(subject)
      const role = String(at(binding, 'roleRef.name')).replace('kubeflow-', '')
      return [kind === 'ServiceAccount' ? `${namespace}/${name}` : `${name}`, role] as const
    })
  )
  return new Map(pairs.filter(([, role]) => role !== 'tenantry-namespace').sort())
}

interface Rule {
  readonly principals: readonly string[]
  readonly values: readonly string[]
  readonly notPorts: readonly string[]
  readonly selects: boolean
}

/** Every rule that lets somebody in. */
export function rules(seen: Seen): Rule[] {
  const open = kind(seen, 'AuthorizationPolicy').filter(
    policy => at(policy, 'spec.action') !== 'DENY'
  )
  return open.flatMap(policy =>
    list(at(policy, 'spec.rules')).map(rule => ({
      principals: texts(list(at(rule, 'from')), 'source.principals'),
      values: texts(list(at(rule, 'when')), 'values'),
      notPorts: texts(list(at(rule, 'to')), 'operation.notPorts'),
      selects: at(policy, 'spec.selector') !== undefined
    }))
  )
}

function texts(parts: readonly unknown[], path: string): string[] {
  return parts.flatMap(part => list(at(part, path)).map(String))
}

/** Who gets in by certificate alone, and which ports are excluded. */
export function certificates(seen: Seen): Map<string, string> {
  const pairs = rules(seen).flatMap(({ principals, values, notPorts }) =>
    values.length > 0
      ? []
      : principals.map(principal => {
          const [, namespace, account] =
            /^cluster\.local\/ns\/(.+)\/sa\/(.+)$/.exec(principal) ?? []
          return [`${namespace}/${account}`, notPorts.join()] as const
        })
  )
  const kubeflow = /^(istio-system|kubeflow|knative-serving)\//
  return new Map(pairs.filter(([id]) => !kubeflow.test(id)).sort())
}

/** Whom the gateways let in by header, and under which names. */
export function headers(seen: Seen): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>()
  for (const { principals, values } of rules(seen)) {
    for (const value of values) {
      const gateways = found.get(value) ?? new Set()
      for (const principal of principals) gateways.add(principal.split('/').at(-1) ?? '')
      found.set(value, gateways)
    }
  }
  return found
}

/** Whether the policies in `seen` let pods connect, given the labels of pods and namespaces. */
export function lets(
  seen: Seen,
  direction: 'ingress' | 'egress',
  labels: Readonly<Record<string, unknown>>
): boolean {
  const type = direction === 'ingress' ? 'Ingress' : 'Egress'
  const policies = kind(seen, 'NetworkPolicy').filter(policy =>
    list(at(policy, 'spec.policyTypes')).includes(type)
  )
  if (policies.length === 0) return true
  return policies.some(policy =>
    list(at(policy, `spec.${direction}`)).some(rule => {
      const peers = fields(rule)[direction === 'ingress' ? 'from' : 'to']
      // A rule without peers applies to everybody.
      if (peers === undefined) return true
      return list(peers).some(peer => {
        const { namespaceSelector, ipBlock } = fields(peer)
        if (ipBlock !== undefined) return false
        if (namespaceSelector !== undefined) return selects(namespaceSelector, labels)
        return labels['kubernetes.io/metadata.name'] === seen.name
      })
    })
  )
}

function selects(selector: unknown, labels: Readonly<Record<string, unknown>>): boolean {
  const { matchLabels, matchExpressions } = fields(selector)
  const isEqual = Object.entries(fields(matchLabels)).every(([key, value]) => labels[key] === value)
  return (
    isEqual &&
    list(matchExpressions).every(term => {
      const { key, operator, values } = fields(term)
      const isThere = String(key) in labels
      const isIn = list(values).includes(labels[String(key)])
      const answers: Readonly<Record<string, boolean>> = {
        In: isIn,
        NotIn: !isIn,
        Exists: isThere,
        DoesNotExist: !isThere
      }
      return answers[String(operator)] ?? true
    })
  )
}

/** The labels of a tenant's namespace, including the one that Kubernetes adds. */
export function labelsOf(seen: Seen): Readonly<Record<string, unknown>> {
  const namespace = kind(seen, 'Namespace')[0]
  const name = at(namespace, 'metadata.name')
  return { ...fields(at(namespace, 'metadata.labels')), 'kubernetes.io/metadata.name': name }
}

/** The namespaces that the tenant's `Sidecar` lists, if it has one. */
export function hosts(seen: Seen): string[] {
  const [sidecar] = kind(seen, 'Sidecar')
  const all = texts(list(at(sidecar, 'spec.egress')), 'hosts')
  return all.map(host => host.split('/')[0] ?? '').filter(name => name !== '.')
}

/** Every word in keys and values, to find a name wherever it occurs. */
export function words(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(words)
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([key, inner]) => [...words(key), ...words(inner)])
  }
  return String(value).split(/[^a-z0-9-]+/)
}
