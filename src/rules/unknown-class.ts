import { mapped } from '../mapped.ts'

/** A storage class that a tenant's volume names is in its cluster's file. */
export const unknownClass = mapped({
  code: 'unknown-class',
  noun: 'storage class',
  field: 'storage.classes',
  known: ({ storage }) => storage?.classes,
  asked: ({ written, at }) =>
    (written.volumes ?? []).flatMap((volume, index) =>
      volume.class === undefined ? [] : [{ name: volume.class, at: at('volumes', index, 'class') }]
    )
})
