import { type Guard, inTenants, there, unchanged } from './guard.ts'

const place = 'object.spec.trialTemplate.configMap.configMapNamespace'

/** Katib reads the template of trials with its own rights, and tells what it read where it refuses it. */
export const experiments: Guard = {
  name: 'experiments',
  on: [{ group: 'kubeflow.org', resources: ['experiments'], operations: ['CREATE', 'UPDATE'] }],
  where: inTenants,
  variables: [],
  rules: [
    {
      holds: `!(${there(place)}) || ${place} == request.namespace || ${unchanged('spec')}`,
      message:
        "an experiment takes its template from a ConfigMap of its own tenant: write the tenant's name as `configMapNamespace`"
    }
  ]
}
