import { mentions } from '../mention.ts'
import type { Rule } from '../rule.ts'
import { didYouMean } from '../suggest.ts'

/** A tenant that another one names has a file, and is on the same cluster. */
export const unknownTenant: Rule = (model, report) => {
  const placed = new Set(model.tenants.map(({ cluster, name }) => `${cluster.name}/${name}`))
  const sound = new Set(model.tenants.map(({ name }) => name))
  for (const tenant of model.tenants) {
    const { cluster } = tenant
    for (const { name, at } of mentions(tenant)) {
      if (!model.names.has(name)) {
        const help = didYouMean(name, [...model.names])
        report({ code: 'unknown-tenant', message: `there is no tenant \`${name}\``, at, help })
      } else if (sound.has(name) && !placed.has(`${cluster.name}/${name}`)) {
        const message = `tenant \`${name}\` is not on cluster \`${cluster.name}\``
        const help = `let \`${name}\` be on \`${cluster.name}\` too, or say under \`clusters\` what differs there`
        report({ code: 'unknown-tenant', message, at, help })
      }
    }
  }
}
