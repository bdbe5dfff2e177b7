import type { Model } from '../../model/model.ts'
import { hintFrom } from '../../text/suggest.ts'
import { own } from '../../values/lookup.ts'
import type { Mention } from '../../yaml/node.ts'
import { placeIn } from '../../yaml/node.ts'
import type { Rule } from '../rule.ts'

/** The preset of a quota must be in common.yaml, even in a template that no tenant uses. */
export const unknownPreset: Rule = (model, report) => {
  const { presets } = model.common.value
  const addition = 'the platform team can add one under `presets` of `platform/common.yaml`'
  const hint = hintFrom(Object.keys(presets ?? {}), addition)
  for (const { name, at } of [...ofTenants(model), ...ofTemplates(model)]) {
    if (own(presets, name)) continue
    report({
      code: 'unknown-preset',
      message: `there is no preset \`${name}\``,
      at,
      help: hint(name)
    })
  }
}

function ofTenants({ tenants }: Model): Mention[] {
  return tenants.flatMap(({ preset, at }) =>
    preset === null ? [] : [{ name: preset, at: at('quota', 'preset') }]
  )
}

function ofTemplates({ common }: Model): Mention[] {
  return Object.entries(common.value.templates ?? {}).flatMap(([template, { quota }]) => {
    const path = ['templates', template, 'quota']
    if (typeof quota === 'string') return [{ name: quota, at: placeIn(common, path) }]
    const preset = own(quota, 'preset')
    return preset === undefined
      ? []
      : [{ name: String(preset), at: placeIn(common, [...path, 'preset']) }]
  })
}
