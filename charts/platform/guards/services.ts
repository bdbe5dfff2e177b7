import type { Cluster } from '../../../src/cluster/cluster.ts'
import { releaseOf } from '../../../src/kubeflow/release.ts'
import { type Guard, inTenants, sentBy, unchanged } from './guard.ts'

/**
 * Services that lead from a tenant's namespace to somewhere else, or from outside into it. Without a
 * selector, a Service keeps the addresses that it had, which later are those of other tenants' pods.
 * Knative points those it makes at its gateway and, before it knows that gateway, at the model's own name.
 */
export function services({ release }: Cluster): Guard {
  const { accounts, ways } = releaseOf(release).serving
  const target = 'object.spec.externalName'
  const gateway = `${target} == ${JSON.stringify(ways.localGatewayService)}`
  const itself = ['"." + request.namespace + ".svc."', '"--" + request.namespace + "."']
    .map(rest => `${target}.startsWith(object.metadata.name + ${rest})`)
    .join(' || ')
  const kept = unchanged('spec')
  return {
    name: 'services',
    on: [{ group: '', resources: ['services'], operations: ['CREATE', 'UPDATE'] }],
    where: inTenants,
    variables: [
      { name: 'type', expression: 'has(object.spec.type) ? object.spec.type : "ClusterIP"' },
      {
        name: 'model',
        expression: `(${sentBy(accounts.knative)} && (${gateway} || ${itself})) || (${sentBy(accounts.kserve)} && ${gateway})`
      }
    ],
    rules: [
      {
        holds: `variables.type in ["ClusterIP", "ExternalName"] || ${kept}`,
        message:
          "a tenant's Service is reached from inside the cluster only: leave out its type, or write `type: ClusterIP`"
      },
      {
        holds: `!has(object.spec.externalIPs) || object.spec.externalIPs.size() == 0 || ${kept}`,
        message:
          "a tenant's Service does not answer at addresses of others: leave out `externalIPs`"
      },
      {
        holds: `variables.type != "ExternalName" || variables.model || ${kept}`,
        message:
          "a tenant's Service leads to its own pods: use the other host's name directly instead of a Service of type ExternalName"
      },
      {
        holds: `variables.type == "ExternalName" || (has(object.spec.selector) && object.spec.selector.size() > 0) || ${sentBy(accounts.knative)} || ${kept}`,
        message: "a tenant's Service leads to its own pods: give it a `selector` that finds them"
      }
    ]
  }
}

/** The addresses behind a Service, which could be those of other tenants' pods. */
export function endpoints({ release }: Cluster): Guard {
  const { knative } = releaseOf(release).serving.accounts
  return {
    name: 'endpoints',
    on: [
      { group: '', resources: ['endpoints'], operations: ['CREATE', 'UPDATE'] },
      { group: 'discovery.k8s.io', resources: ['endpointslices'], operations: ['CREATE', 'UPDATE'] }
    ],
    where: inTenants,
    variables: [],
    rules: [
      {
        holds: `variables.machinery || ${sentBy(knative)} || ${unchanged('subsets', 'endpoints', 'ports')}`,
        message:
          'the addresses behind a Service are written by Kubernetes: give the Service a `selector` that finds its pods'
      }
    ]
  }
}
