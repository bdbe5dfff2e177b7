import type { Span } from '../diagnostics/source.ts'
import type { Document } from '../documents/parse.ts'
import type { RemovalsFile } from '../documents/removals.ts'
import { own } from '../values/lookup.ts'
import { locateKey } from '../yaml/node.ts'

/** A tenant that may go from a cluster. */
interface Removal {
  /** Whether it may go without having been released. */
  readonly unprotected: boolean
  readonly at: Span
}

/** What removals.yaml says about a tenant on a cluster. */
export function removalOf(
  { value, root }: Document<RemovalsFile>,
  tenant: string,
  cluster: string
): Removal | undefined {
  const found = own(value.tenants, tenant)
  if (!found || !(found.clusters?.includes(cluster) ?? true)) return undefined
  return {
    unprotected: found.unprotected ?? false,
    at: locateKey(root, ['tenants', tenant]) ?? root
  }
}
