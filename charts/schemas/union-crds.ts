import { groupBy } from '../../src/values/group.ts'
import type { Crd } from './crd.ts'
import type { Schema } from './schema.ts'

type CrdVersion = Crd['spec']['versions'][number]

/** One CRD for each kind: it takes what any of those of the same kind takes, oldest first. */
export function unionCrds(crds: readonly Crd[]): Crd[] {
  const kinds = groupBy(crds, ({ spec }) => `${spec.group} ${spec.names.kind}`)
  return [...kinds.values()].map(([first, ...others]) => others.reduce(both, first))
}

function both({ spec: old }: Crd, { spec: now }: Crd): Crd {
  const versions = now.versions.map(version => {
    const before = old.versions.find(({ name }) => name === version.name)
    return before ? bothVersions(before, version) : version
  })
  const gone = old.versions.filter(({ name }) => now.versions.every(each => each.name !== name))
  return { spec: { ...now, versions: [...gone, ...versions] } }
}

function bothVersions(old: CrdVersion, now: CrdVersion): CrdVersion {
  const openAPIV3Schema = union(old.schema.openAPIV3Schema, now.schema.openAPIV3Schema)
  return { ...now, schema: { openAPIV3Schema } }
}

/** What either takes; where they contradict each other, the newer one counts. */
function union(old: Schema, now: Schema): Schema {
  const { properties: before, required, items, ...rest } = old
  if (rest['x-kubernetes-int-or-string'] === true) return old
  const { properties } = now
  const names = now.required?.filter(name => required?.includes(name))
  return {
    ...now,
    ...((before || properties) && { properties: { ...before, ...shared(before, properties) } }),
    ...(items && now.items && { items: union(items, now.items) }),
    ...(now.required && { required: names ?? [] })
  }
}

type Properties = Readonly<Record<string, Schema>>

function shared(old: Properties = {}, now: Properties = {}): Properties {
  const entries = Object.entries(now).map(([name, schema]) => {
    const before = old[name]
    return [name, before ? union(before, schema) : schema] as const
  })
  return Object.fromEntries(entries)
}
