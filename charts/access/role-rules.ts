import type { Cluster } from '../../src/cluster/cluster.ts'
import { memberRules } from '../../src/kubeflow/member-roles.ts'
import type { Manifest } from '../objects/manifest.ts'

/** A rule of a role: what may be done with which resources. */
export interface Rule {
  readonly apiGroups: readonly string[]
  readonly resources: readonly string[]
  readonly verbs: readonly string[]
  /** Only these objects, if there are any. */
  readonly resourceNames?: readonly string[]
}

const ofMembers = {
  'kubeflow-view': 'view',
  'kubeflow-edit': 'edit',
  'kubeflow-admin': 'admin'
} as const

type Named = readonly [role: string, rules: readonly Rule[]]

/** The rules of each role that is bound on a cluster: Kubeflow's by the release, ours by the objects. */
export function rulesOn(
  cluster: Cluster,
  objects: readonly Manifest[]
): ReadonlyMap<string, readonly Rule[]> {
  const kubeflow = Object.entries(ofMembers).map(([name, role]): Named => {
    const rules = memberRules(cluster.release, role)
    return [name, rules.filter(({ component }) => cluster.components[component] !== 'off')]
  })
  const ours = objects
    .filter(({ kind, rules }) => kind === 'ClusterRole' && rules !== undefined)
    .map(({ metadata, rules }): Named => [metadata.name, rules as readonly Rule[]]) // a field of each of ours
  return new Map([...ours, ...kubeflow])
}

/** A verb on a resource of a group of the API, which is empty for the core group. */
export interface Wish {
  readonly verb: string
  readonly group: string
  readonly resource: string
}

/** Whether a rule allows it for every object, as RBAC reads it. */
export function allows({ apiGroups, resources, verbs, resourceNames }: Rule, wish: Wish): boolean {
  const has = (list: readonly string[], word: string) => list.includes(word) || list.includes('*')
  const [, part] = wish.resource.split('/')
  const isPart = part !== undefined && resources.includes(`*/${part}`)
  return (
    resourceNames === undefined &&
    has(verbs, wish.verb) &&
    has(apiGroups, wish.group) &&
    (has(resources, wish.resource) || isPart)
  )
}
