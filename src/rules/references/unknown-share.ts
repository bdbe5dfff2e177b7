import { mapped } from '../support/mapped-names.ts'

/** A share that a tenant's volume names is an access point in its cluster's file. */
export const unknownShare = mapped({
  code: 'unknown-share',
  noun: 'share',
  field: 'storage.shares',
  known: ({ storage }) => storage?.shares,
  asked: ({ written, at }) =>
    (written.volumes ?? []).flatMap(({ share }, index) =>
      share === undefined ? [] : [{ name: share, at: at('volumes', index, 'share') }]
    )
})
