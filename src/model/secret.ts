import type { TenantFile } from '../documents/tenant.ts'
import { pairs } from '../values/pairs.ts'
import type { Cluster } from './model.ts'
import type { Secret } from './tenant.ts'

type Written = NonNullable<TenantFile['secrets']>[number]

/** Below the tenant's own place in the store, unless it says otherwise. */
export function secret({ name, from, keys = [] }: Written, tenant: string, on: Cluster): Secret {
  const path = from.startsWith('/') ? from.slice(1) : `${tenant}/${from}`
  const same = Array.isArray(keys) ? Object.fromEntries(keys.map(key => [key, key])) : keys
  return { name, from, path, remote: `${on.secrets?.base ?? ''}/${path}`, keys: pairs(same) }
}
