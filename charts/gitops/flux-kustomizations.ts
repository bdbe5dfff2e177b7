import type { Cluster } from '../../src/cluster/cluster.ts'
import { fluxNamespace, narrow, phaseLabel, wide } from '../objects/engines.ts'
import { managed } from '../objects/labels.ts'
import type { Manifest } from '../objects/manifest.ts'
import { shardOf } from './shards.ts'
import type { Step } from './steps.ts'

/** How the Kustomization of a tenant differs from one of a shard or a component. */
interface Details {
  readonly labels: Readonly<Record<string, string>>
  /** Whether deleting the Kustomization deletes its objects. */
  readonly released: boolean
}

export function kustomization(cluster: Cluster, step: Step, details: Details): Manifest {
  const { name, path, phase } = step
  const { prune } = cluster.gitops
  return {
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: {
      name,
      namespace: fluxNamespace,
      labels: {
        ...managed,
        [phaseLabel]: phase,
        ...details.labels
      }
    },
    spec: {
      ...manners[phase],
      path: `./${path}`,
      sourceRef: { kind: 'GitRepository', name: fluxNamespace },
      prune,
      // A root may hold everybody's data, so after its removal from git a person deletes the objects.
      deletionPolicy: details.released ? 'MirrorPrune' : 'Orphan',
      ...dependencies(step)
    }
  }
}

/** The settings of each phase. */
const manners = {
  platform: {
    interval: '1h',
    retryInterval: '2m',
    timeout: '10m',
    wait: true,
    serviceAccountName: 'kustomize-controller'
  },
  bootstrap: {
    interval: '1h',
    retryInterval: '1m',
    timeout: '2m',
    wait: true,
    serviceAccountName: wide,
    healthCheckExprs: [
      {
        apiVersion: 'kubeflow.org/v1',
        kind: 'Profile',
        // The profile controller reports no error for a Profile it refuses, but adds this finalizer to
        // one it accepts.
        current: "has(metadata.finalizers) && 'profile-finalizer' in metadata.finalizers"
      }
    ]
  },
  namespace: {
    interval: '1h',
    retryInterval: '30s',
    timeout: '2m',
    // With late binding, a claim stays pending until a pod uses it, which may never happen.
    wait: false,
    serviceAccountName: narrow
  }
} as const

function dependencies({ after, needs, phase }: Step): object {
  // Flux checks the list in this order. A commit triggers both phases at once, so the first is already
  // reconciling when it is checked.
  const list = [
    ...needs.map(name => ({ name, readyExpr: brought })),
    ...after.map(name => (phase === 'platform' ? { name } : { name, readyExpr: applied }))
  ]
  return list.length === 0 ? {} : { dependsOn: list }
}

/**
 * Accepts a step whose current revision is applied, even if objects in it are unhealthy: one refused
 * Profile must not keep the access of others from being revoked. Flux sets the observed generation only
 * when everything is healthy, so this compares the generation of the condition.
 */
export const applied =
  "has(dep.status.conditions) && dep.status.conditions.exists(c, c.type == 'Ready' && c.observedGeneration == dep.metadata.generation && (c.status == 'True' || c.reason == 'HealthCheckFailed'))"

/** Accepts a step that was applied at least once, so that an unhealthy component does not block tenants. */
export const brought = 'has(dep.status.inventory)'

/** Assigns a key to one of several sets of controllers; the first set also takes objects without a key. */
export function controllerKey({ gitops }: Cluster, key: string): Details['labels'] {
  const set = shardOf(key, gitops.controllers)
  return set === 0 ? {} : { 'sharding.fluxcd.io/key': `shard${set}` }
}
