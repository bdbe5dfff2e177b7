import { slipOf } from '../../kubernetes/units.ts'
import type { Rule } from '../rule.ts'
import { walkFiles } from '../support/walk.ts'

/** Memory and storage need a unit, because the default is bytes; CPU has none. */
export const invalidUnit: Rule = (model, report, context) => {
  walkFiles(model, context, (text, { key, around }, { source, start, end }) => {
    if (chosen.has(around)) return
    const slip = slipOf(key === 'value' ? around : key, text)
    if (!slip) return
    report({
      code: 'invalid-unit',
      message: `\`${text}\` means ${slip.says}`,
      at: { source, start, end },
      help: slip.help
    })
  })
}

/** Fields whose keys people choose. */
const chosen = new Set(['env', 'labels', 'annotations', 'keys'])
