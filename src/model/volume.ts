import { isShared } from '../cluster/storage.ts'
import type { TenantFile } from '../documents/tenant.ts'
import { canonicalOf } from './amounts.ts'
import { own } from './directory.ts'
import type { Cluster } from './model.ts'
import type { Volume } from './tenant.ts'

type Written = NonNullable<TenantFile['volumes']>[number]

/** A share, or a disk of a class of the cluster's. */
export function volume(written: Written, { file: { storage } }: Cluster): Volume {
  const { name, size, share, mode = 'readWrite', class: wanted = '' } = written
  const handle = share === undefined ? undefined : own(storage?.shares, share)
  return {
    name,
    size: canonicalOf(size),
    mode,
    share: share === undefined ? null : { name: share, handle: handle ?? '' },
    class: wanted,
    many: share !== undefined || isShared(storage, wanted)
  }
}
