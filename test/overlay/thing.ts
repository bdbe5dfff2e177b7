/** An object as a cluster sees it. */
export interface Thing {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: {
    readonly name: string
    readonly namespace?: string
    readonly labels?: Readonly<Record<string, string>>
    readonly annotations?: Readonly<Record<string, string>>
  }
  readonly data?: Readonly<Record<string, string>>
  readonly spec?: Fields
  readonly [field: string]: unknown
}

export type Fields = Readonly<Record<string, unknown>>

/** `Deployment kubeflow/ml-pipeline`, `ClusterRole kubeflow-admin`. */
export function nameOf({ kind, metadata: { namespace, name } }: Thing): string {
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`
}

/** The object of that name, ignoring kustomize's hash. */
export function find(things: readonly Thing[], name: string): Thing {
  const found = things.filter(thing => plainName(thing) === name || nameOf(thing) === name)
  const [first] = found
  if (first && found.length === 1) return first
  throw new Error(`${found.length} objects are called ${name}`)
}

/** The hash that kustomize appends to generated names: only digits and consonants, so never a word. */
export const hash = /-[bcdfghkmt2456789]{10}\b/g

/** The name without that hash. */
export function plainName(thing: Thing): string {
  return nameOf(thing).replace(hash, '')
}

/** The value at a path, if there is one. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  let inner = value
  for (const key of path) inner = (inner as Fields | null | undefined)?.[key]
  return inner
}

export function list(value: unknown, ...path: readonly (string | number)[]): readonly Fields[] {
  const found = at(value, ...path)
  return Array.isArray(found) ? found : []
}

/** The pod template of an object. */
export function podOf(thing: Thing): Fields | undefined {
  const template =
    thing.kind === 'CronJob'
      ? at(thing.spec, 'jobTemplate', 'spec', 'template')
      : at(thing.spec, 'template')
  const spec = at(template, 'spec') as Fields | undefined
  return ['Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob'].includes(thing.kind)
    ? spec
    : undefined
}

export function containersOf(pod: Fields): readonly Fields[] {
  return [...list(pod, 'initContainers'), ...list(pod, 'containers')]
}
