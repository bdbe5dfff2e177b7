import { allowed } from '../support/granted-names.ts'
import { asking } from '../support/refuse.ts'

/** The queue that a tenant's jobs wait in must be granted. */
export const forbiddenQueue = allowed({
  code: 'forbidden-queue',
  noun: 'queue',
  field: 'queues',
  instead: 'remove it',
  asked: tenant => {
    const { queue } = tenant.written
    return queue === undefined ? [] : [{ name: queue, ...asking(tenant, 'queue') }]
  }
})
