import { allowed } from '../support/granted-names.ts'
import { asking } from '../support/refuse.ts'

/** The share of each volume must be granted. */
export const forbiddenShare = allowed({
  code: 'forbidden-share',
  noun: 'share',
  field: 'shares',
  instead: 'remove the volume',
  asked: tenant =>
    tenant.volumes.flatMap(({ share }, index) =>
      share ? [{ name: share.name, ...asking(tenant, 'volumes', index, 'share') }] : []
    )
})
