import { mapped } from '../support/mapped-names.ts'

/** The share of a volume must be an access point in the cluster's file. */
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
