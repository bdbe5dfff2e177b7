import type { Manifest } from '../objects/manifest.ts'
import type { Right } from './right.ts'
import { allows, type Rule, type Wish } from './role-rules.ts'

/** What counts in a tenant on its cluster. */
interface Site {
  /** Those of the tenant's namespace, and those of the platform. */
  readonly objects: readonly Manifest[]
  /** Those in the tenant, and those in all tenants. */
  readonly rights: readonly Right[]
  readonly rules: ReadonlyMap<string, readonly Rule[]>
}

/** The rights by which somebody may do something in a tenant, by the bindings that are emitted. */
export function whoCan(wish: Wish, { objects, rights, rules }: Site): Right[] {
  const may = (role: string) => (rules.get(role) ?? []).some(rule => allows(rule, wish))
  const emitted = new Set(objects.flatMap(bindingsIn))
  return rights.filter(right => {
    const { who, way, reach } = right
    if (!reach.kubernetes) return false
    const { binding, role } = reach.kubernetes
    // The profile controller binds the accounts that it makes.
    const isBound = way === 'kubeflow' || emitted.has(`${binding} ${who.name}`)
    return isBound && may(role)
  })
}

interface Subject {
  readonly kind: string
  readonly name: string
  readonly namespace?: string
}

function bindingsIn({ kind, metadata, subjects }: Manifest): string[] {
  if (kind !== 'RoleBinding' && kind !== 'ClusterRoleBinding') return []
  const all = (subjects ?? []) as readonly Subject[] // a field of every binding
  return all.map(({ kind, name, namespace }) => {
    return `${metadata.name} ${kind === 'ServiceAccount' ? `${namespace}/${name}` : name}`
  })
}
