import { type Fields, list, type Thing } from './thing.ts'

/** One RBAC question. */
export interface Wish {
  readonly verb: string
  /** Such as `networking.istio.io/virtualservices`; for the core group `/configmaps`. */
  readonly resource: string
  /** Missing for cluster-wide resources, or to ask about all namespaces at once. */
  readonly namespace?: string
  readonly name?: string
}

/** Whether the roles among these objects allow an account, `namespace/name`, to do something. */
export function may(things: readonly Thing[], account: string, wish: Wish): boolean {
  return things
    .filter(({ kind }) => kind === 'ClusterRoleBinding' || kind === 'RoleBinding')
    .filter(({ kind, metadata }) => {
      return kind === 'ClusterRoleBinding' || metadata.namespace === wish.namespace
    })
    .filter(({ subjects }) =>
      list(subjects).some(({ kind, name, namespace }) => {
        return kind === 'ServiceAccount' && `${namespace}/${name}` === account
      })
    )
    .flatMap(binding => rulesOf(things, binding))
    .some(rule => allows(rule, wish))
}

function rulesOf(things: readonly Thing[], binding: Thing): readonly Fields[] {
  const { kind, name } = binding.roleRef as Fields
  return things
    .filter(thing => thing.kind === kind && thing.metadata.name === name)
    .filter(thing => kind === 'ClusterRole' || sameNamespace(thing, binding))
    .flatMap(({ rules }) => list(rules))
}

function sameNamespace(a: Thing, b: Thing): boolean {
  return a.metadata.namespace === b.metadata.namespace
}

function allows(rule: Fields, { verb, resource, name }: Wish): boolean {
  const [group, plural] = resource.split('/')
  const has = (field: string, value: unknown) => {
    const values = rule[field]
    return Array.isArray(values) && (values.includes(value) || values.includes('*'))
  }
  const named = rule.resourceNames === undefined || has('resourceNames', name)
  return has('verbs', verb) && has('apiGroups', group) && has('resources', plural) && named
}
