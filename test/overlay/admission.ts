import { celEnvironment, celExpression, celValue } from '../../charts/verify/cel.ts'
import type { Identity } from '../../scripts/prove/account.ts'
import { at, type Fields, list, type Thing } from './thing.ts'

/** What an admission policy knows about a request. */
interface Request {
  readonly operation: 'CREATE' | 'UPDATE' | 'DELETE'
  readonly resource: { readonly group: string; readonly version: string; readonly resource: string }
  /** The subresource, if it is about one. */
  readonly part?: string
  readonly namespace?: string
  readonly name: string
  readonly userInfo: { readonly username: string; readonly groups: readonly string[] }
  readonly object: Thing | null
  readonly oldObject: Thing | null
}

/** A request that turns `before` into `after`; a creation has no before, a deletion no after. */
export function requestOf(
  { user, groups }: Identity,
  before: Thing | null,
  after: Thing | null
): Request {
  const thing = after ?? before
  if (!thing) throw new Error('nothing is asked')
  const [version = '', group = ''] = thing.apiVersion.split('/').reverse()
  const { name, namespace } = thing.metadata
  return {
    operation: before ? (after ? 'UPDATE' : 'DELETE') : 'CREATE',
    resource: { group, version, resource: plural(thing.kind) },
    ...(namespace !== undefined && { namespace }),
    name,
    userInfo: { username: user, groups },
    object: after,
    oldObject: before
  }
}

function plural(kind: string): string {
  const word = kind.toLowerCase()
  if (word === 'endpoints') return word
  if (word.endsWith('y')) return `${word.slice(0, -1)}ies`
  return word.endsWith('s') ? `${word}es` : `${word}s`
}

interface World {
  /** The labels of each namespace. */
  readonly namespaces: Readonly<Record<string, Fields>>
  /** Answers the policies' authorizer checks, which RBAC would do in a cluster. */
  readonly decide: (question: Fields) => boolean
  /** What happens on a violation. */
  readonly action: 'Deny' | 'Warn'
}

/** The messages of all policies that refuse the request. */
export function refusals(things: readonly Thing[], request: Request, world: World): string[] {
  const bound = things
    .filter(({ spec }) =>
      (at(spec, 'validationActions') as string[] | undefined)?.includes(world.action)
    )
    .map(({ spec }) => at(spec, 'policyName'))
  return things
    .filter(({ kind, metadata }) => {
      return kind === 'ValidatingAdmissionPolicy' && bound.includes(metadata.name)
    })
    .filter(({ spec }) => isMeant(at(spec, 'matchConstraints') as Fields, request, world))
    .flatMap(({ spec }) => broken(spec, request, world))
}

function broken(spec: unknown, request: Request, { decide, namespaces }: World): string[] {
  const environment = asking(decide)
  const evaluate = (expression: unknown) => celExpression(String(expression), environment)(scope)
  const variables: Record<string, unknown> = {}
  const { object, oldObject } = request
  const scope = {
    request: celValue(request),
    object: celValue(object),
    oldObject: celValue(oldObject),
    namespaceObject: celValue({ metadata: { labels: namespaces[request.namespace ?? ''] ?? {} } }),
    variables,
    authorizer: {}
  }
  // Like the server, this evaluates a variable only where it is used.
  for (const { name, expression } of list(spec, 'variables')) {
    const get = once(() => evaluate(expression))
    Object.defineProperty(variables, String(name), { enumerable: true, get })
  }
  return list(spec, 'validations')
    .filter(({ expression }) => evaluate(expression) !== true)
    .map(({ message }) => String(message))
}

function once(make: () => unknown): () => unknown {
  let made: { readonly value: unknown } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

/** Models a CEL authorizer check as a map that each method call adds to. */
function asking(decide: World['decide']) {
  const environment = celEnvironment(
    'request',
    'object',
    'oldObject',
    'namespaceObject',
    'variables',
    'authorizer'
  )
  for (const [method, field] of [
    ['group', 'group'],
    ['resource', 'resource'],
    ['check', 'verb']
  ] as const) {
    environment.registerFunction(
      `map.${method}(string): map`,
      (question: Fields, value: string) => {
        return { ...question, [field]: value }
      }
    )
  }
  return environment.registerFunction('map.allowed(): bool', decide)
}

function isMeant(constraints: Fields, request: Request, world: World): boolean {
  const { object, oldObject, resource, operation, part } = request
  const asking = part ? `${resource.resource}/${part}` : resource.resource
  const asked = list(constraints, 'resourceRules').some(rule => {
    return (
      has(rule.apiGroups, resource.group) &&
      has(rule.apiVersions, resource.version) &&
      names(rule.resources, asking) &&
      has(rule.operations, operation)
    )
  })
  const either = [object, oldObject].filter(thing => thing !== null)
  return (
    asked &&
    either.some(({ metadata }) => selects(constraints.objectSelector, metadata.labels ?? {})) &&
    selects(constraints.namespaceSelector, labelsOf(request, world))
  )
}

/** Every namespace selector matches cluster-wide objects; a Namespace counts as inside itself. */
function labelsOf({ resource, namespace, object, oldObject }: Request, world: World) {
  if (resource.resource === 'namespaces') return (object ?? oldObject)?.metadata.labels ?? {}
  if (namespace === undefined) return undefined
  return { 'kubernetes.io/metadata.name': namespace, ...world.namespaces[namespace] }
}

function selects(selector: unknown, labels: Fields | undefined): boolean {
  if (!labels) return true
  const pairs = Object.entries((at(selector, 'matchLabels') ?? {}) as Fields)
  return (
    pairs.every(([key, value]) => labels[key] === value) &&
    list(selector, 'matchExpressions').every(({ key, operator, values }) => {
      const value = labels[String(key)]
      if (operator === 'Exists') return value !== undefined
      if (operator === 'DoesNotExist') return value === undefined
      if (operator === 'NotIn') return value === undefined || !has(values, value)
      throw new Error(`no selector here has ${operator}`)
    })
  )
}

/** A star stands for every resource, but for no subresource. */
function names(values: unknown, resource: string): boolean {
  return resource.includes('/')
    ? Array.isArray(values) && values.includes(resource)
    : has(values, resource)
}

function has(values: unknown, value: unknown): boolean {
  return Array.isArray(values) && (values.includes(value) || values.includes('*'))
}
