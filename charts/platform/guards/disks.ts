import { type Guard, sentFrom, unchanged } from './guard.ts'

/**
 * A PersistentVolume reaches any disk, share or folder of a node. Katib makes whatever a tenant's trial
 * names, so Kubeflow's accounts make none.
 */
export const disks: Guard = {
  name: 'disks',
  on: [{ group: '', resources: ['persistentvolumes'], operations: ['CREATE', 'UPDATE'] }],
  where: {},
  variables: [],
  rules: [
    {
      holds: `!${sentFrom(['system:serviceaccounts:kubeflow'])} || ${unchanged('spec')}`,
      message: 'a trial makes no PersistentVolume: make a PersistentVolumeClaim of a storage class'
    }
  ]
}
