import { allowed } from '../support/granted-names.ts'
import { asking } from '../support/refuse.ts'

/** Each node pool that a tenant uses must be granted. */
export const forbiddenPool = allowed({
  code: 'forbidden-pool',
  noun: 'node pool',
  field: 'pools',
  instead: 'remove it',
  asked: tenant =>
    (tenant.written.pools ?? []).map((name, index) => ({ name, ...asking(tenant, 'pools', index) }))
})
