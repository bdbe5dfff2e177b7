import type { Source } from '../diagnostics/source.ts'
import type { Model } from '../model/model.ts'
import { own } from '../values/lookup.ts'
import type { Edit } from '../yaml/edit/edit.ts'
import { fill } from '../yaml/edit/fill.ts'
import { remove } from '../yaml/edit/remove-items.ts'
import { block } from '../yaml/edit/write.ts'
import { type Mapping, named } from '../yaml/node.ts'

export interface Farewell {
  readonly tenant: string
  readonly reason: string
  /** The only cluster that it goes from; missing for all. */
  readonly cluster: string | undefined
  readonly unprotected: boolean
}

const head = `# yaml-language-server: $schema=../schemas/removals.json
# What may go although a cluster has it. A name here stays taken until somebody deletes its line.
`

/** removals.yaml with a line for the tenant, which may have one for other clusters. */
export function listed({ root, value }: Model['removals'], farewell: Farewell): Source {
  const { tenant, reason, cluster, unprotected } = farewell
  const others = own(value.tenants, tenant)?.clusters ?? []
  const line = {
    reason,
    ...(cluster === undefined ? {} : { clusters: [...others, cluster] }),
    ...(unprotected ? { unprotected } : {})
  }
  const { path, text } = root.source
  return text === ''
    ? { path, text: head + block('tenants', { [tenant]: line }, '') }
    : fill(root.source, [{ path: ['tenants', tenant], value: line }]).file
}

/** Takes a cluster out of a tenant's file; nothing where the file does not name it. */
export function withoutCluster({ entries }: Mapping, cluster: string): readonly Edit[] {
  const field = entries.get('clusters')
  if (!field || field.value.kind === 'scalar') return []
  const at = named(field.value).findIndex(({ name }) => name === cluster)
  return at < 0 ? [] : remove({ key: field.key, value: field.value }, new Set([at]))
}
