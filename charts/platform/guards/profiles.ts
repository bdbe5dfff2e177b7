import type { Cluster } from '../../../src/cluster/cluster.ts'
import { type Guard, unchanged } from './guard.ts'

/** A Profile makes its owner the admin of the namespace. */
export function profiles({ dashboard }: Cluster): Guard {
  const register = dashboard.open ? ' || (request.operation == "CREATE" && variables.profiles)' : ''
  return {
    name: 'profiles',
    on: [
      {
        group: 'kubeflow.org',
        resources: ['profiles'],
        operations: ['CREATE', 'UPDATE', 'DELETE']
      }
    ],
    where: {},
    variables: [],
    rules: [
      {
        holds: `request.operation == "UPDATE" || variables.git${register}`,
        message: 'Profiles are made and removed by way of git'
      },
      {
        holds: `request.operation != "UPDATE" || ${unchanged('spec')} || variables.git || ((variables.profiles || variables.machinery) && ${unchanged('spec.owner')})`,
        message: 'Profiles, and who owns them, are changed by way of git'
      }
    ]
  }
}
