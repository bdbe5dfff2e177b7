import type { PolicyDocument, Statement } from './iam.ts'
import { isWithin, meet } from './wildcards.ts'

/** Some actions on some places for somebody, under a condition. */
export interface Allowance {
  readonly principal: string
  readonly action: string
  /** Actions that are left out. */
  readonly except: readonly string[]
  readonly resource: string
  /** All of them have to hold. */
  readonly conditions: readonly Condition[]
}

interface Condition {
  readonly operator: string
  readonly key: string
  readonly values: readonly string[]
}

/** What the second document allows and the first does not, in whichever words they say it. */
export function newlyAllowed(
  before: PolicyDocument | null,
  after: PolicyDocument | null
): Allowance[] {
  const [had, has] = [before, after].map(document => ({
    allowed: parts(document, 'Allow'),
    denied: parts(document, 'Deny')
  }))
  if (!had || !has) return []
  const allowed = has.allowed.filter(part => !has.denied.some(deny => isPart(part, deny)))
  const ended = had.denied.filter(part => !has.denied.some(deny => isPart(part, deny)))
  return allowed.flatMap(part => {
    if (!had.allowed.some(other => isPart(part, other))) return [part]
    return ended.flatMap(deny => common(part, deny) ?? [])
  })
}

/** Each action, place, principal and value of a condition on its own. */
function parts(document: PolicyDocument | null, effect: Statement['Effect']): Allowance[] {
  const statements = (document?.Statement ?? []).filter(({ Effect }) => Effect === effect)
  return statements.flatMap(statement => {
    const except = statement.NotAction ?? []
    const actions = statement.NotAction ? ['*'] : [statement.Action ?? []].flat()
    const choices = alternatives(statement.Condition)
    return principals(statement).flatMap(principal =>
      actions.flatMap(action =>
        (statement.Resource ?? ['*']).flatMap(resource =>
          choices.map(conditions => {
            const lower = except.map(each => each.toLowerCase())
            return { principal, action, except: lower, resource, conditions }
          })
        )
      )
    )
  })
}

function principals({ Principal }: Statement): string[] {
  return Principal ? Object.entries(Principal).map(([kind, name]) => `${kind}:${name}`) : ['*']
}

const separate = /^(?:StringEquals|StringLike|ArnEquals|ArnLike)$/

/** One of the values is enough for these operators, so that each value is a condition of its own. */
function alternatives(condition: Statement['Condition'] = {}): (readonly Condition[])[] {
  const all = Object.entries(condition).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => {
      return { operator, key: key.toLowerCase(), values: [values].flat() }
    })
  )
  return all.reduce<(readonly Condition[])[]>(
    (found, { operator, key, values }) => {
      const choices = separate.test(operator) ? values.map(value => [value]) : [[...values].sort()]
      return found.flatMap(chosen => choices.map(values => [...chosen, { operator, key, values }]))
    },
    [[]]
  )
}

/** Whether everything in a part is in the whole as well. It may say no where nobody can tell. */
function isPart(part: Allowance, whole: Allowance): boolean {
  const action = part.action.toLowerCase()
  const isLeftOut = whole.except.some(except => {
    return meet(except, action) && !part.except.some(other => isWithin(except, other))
  })
  return (
    isAmong(part.principal, whole.principal) &&
    isWithin(action, whole.action.toLowerCase()) &&
    !isLeftOut &&
    isWithin(part.resource, whole.resource) &&
    whole.conditions.every(other => part.conditions.some(one => isStricter(one, other)))
  )
}

function isAmong(principal: string, others: string): boolean {
  return principal === others || (others === 'AWS:*' && principal.startsWith('AWS:'))
}

function isStricter(one: Condition, other: Condition): boolean {
  if (one.key !== other.key) return false
  const [value = '', pattern = ''] = [one.values[0], other.values[0]]
  if (/^(?:StringLike|ArnEquals|ArnLike)$/.test(other.operator) && separate.test(one.operator)) {
    // In an exact value, a star is a star.
    const isPlain = one.operator === other.operator || !/[*?]/.test(value)
    return isPlain && isWithin(value, pattern)
  }
  return one.operator === other.operator && one.values.join('\n') === other.values.join('\n')
}

/** What was denied of a part, by the narrower of the two patterns. */
function common(part: Allowance, deny: Allowance): Allowance | undefined {
  const [action, denied] = [part.action.toLowerCase(), deny.action.toLowerCase()]
  if (!meet(action, denied) || !meet(part.resource, deny.resource)) return undefined
  if (deny.except.some(except => isWithin(action, except))) return undefined
  return {
    ...part,
    action: isWithin(action, denied) ? part.action : deny.action,
    resource: isWithin(part.resource, deny.resource) ? part.resource : deny.resource
  }
}
