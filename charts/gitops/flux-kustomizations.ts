import type { Cluster } from '../../src/cluster/cluster.ts'
import { fluxNamespace, narrow, phaseLabel, wide } from '../objects/engines.ts'
import { managed } from '../objects/labels.ts'
import type { Manifest } from '../objects/manifest.ts'
import { shardOf } from './shards.ts'
import type { Step } from './steps.ts'

/** Of one tenant, or of a shard or a component. */
interface Details {
  readonly labels: Readonly<Record<string, string>>
  /** Whether what it brought goes with it. */
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
      // What git no longer names is for a person to remove: it may hold everybody's data.
      deletionPolicy: details.released ? 'MirrorPrune' : 'Orphan',
      ...dependencies(step)
    }
  }
}

/** How each phase is gone about. */
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
        // A controller that refuses a Profile says nothing; one that took it on leaves this.
        current: "has(metadata.finalizers) && 'profile-finalizer' in metadata.finalizers"
      }
    ]
  },
  namespace: {
    interval: '1h',
    retryInterval: '30s',
    timeout: '2m',
    // A claim is bound when a pod wants it, which may be never.
    wait: false,
    serviceAccountName: narrow
  }
} as const

function dependencies({ after, needs, phase }: Step): object {
  // Flux asks in this order. Both phases hear of a commit at once; so the first is at it when it is asked.
  const list = [
    ...needs.map(name => ({ name, readyExpr: brought })),
    ...after.map(name => (phase === 'platform' ? { name } : { name, readyExpr: applied }))
  ]
  return list.length === 0 ? {} : { dependsOn: list }
}

/**
 * All of it is in the cluster as git has it now, whether or not it is well there: nobody keeps access
 * because somebody else's Profile is refused. Flux counts a generation as observed only where all is
 * well, so the condition's own is asked for.
 */
export const applied =
  "has(dep.status.conditions) && dep.status.conditions.exists(c, c.type == 'Ready' && c.observedGeneration == dep.metadata.generation && (c.status == 'True' || c.reason == 'HealthCheckFailed'))"

/** It was there once: that a part of the platform is not well now holds up no tenant. */
export const brought = 'has(dep.status.inventory)'

/** With several sets of controllers, which of them; the first is the one that takes what has no key. */
export function controllerKey({ gitops }: Cluster, key: string): Details['labels'] {
  const set = shardOf(key, gitops.controllers)
  return set === 0 ? {} : { 'sharding.fluxcd.io/key': `shard${set}` }
}
