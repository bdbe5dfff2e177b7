import type { Cluster } from '../../src/cluster/cluster.ts'
import type { Source } from '../../src/diagnostics/source.ts'
import type { Model } from '../../src/model/model.ts'
import type { Manifest } from '../objects/manifest.ts'

/** A component of one cluster. */
export interface Part {
  readonly component: Component
  readonly values: Values
  /** What is compiled for it, by path; none if it takes Kubeflow as it comes. */
  readonly files: readonly Source[]
}

/**
 * A part of Kubeflow, or of the platform around it: one base in `kustomize/upstream/`, or none; its
 * structure in `kustomize/<name>/`; its values from here; one root for each cluster.
 * kustomize/README.md says how one is added.
 */
export interface Component {
  readonly name: string
  /** The components that must be there before. */
  readonly after: readonly string[]
  /** Whether Kubeflow brings it along. */
  readonly upstream: boolean
  /** Nothing where a cluster goes without it. */
  readonly values: (cluster: Cluster, platform: Platform) => Values | undefined
}

/** What the platform team wrote: nothing of the platform depends on what a tenant says. */
export type Platform = Pick<Model, 'common' | 'policy' | 'directory' | 'clusters' | 'admins'>

/** What a cluster's file makes of a component. */
export interface Values {
  /** The overlays below `kustomize/` that the cluster's root must list, in this order. */
  readonly overlays: readonly string[]
  /** Parts of objects of the base, to be merged in. They take nothing away: overlays do. */
  readonly patches: readonly Manifest[]
  /** Single values of objects of the base, deep in lists that a patch could only replace whole. */
  readonly edits: readonly Edit[]
  /** Objects beside those of the base. */
  readonly objects: readonly Manifest[]
  /** What is no object, such as `iam.json`, by the name of its file. */
  readonly files: readonly Source[]
}

/** Where one text becomes another; if it is not there, the build fails. */
export interface Edit {
  readonly kind: string
  readonly namespace: string
  readonly name: string
  readonly path: string
  readonly from: string
  readonly to: string
}

/** Kubeflow as it comes. */
export const plain: Values = { overlays: [], patches: [], edits: [], objects: [], files: [] }
