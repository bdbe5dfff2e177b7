import { resourceOf } from '../../model/amounts.ts'
import { sameAs } from '../../model/ceiling.ts'
import type { Tenant } from '../../model/model.ts'
import { andList } from '../../text/prose.ts'
import type { Rule } from '../rule.ts'
import { type Request, refuse } from '../support/refuse.ts'
import { type Excess, excess } from './excess.ts'

/**
 * A tenant's quota and limits stay within the most that is granted of each resource. What no rule
 * of the whole policy names is for presets and templates to set.
 */
export const forbiddenQuota: Rule = (model, report) => {
  for (const tenant of model.tenants) {
    for (const lines of byPlace(excess(tenant))) {
      report(refuse(model, tenant, { code: 'forbidden-quota', ...request(tenant, lines) }))
    }
  }
}

type Lines = readonly [Excess, ...Excess[]]

/** A preset is one mistake, however much of it is too much. */
function byPlace(lines: readonly Excess[]): Lines[] {
  const places = new Map<object, [Excess, ...Excess[]]>()
  for (const line of lines) {
    const others = places.get(line.at)
    if (others) others.push(line)
    else places.set(line.at, [line])
  }
  return [...places.values()]
}

function request({ name, cluster }: Tenant, lines: Lines): Omit<Request, 'code'> {
  const [{ at, value }] = lines
  const asked = andList(lines.map(({ label, amount }) => `${label}: ${amount}`))
  const granted = andList(lines.map(({ label, most }) => `${label}: ${most}`))
  const isNone = lines.every(({ most }) => most === '0')
  const needed = lines.map(({ field, amount }) => `${field}: ${amount}`)
  const resources = new Set(lines.flatMap(line => line.resources))
  return {
    message: `\`${name}\` asks for ${asked}, and is granted ${isNone ? 'none' : `${granted} at most`}`,
    at,
    value,
    says: ({ quota = {} }) => {
      const fields = Object.keys(quota)
      const field = fields.find(field => resources.has(sameAs(resourceOf(field, cluster.gpu))))
      return field === undefined ? undefined : ['quota', field]
    },
    line: `quota: {${needed.join(', ')}}`,
    instead: isNone ? 'take it out' : `write ${granted} or less`
  }
}
