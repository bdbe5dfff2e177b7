/** The releases of Kubeflow that a cluster may run, oldest first. */
export const versions = ['1.11', '26.03', '26.03.1'] as const

export type Version = (typeof versions)[number]

/** The one for new clusters. Kubeflow has no tag for 26.03.1 yet, only a branch. */
export const usual: Version = '26.03'

/** A value for each release. */
export type Columns<T> = Readonly<Record<Version, T>>
