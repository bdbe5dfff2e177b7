import type { Span } from '../../diagnostics/source.ts'
import type { Model } from '../../model/model.ts'
import { accountsOf, mentions } from '../../model/outline.ts'
import type { Tenant } from '../../model/tenant.ts'
import { orList } from '../../text/prose.ts'
import { hintFrom } from '../../text/suggest.ts'
import { own } from '../../values/lookup.ts'
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
  const help = (name: string, tenant: Tenant, at: Span) => {
    const isMember = tenant.members.some(member => member.at === at)
    return otherKind(model, name, isMember) ?? hint(name)
  }
  const code = 'unknown-tenant'
  for (const tenant of model.tenants) {
    const cluster = tenant.cluster.name
    for (const { name, at } of mentions(tenant)) {
      if (!model.names.has(name)) {
        report({
          code,
          message: `there is no tenant \`${name}\``,
          at,
          help: help(name, tenant, at)
        })
      } else if (sound.has(name) && !placed.has(`${cluster}/${name}`)) {
        const message = `tenant \`${name}\` is not on cluster \`${cluster}\``
        const help = `put \`${name}\` on \`${cluster}\` too, or write what differs there under \`clusters\``
        report({ code, message, at, help })
      }
    }
  }
}

/** The help where the name is that of a team or a group. */
function otherKind(model: Model, name: string, isMember: boolean): string | undefined {
  const { teams, groups } = model.directory.value
  const kind = own(teams, name) ? 'team' : 'group'
  if (kind === 'group' && !own(groups, name)) return undefined
  if (isMember) return `\`${name}\` is a ${kind}: to let its people in, write \`${kind}: ${name}\``
  const tenants = model.tenants.filter(({ team }) => team?.name === name).map(each => each.name)
  const names = [...new Set(tenants)].sort()
  const its =
    kind === 'team' && names.length > 0 ? `one of its tenants: ${orList(names)}` : 'a tenant'
  return `\`${name}\` is a ${kind}, not a tenant; name ${its}`
}

/** Tenants whose clusters are all known; for the others, nobody knows where they should be. */
function soundNames({ documents, others, clusterNames }: Model): ReadonlySet<string> {
  const isKnown = ({ name }: { readonly name: string }) => clusterNames.has(name)
  const sound = documents.filter(document =>
    named(locate(document.root, ['clusters'])).every(isKnown)
  )
  return new Set([...sound, ...others].map(({ name }) => name))
}
