/** The releases of Kubeflow that a cluster may run, oldest first. */
export const versions = ['26.03'] as const

export type Version = (typeof versions)[number]

/** A value for each release. */
export type Columns<T> = Readonly<Record<Version, T>>
