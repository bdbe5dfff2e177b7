import type { Cluster } from '../../src/cluster/cluster.ts'
import { components } from '../platform/compile-platform.ts'
import type { Component } from '../platform/component.ts'
import { rootPath } from './component-root.ts'
import { phases } from './shards.ts'

/** A root that an engine reconciles on its own. */
export interface Step {
  /** Such as `platform-roles`, `shard-0-bootstrap`, `tenant-fraud-bootstrap`. */
  readonly name: string
  /** Relative to the root of the repository. */
  readonly path: string
  readonly phase: 'platform' | (typeof phases)[number]
  /** Steps that must be up to date first: other components, or the first phase. */
  readonly after: readonly string[]
  /** Steps that must have been applied once, whatever their state is now. */
  readonly needs: readonly string[]
}

/** The components that install the kinds of a phase and the guards that protect them. */
const needed = {
  bootstrap: ['roles', 'profiles', 'guards'],
  namespace: ['mesh', 'secrets', 'notebooks']
} as const

/** One step per component, after its dependencies. */
export function platformSteps({ name: cluster }: Cluster, there: ReadonlySet<string>): Step[] {
  return components
    .filter(({ name }) => there.has(name))
    .map(({ name, after }) => ({
      name: platformStep(name),
      path: rootPath(cluster, name).replace(/\/[^/]*$/, ''),
      phase: 'platform',
      after: nearest(after, there).map(platformStep),
      needs: []
    }))
}

/** Two steps per shard. */
export function shardSteps({ name, gitops }: Cluster, there: ReadonlySet<string>): Step[] {
  return Array.from({ length: gitops.shards }, (_, shard) =>
    pair(`shard-${shard}`, `generated/${name}/shards/${shard}`, there)
  ).flat()
}

/** Two steps for a tenant that is reconciled on its own. */
export function tenantSteps(cluster: string, tenant: string, there: ReadonlySet<string>): Step[] {
  return pair(`tenant-${tenant}`, `generated/${cluster}/tenants/${tenant}`, there)
}

function pair(name: string, folder: string, there: ReadonlySet<string>): Step[] {
  return phases.map(phase => ({
    name: `${name}-${phase}`,
    path: `${folder}/${phase}`,
    phase,
    after: phase === 'namespace' ? [`${name}-bootstrap`] : [],
    needs: nearest(needed[phase], there).map(platformStep)
  }))
}

function platformStep(component: string): string {
  return `platform-${component}`
}

/** Replaces components that the cluster does not have by their own dependencies. */
function nearest(names: readonly string[], there: ReadonlySet<string>): string[] {
  const all: readonly Component[] = components
  const found = names.flatMap(name => {
    if (there.has(name)) return [name]
    return nearest(all.find(component => component.name === name)?.after ?? [], there)
  })
  return [...new Set(found)].sort()
}
