import type { Made } from './forty.ts'

type Fields = Readonly<Record<string, unknown>>

const strengths = ['view', 'edit', 'admin']
const artifacts = 'cluster.local/ns/kubeflow/sa/ml-pipeline-ui'

/**
 * Who may do what in a namespace, by the words of Kubernetes and Istio alone, and nothing else:
 * `<who> <role> <notebooks>`, without the namespace's own accounts and other tenants'.
 */
export function accessIn(all: readonly Made[], namespace: string): readonly string[] {
  const here = all.filter(({ metadata }) => metadata.namespace === namespace)
  const roles = new Map<string, number>()
  for (const binding of here.filter(({ kind }) => kind === 'RoleBinding')) {
    const { name = '' } = binding.roleRef as { readonly name?: string }
    const strength = strengths.indexOf(name.replace('kubeflow-', ''))
    for (const { kind, name, namespace } of binding.subjects as readonly Fields[]) {
      const who = kind === 'User' ? String(name) : `${namespace}/${name}`
      const isGuest = kind === 'User' || namespace === 'ci'
      if (strength >= 0 && isGuest) roles.set(who, Math.max(roles.get(who) ?? 0, strength))
    }
  }
  const visitors = new Set(here.flatMap(visitorsOf))
  const everybody = [...new Set([...roles.keys(), ...visitors])].sort()
  return everybody.map(who => {
    return `${who} ${strengths[roles.get(who) ?? -1] ?? 'nothing'} ${visitors.has(who)}`
  })
}

function visitorsOf({ kind, spec }: Made): string[] {
  const { rules = [] } = (spec ?? {}) as { readonly rules?: readonly Fields[] }
  if (kind !== 'AuthorizationPolicy') return []
  return rules.flatMap(rule => {
    const [{ source } = { source: {} }] = (rule.from ?? []) as readonly { source: Fields }[]
    const principals = (source.principals ?? ['anybody']) as readonly string[]
    const [when] = (rule.when ?? []) as readonly Fields[]
    const isPersons = when?.key === 'request.headers[kubeflow-userid]'
    return isPersons && principals.some(one => one !== artifacts) ? (when.values as string[]) : []
  })
}
