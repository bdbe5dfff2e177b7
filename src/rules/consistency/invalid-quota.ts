import { canonical } from '../../kubernetes/quantity.ts'
import { slipOf } from '../../kubernetes/units.ts'
import type { Amount } from '../../model/quota.ts'
import type { Rule } from '../rule.ts'
import {
  type Allowance,
  allowances,
  isShort,
  type Need,
  type NotebookNeed,
  needsOfNotebook,
  needsOfVolumes
} from '../support/allowances.ts'

/** A quota must have room for one notebook, unless it excludes notebooks, and for all volumes. */
export const invalidQuota: Rule = (model, report) => {
  for (const allowance of allowances(model)) {
    const short = <N extends Need>(needs: readonly N[]) =>
      needs.flatMap(need => {
        const line = allowance.quota.find(({ resource }) => resource === need.resource)
        // A missing unit is reported by another rule.
        const isMeant = line && !slipOf(line.resource, line.amount)
        return isMeant && isShort(line.amount, need) ? [{ line, need }] : []
      })
    const volumes = short(needsOfVolumes(allowance))
    const notebook = hasNotebooks(allowance) ? short(needsOfNotebook(allowance)) : []
    for (const { line, need } of volumes) report(ofVolumes(allowance, line, need))
    for (const { line, need } of notebook) {
      if (!volumes.some(other => other.line === line)) report(ofNotebook(allowance, line, need))
    }
  }
}

function hasNotebooks({ quota }: Allowance): boolean {
  return !quota.some(
    ({ resource, amount }) => resource === 'count/notebooks.kubeflow.org' && amount === '0'
  )
}

function ofNotebook({ at }: Allowance, { field, amount }: Amount, need: NotebookNeed) {
  return {
    code: 'invalid-quota',
    message: `\`${field}: ${amount}\` is too small for even one notebook`,
    at: at('quota', field),
    help: `write at least \`${canonical(need.amount)}\`: ${need.why}`
  } as const
}

function ofVolumes({ at }: Allowance, { field, amount }: Amount, need: Need) {
  return {
    code: 'invalid-quota',
    message: `the volumes need \`${canonical(need.amount)}\` of \`${field}\`, but the quota allows \`${amount}\``,
    at: at('volumes', 0, 'name'),
    related: [{ message: 'the quota is set here', at: at('quota', field) }],
    help: `ask for more \`${field}\` under \`quota\`, or for less here`
  } as const
}
