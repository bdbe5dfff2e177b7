import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { Span } from '../../diagnostics/source.ts'
import { canonical } from '../../kubernetes/quantity.ts'
import { slipOf } from '../../kubernetes/units.ts'
import type { Amount } from '../../model/quota.ts'
import type { Rule } from '../rule.ts'
import {
  type Allowance,
  allowances,
  isShort,
  lineAt,
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
        if (!isMeant || !isShort(line.amount, need)) return []
        return [{ line, need, place: lineAt(model, allowance, line) }]
      })
    const volumes = short(needsOfVolumes(allowance))
    const notebook = hasNotebooks(allowance) ? short(needsOfNotebook(allowance)) : []
    for (const found of volumes) report(ofVolumes(allowance, found))
    for (const found of notebook) {
      if (!volumes.some(({ line }) => line === found.line)) report(ofNotebook(found))
    }
  }
}

interface Short<N extends Need> {
  readonly line: Amount
  readonly need: N
  readonly place: Span
}

function hasNotebooks({ quota }: Allowance): boolean {
  return !quota.some(
    ({ resource, amount }) => resource === 'count/notebooks.kubeflow.org' && amount === '0'
  )
}

function ofNotebook({ line, need, place }: Short<NotebookNeed>): Diagnostic {
  const { field, amount, rule } = line
  const enough = `write at least \`${canonical(need.amount)}\`: ${need.why}`
  return {
    code: 'invalid-quota',
    message: `\`${field}: ${amount}\` is too small for even one notebook${rule === null ? '' : ', and tenants get it without asking'}`,
    at: place,
    help: rule === null ? enough : `${enough}; or grant no notebooks: \`notebooks: 0\``
  }
}

function ofVolumes({ at }: Allowance, { line, need, place }: Short<Need>): Diagnostic {
  const { field, amount, rule } = line
  const isGiven = rule !== null
  return {
    code: 'invalid-quota',
    message: `the volumes need \`${canonical(need.amount)}\` of \`${field}\`, but the ${isGiven ? 'policy grants' : 'quota allows'} \`${amount}\``,
    at: at('volumes', 0, 'name'),
    related: [{ message: isGiven ? 'it is granted here' : 'the quota is set here', at: place }],
    help: isGiven
      ? 'ask for less here, or ask the platform team to grant more'
      : `ask for more \`${field}\` under \`quota\`, or for less here`
  }
}
