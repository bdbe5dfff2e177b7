import type { Fields, Thing } from '../thing.ts'
import type { Who } from './who.ts'

/**
 * A creation; a token of an account; a deletion, a merge patch or another number of pods of what is generated for tenant
 * `fraud`; or a merge patch of something in namespace `earlier`, which was there before the guards.
 */
export type Change =
  | { readonly make: Thing }
  | { readonly token: Thing }
  | { readonly of: Thing; readonly patch: Fields | null }
  | { readonly of: Thing; readonly scale: number }
  | { readonly from: Thing; readonly patch: Fields | null }

/** An attempt, and which of some people the guards should let pass. */
export interface Try {
  readonly what: string
  readonly by: Readonly<Partial<Record<Who, boolean>>>
  readonly change: Change
}

/** An object by its kind and place, such as `v1 ConfigMap fraud/settings`, and what else it has. */
export function thing(id: string, rest: Fields = {}, metadata: Fields = {}): Thing {
  const [apiVersion = '', kind = '', path = ''] = id.split(' ')
  const [namespace, name] = path.includes('/') ? path.split('/') : [undefined, path]
  return {
    apiVersion,
    kind,
    metadata: { name: name ?? '', ...(namespace !== undefined && { namespace }), ...metadata },
    ...rest
  }
}

/** A tenant's namespace whose objects are older than the guards. */
export const earlier = thing(
  'v1 Namespace earlier',
  {},
  { labels: { 'tenantry.dev/tenant': 'earlier' } }
)
