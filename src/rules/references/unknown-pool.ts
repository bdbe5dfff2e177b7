import { mapped } from '../support/mapped-names.ts'

/** A node pool that a tenant names must be in the cluster's file. */
export const unknownPool = mapped({
  code: 'unknown-pool',
  noun: 'node pool',
  field: 'pools',
  known: ({ pools }) => pools,
  asked: ({ written, at }) =>
    (written.pools ?? []).map((name, index) => ({ name, at: at('pools', index) }))
})
