import { hintFrom } from '../../text/suggest.ts'
import { own } from '../../values/lookup.ts'
import { placeIn } from '../../yaml/node.ts'
import type { Rule } from '../rule.ts'

/** A template that a tenant names must be in common.yaml; only `team` is optional there. */
export const unknownTemplate: Rule = ({ common, documents }, report) => {
  const { templates } = common.value
  const addition = 'the platform team can add one under `templates` of `platform/common.yaml`'
  const hint = hintFrom(Object.keys(templates ?? {}), addition)
  for (const document of documents) {
    const { template } = document.value
    if (template === undefined || own(templates, template)) continue
    const message = `there is no template \`${template}\``
    const at = placeIn(document, ['template'])
    report({ code: 'unknown-template', message, at, help: hint(template) })
  }
}
