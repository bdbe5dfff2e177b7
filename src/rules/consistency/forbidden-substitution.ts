import { inside } from '../../diagnostics/source.ts'
import type { Rule } from '../rule.ts'
import { walkFiles } from '../support/walk.ts'

/** Nothing may contain `${`, because Flux would substitute it when it applies the output. */
export const forbiddenSubstitution: Rule = (model, report, context) => {
  walkFiles(model, context, (text, { around }, at) => {
    if (!text.includes('${')) return
    const found = /\$\{[^}\n]*\}?/.exec(text)?.[0] ?? '${'
    const inner = /^\$\{(\w+)\}$/.exec(found)?.[1]
    const isVariable = around === 'env' && inner !== undefined
    report({
      code: 'forbidden-substitution',
      message: `\`${found}\` would be replaced on its way to the cluster`,
      at: inside(at, found),
      help: isVariable
        ? `to refer to another variable of the container, write \`$(${inner})\``
        : 'write the value itself: no variables are filled in here'
    })
  })
}
