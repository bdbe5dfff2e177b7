import { parseQuantity } from '../../kubernetes/quantity.ts'
import type { Rule } from '../rule.ts'

/** A volume must have a size, and somebody must be able to write to it. */
export const invalidVolume: Rule = ({ tenants }, report) => {
  for (const { volumes, at } of tenants) {
    volumes.forEach(({ name, size, mode, share }, index) => {
      if (parseQuantity(size)?.nano === 0n) {
        report({
          code: 'invalid-volume',
          message: `volume \`${name}\` has no size`,
          at: at('volumes', index, 'size'),
          help: 'write how large it is, such as `100Gi`'
        })
      } else if (mode === 'readOnly' && !share) {
        report({
          code: 'invalid-volume',
          message: `volume \`${name}\` is new and empty, and nobody could fill it`,
          at: at('volumes', index, 'mode'),
          help: 'leave `mode` out, or write `share` if what it holds is there already; an environment can mount it with `readOnly: true`'
        })
      }
    })
  }
}
