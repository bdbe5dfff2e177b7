import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import { releaseOf } from '../../kubeflow/release.ts'
import type { Bounds } from '../../kubernetes/quantity.ts'
import { compareQuantities, parseQuantity } from '../../kubernetes/quantity.ts'
import { slipOf } from '../../kubernetes/units.ts'
import type { Model } from '../../model/model.ts'
import { containerOf } from '../../model/quota.ts'
import type { Rule } from '../rule.ts'
import { type Allowance, allowances, lineAt } from '../support/allowances.ts'

/** Limits must be consistent with each other, with Istio's sidecar, and with the quota. */
export const invalidLimits: Rule = (model, report) => {
  for (const allowance of allowances(model)) {
    for (const name of ['cpu', 'memory'] as const) {
      if (hasSlip(allowance, name)) continue
      const found =
        disorder(allowance, name) ?? sidecar(allowance, name) ?? excess(model, allowance, name)
      if (found) report({ code: 'invalid-limits', ...found })
    }
  }
}

type Found = Omit<Diagnostic, 'code'> | undefined
type Name = keyof Bounds

const levels = ['min', 'request', 'default', 'max'] as const

/** A missing unit is reported by another rule. */
function hasSlip({ limits, quota }: Allowance, name: Name): boolean {
  const isSlip = (amount: string | null) => amount !== null && slipOf(name, amount) !== undefined
  const lines = quota.filter(({ resource }) => resource.endsWith(`.${name}`))
  return (
    levels.some(level => isSlip(limits[level][name])) || lines.some(({ amount }) => isSlip(amount))
  )
}

function disorder(allowance: Allowance, name: Name): Found {
  const { limits, at } = allowance
  const given = { ...limits, ...containerOf(allowance) }
  const amounts = levels.map(level => ({ level, amount: given[level][name] }))
  const present = amounts.filter(
    // Without an explicit `request`, the request equals the limit.
    ({ level, amount }) =>
      amount !== null && (level !== 'request' || amount !== given.default[name])
  )
  const index = present.findIndex(({ amount }, at) => isMore(amount, present[at + 1]?.amount))
  const [low, high] = present.slice(index, index + 2)
  if (index < 0 || !low || !high) return undefined
  const written = [low, high].filter(({ level }) => limits[level][name] !== null)
  const [first = low] = written
  if (written.length === 1) {
    return {
      message: `\`${first.level}\` is \`${first.amount}\`, but a container that asks for nothing gets \`${given.default[name]}\``,
      at: at('limits', first.level, name),
      help: `set what such a container gets as well: \`default: {${name}: ${first.amount}}\``
    }
  }
  return {
    message: `\`${low.level}\` is \`${low.amount}\`, more than \`${high.level}\`, which is \`${high.amount}\``,
    at: at('limits', low.level, name),
    related: [{ message: `\`${high.level}\` is set here`, at: at('limits', high.level, name) }],
    help: 'each of `min`, `request`, `default` and `max` must be no more than the next'
  }
}

/** The sidecar is an ordinary container, so the bounds apply to it too. */
function sidecar({ limits, cluster, at }: Allowance, name: Name): Found {
  const { request, limit } = releaseOf(cluster.release).sidecar
  if (isMore(limit[name], limits.max[name])) {
    return {
      message: `\`max\` is \`${limits.max[name]}\`, but Istio's sidecar, a container in every pod, may use \`${limit[name]}\``,
      at: at('limits', 'max', name),
      help: `write at least \`${limit[name]}\`, or no pod can start`
    }
  }
  if (!isMore(limits.min[name], request[name])) return undefined
  return {
    message: `\`min\` is \`${limits.min[name]}\`, but Istio's sidecar, a container in every pod, asks for only \`${request[name]}\``,
    at: at('limits', 'min', name),
    help: `write at most \`${request[name]}\`, or no pod can start`
  }
}

/** Only compares values written together; a preset's `max` may exceed a smaller quota. */
function excess(model: Model, allowance: Allowance, name: Name): Found {
  const { limits, quota, at } = allowance
  const max = at('limits', 'max', name)
  const line = quota.find(
    ({ resource, amount }) =>
      new RegExp(`^(requests|limits)\\.${name}$`).test(resource) && isMore(limits.max[name], amount)
  )
  const place = line && lineAt(model, allowance, line)
  if (!place || place.source !== max.source) return undefined
  return {
    message: `\`max\` allows one container \`${limits.max[name]}\`, more than the quota allows all of them together`,
    at: max,
    related: [{ message: 'the quota is set here', at: place }],
    help: `write at most \`${line.amount}\``
  }
}

function isMore(a: string | null, b: string | null | undefined): boolean {
  const [x, y] = [a, b].map(amount => parseQuantity(amount ?? ''))
  return x !== undefined && y !== undefined && compareQuantities(x, y) > 0
}
