import { listAt, mapAt, textAt, textsAt } from './pick.ts'
import type { LiveObject } from './read-dump.ts'

/** Whom a policy of the mesh lets in beside people, whom the gateway names. */
interface Callers {
  /** Whether it refuses requests instead. */
  readonly isDenying: boolean
  /** Whether a rule of it asks nobody who they are. */
  readonly isOpen: boolean
  readonly namespaces: readonly string[]
}

export function callersOf({ fields }: LiveObject): Callers {
  const action = textAt(fields, 'spec', 'action') || 'ALLOW'
  const rules = action === 'ALLOW' ? listAt(fields, 'spec', 'rules') : []
  const named = rules.map(whoIn)
  return {
    isDenying: action === 'DENY',
    isOpen: named.some((who, index) => who.includes('*') && !isHarmless(rules[index])),
    namespaces: [...new Set(named.flat())].filter(who => who !== '*').sort()
  }
}

/** Paths that tell nothing but whether a program is well, which Kubeflow opens in every namespace. */
const health = ['/healthz', '/metrics', '/wait-for-drain']

function isHarmless(rule: unknown): boolean {
  const paths = listAt(rule, 'to').map(each => textsAt(each, 'operation', 'paths'))
  return paths.length > 0 && paths.every(own => own.length > 0 && own.every(isHealth))
}

function isHealth(path: string): boolean {
  return health.includes(path)
}

/** The namespaces from which a rule lets requests in; a star for all of them. */
function whoIn(rule: unknown): readonly string[] {
  const from = listAt(rule, 'from').flatMap(each => [
    ...textsAt(each, 'source', 'namespaces'),
    ...textsAt(each, 'source', 'principals').map(placeOf)
  ])
  const asked = listAt(rule, 'when').filter(condition => listAt(condition, 'values').length > 0)
  const when = asked.flatMap(condition => {
    const key = textAt(condition, 'key')
    if (key === 'source.namespace') return textsAt(condition, 'values')
    return key === 'source.principal' ? textsAt(condition, 'values').map(placeOf) : []
  })
  const isAnd = asked.some(condition => !textAt(condition, 'key').startsWith('source.'))
  const isLimited = asked.length > 0 || listAt(rule, 'from').some(isAsking)
  const places = [...from, ...when]
  if (places.length === 0 && !isLimited) return ['*']
  return isAnd ? places.filter(place => place !== '*') : places
}

/** Whether a source names who it is in another way, such as by address, and not only who it is not. */
function isAsking(entry: unknown): boolean {
  return Object.keys(mapAt(entry, 'source')).some(field => !field.startsWith('not'))
}

/** `cluster.local/ns/churn/sa/default-editor` is of `churn`. */
function placeOf(principal: string): string {
  return /\/ns\/([^/]+)\//.exec(principal)?.[1] ?? '*'
}
