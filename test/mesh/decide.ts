import { at, type Fields, list, type Thing } from '../overlay/thing.ts'
import { type Attribute, attributeOf, fields } from './attribute.ts'
import type { Request, Workload } from './request.ts'

export type Action = 'ALLOW' | 'DENY' | 'AUDIT' | 'CUSTOM'

/**
 * Decides as Istio does whether a workload's sidecar admits a request: a matching DENY refuses it;
 * without any ALLOW policy it passes; otherwise one ALLOW must match. External authorizers (CUSTOM) are
 * ignored.
 */
export function isLetIn(policies: readonly Thing[], workload: Workload, request: Request): boolean {
  if (isDenied(policies, workload, request)) return false
  const open = policies.filter(policy => applies(policy, workload, 'ALLOW'))
  return open.length === 0 || open.some(policy => matches(policy, request))
}

/** Whether a DENY policy matches, which no other policy can override. */
export function isDenied(
  policies: readonly Thing[],
  workload: Workload,
  request: Request
): boolean {
  return policies.some(policy => applies(policy, workload, 'DENY') && matches(policy, request))
}

/** The root namespace, whose policies apply to every namespace. */
export const rootNamespace = 'istio-system'

function applies(policy: Thing, { namespace, labels }: Workload, action: Action): boolean {
  const { kind, metadata, spec } = policy
  if (kind !== 'AuthorizationPolicy' || actionOf(policy) !== action) return false
  if (at(spec, 'targetRef') || at(spec, 'targetRefs'))
    throw new Error('no policy here names a target')
  const wanted = (at(spec, 'selector', 'matchLabels') ?? {}) as Fields
  return (
    [namespace, rootNamespace].includes(metadata.namespace ?? '') &&
    metadata.annotations?.['istio.io/dry-run'] !== 'true' &&
    Object.entries(wanted).every(([key, value]) => labels[key] === value)
  )
}

function actionOf({ spec }: Thing): Action {
  return (at(spec, 'action') ?? 'ALLOW') as Action
}

/** A policy without rules matches nothing; an empty rule matches everything. */
function matches(policy: Thing, request: Request): boolean {
  const asks: Ask = { request, isDeny: actionOf(policy) === 'DENY' }
  return list(policy.spec, 'rules').some(rule => {
    const sources = list(rule, 'from').map(({ source }) => source as Fields)
    const operations = list(rule, 'to').map(({ operation }) => operation as Fields)
    return (
      (sources.length === 0 || sources.some(source => meets(source, asks))) &&
      (operations.length === 0 || operations.some(operation => meets(operation, asks))) &&
      list(rule, 'when').every(condition => holds(condition, asks))
    )
  })
}

interface Ask {
  readonly request: Request
  readonly isDeny: boolean
}

/** All fields of a source or an operation must match. */
function meets(part: Fields, ask: Ask): boolean {
  return Object.entries(part).every(([name, patterns]) => {
    const isNot = /^not[A-Z]/.test(name)
    const field = isNot ? name.charAt(3).toLowerCase() + name.slice(4) : name
    const attribute = fields[field]
    if (!attribute) throw new Error(`no policy here asks for ${name}`)
    return compare(attribute, { patterns: patterns as string[], isNot }, ask)
  })
}

function holds({ key, values, notValues }: Fields, ask: Ask): boolean {
  const attribute = attributeOf(String(key))
  const some = values as string[] | undefined
  const none = notValues as string[] | undefined
  return (
    (!some || compare(attribute, { patterns: some, isNot: false }, ask)) &&
    (!none || compare(attribute, { patterns: none, isNot: true }, ask))
  )
}

interface Wanted {
  readonly patterns: readonly string[]
  readonly isNot: boolean
}

/**
 * For TCP, a DENY rule ignores fields that only HTTP has, while an ALLOW rule with such a field never
 * matches.
 */
function compare(
  { http, value, matches }: Attribute,
  { patterns, isNot }: Wanted,
  ask: Ask
): boolean {
  if (http && !ask.request.http) return ask.isDeny
  const found = value(ask.request)
  const isOne = found !== undefined && patterns.some(pattern => matches(pattern, found))
  return isOne !== isNot
}
