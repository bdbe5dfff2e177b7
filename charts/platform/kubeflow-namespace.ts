import type { Workload } from '../../src/kubeflow/pipelines.ts'
import type { Manifest } from '../objects/manifest.ts'

/** Kubeflow's own namespace in every release. */
export const namespace = 'kubeflow'

/** A ConfigMap with these entries. */
export function texts(name: string, data: Readonly<Record<string, string>>): Manifest {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace }, data }
}

/** Environment variables of a container: values or references. */
export function variables(
  { name, container }: Workload,
  values: Readonly<Record<string, string | object>>
): Manifest {
  const env = Object.entries(values).map(([name, value]) => {
    return typeof value === 'string' ? { name, value } : { name, valueFrom: value }
  })
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace },
    spec: { template: { spec: { containers: [{ name: container, env }] } } }
  }
}
