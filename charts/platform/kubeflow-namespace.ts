import type { Workload } from '../../src/kubeflow/pipelines.ts'
import type { Manifest } from '../objects/manifest.ts'

/** Where Kubeflow itself lives, in every release. */
export const namespace = 'kubeflow'

/** Texts of a ConfigMap. */
export function texts(name: string, data: Readonly<Record<string, string>>): Manifest {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace }, data }
}

/** Variables of a container: texts, or references. */
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
