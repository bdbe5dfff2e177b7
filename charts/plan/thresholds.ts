import { reviewOf } from '../../src/documents/common.ts'
import { tenantSchema } from '../../src/documents/tenant.ts'
import { own } from '../../src/values/lookup.ts'
import type { Comparison } from './comparison.ts'

/** From where on something is a risk. What a change says of that itself does not hold for it. */
export function thresholdsIn(comparison: Comparison): ReturnType<typeof reviewOf> | undefined {
  const common = commonOf(comparison)
  return common && reviewOf(common)
}

/** What a tenant gets that asks for nothing, field by field. A change does not say that of itself either. */
export function usualQuota(comparison: Comparison): Readonly<Record<string, unknown>> {
  const { presets = {}, templates } = commonOf(comparison) ?? {}
  const quota = own(templates ?? {}, tenantSchema.properties.template.default)?.quota
  const { preset, ...amounts } = typeof quota === 'string' ? { preset: quota } : { ...quota }
  return { ...(typeof preset === 'string' ? own(presets, preset) : {}), ...amounts }
}

function commonOf({ before, after }: Comparison) {
  return (before.model ?? after.model)?.common.value
}
