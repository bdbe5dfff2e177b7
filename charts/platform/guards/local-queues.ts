import { type Guard, inTenants, unchanged } from './guard.ts'

/** A LocalQueue leads to whichever ClusterQueue it names, also to one that is for others. */
export const localQueues: Guard = {
  name: 'queues',
  on: [{ group: 'kueue.x-k8s.io', resources: ['localqueues'], operations: ['CREATE', 'UPDATE'] }],
  where: inTenants,
  variables: [],
  rules: [
    {
      holds: `variables.git || ${unchanged('spec')}`,
      message: "which queue a tenant uses stands in the tenant's file: write it there as `queue`"
    }
  ]
}
