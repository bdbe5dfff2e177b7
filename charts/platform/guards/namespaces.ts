import type { Cluster } from '../../../src/cluster/cluster.ts'
import { marker } from '../../objects/labels.ts'
import type { Guard } from './guard.ts'

/** Only a platform admin may turn an existing namespace into a tenant's. */
export function namespaces({ dashboard }: Cluster): Guard {
  return {
    name: 'namespaces',
    on: [{ group: '', resources: ['namespaces'], operations: ['CREATE', 'UPDATE'] }],
    where: {},
    variables: [
      { name: 'tenant', expression: labelOf('object') },
      { name: 'before', expression: `request.operation == "CREATE" ? "" : ${labelOf('oldObject')}` }
    ],
    rules: [
      {
        holds:
          'variables.tenant == variables.before || variables.admin || (request.operation == "CREATE" && variables.git)',
        message: `only a platform admin puts the label ${marker} on a namespace that is there, or takes it off`
      },
      // A namespace that the controller creates would be deleted with its Profile, and git could not
      // take it over.
      ...(dashboard.open
        ? []
        : [
            {
              holds: 'request.operation != "CREATE" || !variables.profiles',
              message: 'namespaces of Profiles are made by way of git'
            }
          ])
    ]
  }
}

function labelOf(object: string): string {
  const labels = `${object}.metadata.labels`
  const key = JSON.stringify(marker)
  return `(has(${labels}) && ${key} in ${labels} ? ${labels}[${key}] : "")`
}
