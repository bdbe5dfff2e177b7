import type { Manifest } from '../objects/manifest.ts'
import { nameOf } from '../verify/invariants.ts'
import type { ChangeRule } from './change.ts'
import { refused } from './immutable.ts'
import { fates } from './object-fates.ts'
import { placeOf } from './place-in-tenant.ts'

/** Refuses changes that the API server would reject, because one rejected object blocks its whole shard. */
export const forbiddenChange: ChangeRule = (change, report) => {
  for (const tenant of change.after.tenants) {
    for (const { was, is } of fates(tenant, change)) {
      const found = is && refused(was, is)
      if (!found) continue
      const { field, written, why } = found
      const volume = volumeOf(was)
      report({
        code: 'forbidden-change',
        message:
          volume === null
            ? `\`${nameOf(was)}\` would change \`${field}\`, ${why}`
            : `volume \`${volume}\` would change its \`${written}\`, ${why}`,
        at: placeOf(tenant, change, volume === null ? [written] : ['volumes', volume, written]),
        help: volume === null ? again : anew
      })
    }
  }
}

const again = 'remove it in one commit and add it in a later one'
const anew =
  'leave it as it was, or add a volume with another name, move the data there, and remove this one later'

/** The name of the tenant's volume that an object belongs to. */
function volumeOf({ kind, metadata, spec }: Manifest): string | null {
  if (kind === 'PersistentVolumeClaim') return metadata.name
  const { claimRef } = (spec ?? {}) as { readonly claimRef?: { readonly name: string } }
  return claimRef?.name ?? null
}
