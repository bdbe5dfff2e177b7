import type { Model } from '../../model/model.ts'
import { accountsOf, mentions } from '../../model/outline.ts'
import { hintFrom } from '../../text/suggest.ts'
import { locate, named } from '../../yaml/node.ts'
import type { Rule } from '../rule.ts'

/** A tenant that another one names must have a file, and be on the same cluster. */
export const unknownTenant: Rule = (model, report) => {
  const placed = new Set([
    ...model.tenants.map(({ cluster, name }) => `${cluster.name}/${name}`),
    ...accountsOf(model.others).keys()
  ])
  const sound = soundNames(model)
  const hint = hintFrom(model.names)
  const code = 'unknown-tenant'
  for (const tenant of model.tenants) {
    const cluster = tenant.cluster.name
    for (const { name, at } of mentions(tenant)) {
      if (!model.names.has(name)) {
        report({ code, message: `there is no tenant \`${name}\``, at, help: hint(name) })
      } else if (sound.has(name) && !placed.has(`${cluster}/${name}`)) {
        const message = `tenant \`${name}\` is not on cluster \`${cluster}\``
        const help = `put \`${name}\` on \`${cluster}\` too, or write what differs there under \`clusters\``
        report({ code, message, at, help })
      }
    }
  }
}

/** Tenants whose clusters are all known; for the others, nobody knows where they should be. */
function soundNames({ documents, others, clusterNames }: Model): ReadonlySet<string> {
  const isKnown = ({ name }: { readonly name: string }) => clusterNames.has(name)
  const sound = documents.filter(document =>
    named(locate(document.root, ['clusters'])).every(isKnown)
  )
  return new Set([...sound, ...others].map(({ name }) => name))
}
