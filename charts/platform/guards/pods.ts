import type { Cluster } from '../../../src/cluster/cluster.ts'
import { type Guard, inTenants } from './guard.ts'
import { podRules, podVariables } from './pod-rules.ts'

const isNew =
  'request.operation == "CREATE" || !has(oldObject.spec.tolerations) || !(t in oldObject.spec.tolerations)'

/** Judges each pod of a tenant where it is made, because controllers make pods for anybody who asks. */
export function pods(cluster: Cluster): Guard {
  const [most, shown] = [cluster.priority, String(cluster.priority)]
  return {
    name: 'pods',
    on: [{ group: '', resources: ['pods'], operations: ['CREATE', 'UPDATE'] }],
    where: inTenants,
    variables: podVariables({
      spec: 'object.spec',
      // Afterwards, Kubernetes only lets somebody add tolerations.
      same: 'request.operation == "UPDATE"',
      tolerations: `has(object.spec.tolerations) ? object.spec.tolerations.filter(t, ${isNew}) : []`
    }),
    rules: [
      ...podRules(cluster),
      {
        holds: `variables.same || !has(object.spec.priority) || object.spec.priority <= ${most}`,
        message: `pods of tenants have a priority of at most ${shown}: remove \`priorityClassName\``
      }
    ]
  }
}
