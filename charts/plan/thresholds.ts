import { reviewOf } from '../../src/documents/common.ts'
import type { Comparison } from './comparison.ts'

/** From where on something is a risk. What a change says of that itself does not hold for it. */
export function thresholdsIn({
  before,
  after
}: Comparison): ReturnType<typeof reviewOf> | undefined {
  const common = (before.model ?? after.model)?.common.value
  return common && reviewOf(common)
}
