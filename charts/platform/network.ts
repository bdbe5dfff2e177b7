import type { SharedServer } from '../../src/kubeflow/pipelines.ts'
import { releaseOf } from '../../src/kubeflow/release.ts'
import type { Manifest } from '../objects/manifest.ts'
import { type Component, plain } from './component.ts'
import { namespace } from './kubeflow-namespace.ts'

/** Kubeflow's namespaces and their NetworkPolicies, with less of tenants let in. */
export const network: Component = {
  name: 'network',
  after: [],
  upstream: true,
  values: ({ release }) => {
    const { pipelines, katib } = releaseOf(release)
    return { ...plain, patches: [narrowed(pipelines.metadata), narrowed(katib.results)] }
  }
}

/** Kubeflow lets in all pods of tenants, though most have no use for a server that knows no tenants. */
function narrowed({ policy, port, callers }: SharedServer): Manifest {
  const steps = {
    namespaceSelector: { matchLabels: { 'app.kubernetes.io/part-of': 'kubeflow-profile' } },
    podSelector: { matchExpressions: [{ key: callers, operator: 'Exists' }] }
  }
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: policy, namespace },
    spec: { ingress: [{ from: [steps, { podSelector: {} }], ports: [{ protocol: 'TCP', port }] }] }
  }
}
