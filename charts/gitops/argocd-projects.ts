import type { Cluster } from '../../src/cluster/cluster.ts'
import { reservedNames } from '../../src/kubernetes/reserved.ts'
import { argocdNamespace, narrow, server, wide } from '../objects/engines.ts'
import { type Kind, kinds, wideKinds } from '../objects/kinds.ts'
import { managed } from '../objects/labels.ts'
import type { Manifest } from '../objects/manifest.ts'
import { home as markers } from '../platform/identities.ts'
import type { Step } from './steps.ts'

/** The project of each phase's Applications. */
export const projectOf = {
  platform: 'tenantry-platform',
  bootstrap: wide,
  namespace: narrow
} as const satisfies Record<Step['phase'], string>

/** Says per phase which namespaces and kinds may be written, and as which account. */
export function projects(cluster: Cluster, tenants: readonly string[]): Manifest[] {
  const { cluster: global, namespaced } = wideKinds(cluster)
  const { controllers, iam } = cluster.aws
  const markersToo = [...tenants, markers]
  return [
    project(cluster, 'platform', {
      description: 'Kubeflow, and the platform around it; no tenant can have one of its namespaces',
      account: 'argocd-application-controller',
      namespaces: platformNamespaces(cluster),
      global: [{ group: '*', kind: '*' }],
      // Only the other two projects may create or remove tenants.
      but: [{ group: 'kubeflow.org', kind: 'Profile' }],
      local: [{ group: '*', kind: '*' }]
    }),
    project(cluster, 'bootstrap', {
      description: "Tenants' namespaces, Profiles, volumes and roles",
      account: wide,
      namespaces: iam === 'ack' ? [...markersToo, controllers] : markersToo,
      global,
      but: [],
      local: [configMap, ...namespaced]
    }),
    project(cluster, 'namespace', {
      description: "What is inside tenants' namespaces",
      account: narrow,
      namespaces: markersToo,
      global: [],
      but: [],
      local: kinds
    })
  ]
}

/** Each shard has a ConfigMap of its own. */
const configMap = { group: '', kind: 'ConfigMap' }

type GroupKind = Pick<Kind, 'group' | 'kind'>

interface Borders {
  readonly description: string
  /** The account that Argo CD impersonates, if it does. */
  readonly account: string
  readonly namespaces: readonly string[]
  readonly global: readonly GroupKind[]
  readonly but: readonly GroupKind[]
  readonly local: readonly GroupKind[]
}

function project({ gitops }: Cluster, phase: Step['phase'], borders: Borders): Manifest {
  const { description, account, namespaces, global, but, local } = borders
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AppProject',
    metadata: { name: projectOf[phase], namespace: argocdNamespace, labels: managed },
    spec: {
      description,
      sourceRepos: [gitops.repository],
      destinations: [...new Set(namespaces)].sort().map(namespace => ({ server, namespace })),
      destinationServiceAccounts: [
        { server, namespace: markers, defaultServiceAccount: `${argocdNamespace}:${account}` }
      ],
      clusterResourceWhitelist: global.map(named),
      ...(but.length > 0 && { clusterResourceBlacklist: but.map(named) }),
      namespaceResourceWhitelist: local.map(named)
    }
  }
}

function named({ group, kind }: GroupKind): GroupKind {
  return { group, kind }
}

/** Namespaces that no tenant may have, either on any cluster or on this one. */
function platformNamespaces({ reserved, monitoring, aws }: Cluster): string[] {
  return [
    ...reservedNames,
    ...reserved,
    ...(monitoring === null ? [] : [monitoring]),
    aws.controllers
  ]
}
