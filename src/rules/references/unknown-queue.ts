import { mapped } from '../support/mapped-names.ts'

/** A queue that a tenant names must be in the cluster's file. */
export const unknownQueue = mapped({
  code: 'unknown-queue',
  noun: 'queue',
  field: 'queues',
  known: ({ queues }) => queues,
  asked: ({ written: { queue }, at }) =>
    queue === undefined ? [] : [{ name: queue, at: at('queue') }]
})
