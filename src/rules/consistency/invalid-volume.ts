import { parseQuantity } from '../../kubernetes/quantity.ts'
import type { Rule } from '../rule.ts'

/** A volume must have a size, and somebody must be able to write to it. */
export const invalidVolume: Rule = ({ tenants }, report) => {
  for (const { volumes, at } of tenants) {
    volumes.forEach(({ name, size, mode, share }, index) => {
      if (parseQuantity(size)?.nano === 0n) {
        report({
          code: 'invalid-volume',
          message: `volume \`${name}\` has size zero`,
          at: at('volumes', index, 'size'),
          help: 'write its size, such as `100Gi`'
        })
      } else if (mode === 'readOnly' && !share) {
        report({
          code: 'invalid-volume',
          message: `volume \`${name}\` starts empty, and nobody could write to it`,
          at: at('volumes', index, 'mode'),
          help: 'remove `mode`, or write `share` if the data already exists; an environment can mount it with `readOnly: true`'
        })
      }
    })
  }
}
