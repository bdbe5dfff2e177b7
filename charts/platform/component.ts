import type { Cluster } from '../../src/cluster/cluster.ts'
import type { Source } from '../../src/diagnostics/source.ts'
import type { Model } from '../../src/model/model.ts'
import type { Manifest } from '../objects/manifest.ts'

/** A component as compiled for one cluster. */
export interface Part {
  readonly component: Component
  /** Whether its root includes what Kubeflow ships. */
  readonly base: boolean
  readonly values: Values
  /** The compiled files; empty if the cluster uses Kubeflow's defaults. */
  readonly files: readonly Source[]
}

/**
 * A part of Kubeflow or of the platform around it: at most one base in `kustomize/upstream/`, its
 * structure in `kustomize/<name>/`, its values from here, and one root per cluster. kustomize/README.md
 * explains how to add one.
 */
export interface Component {
  readonly name: string
  /** The components that it depends on. */
  readonly after: readonly string[]
  /** Whether it is part of Kubeflow's own manifests. */
  readonly upstream: boolean
  /** Returns nothing if the cluster does not have this component. */
  readonly values: (cluster: Cluster, platform: Platform) => Values | undefined
  /** What Tenantry adds to a component that somebody else installs. */
  readonly added?: (cluster: Cluster, platform: Platform) => readonly Manifest[]
}

/** Only what the platform team wrote, because the platform must not depend on tenants' files. */
export type Platform = Pick<
  Model,
  'common' | 'policy' | 'directory' | 'clusters' | 'admins' | 'emails'
>

/** What a cluster's file changes in a component. */
export interface Values {
  /** The overlays below `kustomize/` that the cluster's root must list, in this order. */
  readonly overlays: readonly string[]
  /** Partial objects, merged into the base. Only overlays can remove something. */
  readonly patches: readonly Manifest[]
  /** Single values inside lists, which a patch could only replace as a whole. */
  readonly edits: readonly Edit[]
  /** Additional objects. */
  readonly objects: readonly Manifest[]
  /** Files that hold no objects, such as `iam.json`. */
  readonly files: readonly Source[]
}

/** Replaces one text by another; the build fails if it is missing. */
export interface Edit {
  readonly kind: string
  readonly namespace: string
  readonly name: string
  readonly path: string
  readonly from: string
  readonly to: string
}

/** Kubeflow's defaults. */
export const plain: Values = { overlays: [], patches: [], edits: [], objects: [], files: [] }
