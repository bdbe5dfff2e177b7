import type { Cluster } from '../../src/cluster/cluster.ts'
import type { Manifest } from '../objects/manifest.ts'
import { admins } from './admins.ts'
import { type Component, type Platform, plain } from './component.ts'
import { home, identities } from './identities.ts'

/** The rights of people and of the engines. */
export const roles: Component = {
  name: 'roles',
  after: ['mesh'],
  upstream: true,
  values: (cluster, platform) => ({
    ...plain,
    overlays: ['aggregated'],
    objects: [...aliases.map(alias), ...ours(cluster, platform)]
  }),
  added: ours
}

/** Without these, the engines could write no tenants. */
function ours(cluster: Cluster, platform: Platform): Manifest[] {
  return [namespace, ...identities(cluster), ...admins(cluster, platform.admins)]
}

/** No pods run in it. */
const namespace: Manifest = {
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: home, labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } }
}

/** The names that Kubeflow's roles had before they were aggregated. */
const aliases = [
  ['kubeflow:admin', 'kubeflow-admin'],
  ['kubeflow:write', 'kubeflow-edit'],
  ['kubeflow:read', 'kubeflow-view']
] as const

/**
 * The cluster fills in the rules of an aggregated role, so an engine that wrote `rules` would remove
 * them.
 */
function alias([name, role]: (typeof aliases)[number]): Manifest {
  const label = `rbac.authorization.kubeflow.org/aggregate-to-${role}`
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: { name },
    aggregationRule: { clusterRoleSelectors: [{ matchLabels: { [label]: 'true' } }] }
  }
}
