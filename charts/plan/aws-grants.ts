import type { Allowance } from '../../src/aws/newly-allowed.ts'
import { groupBy } from '../../src/values/group.ts'
import { some } from './print/some.ts'

/** The actions and places of what AWS allows, in one sentence. */
export function grantsText(all: readonly Allowance[]): string {
  const byPlace = groupBy(all, ({ resource, conditions }) => JSON.stringify([resource, conditions]))
  const places = Array.from(byPlace.values(), group => {
    const [{ resource, conditions }] = group
    return { resource, conditions, actions: quoted(group.map(actionText), 4) }
  })
  const alike = groupBy(places, ({ actions, conditions }) => JSON.stringify([actions, conditions]))
  const texts = Array.from(alike.values(), group => {
    const [{ actions, conditions }] = group
    const where = conditionsText(conditions)
    return `${actions} on ${quoted(
      group.map(({ resource }) => resource),
      3
    )}${where}`
  })
  const shown = texts.length > 4 ? texts.slice(0, 3) : texts
  const left = texts.length - shown.length
  return [...shown, ...(left > 0 ? [`and ${left} more`] : [])].join('; ')
}

/** When something is allowed, such as ` where this is that`. */
export function conditionsText(conditions: Allowance['conditions']): string {
  const texts = conditions.map(({ operator, key, values }) => {
    const verb = /^(?:String|Arn)(?:Equals|Like)$/.test(operator) ? 'is' : `passes ${operator}`
    return `\`${key}\` ${verb} ${quoted(values, 3)}`
  })
  return texts.length > 0 ? ` where ${some(texts, 4)}` : ''
}

function actionText({ action, except }: Allowance): string {
  return except.length > 0 ? `all but ${except.join(', ')}` : action
}

function quoted(names: readonly string[], most: number): string {
  return some(
    [...new Set(names)].map(name => `\`${name}\``),
    most
  )
}
