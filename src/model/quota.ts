/** One line of a quota: what Kubernetes calls it, what the author calls it, and how much. */
export interface Amount {
  readonly resource: string
  readonly field: string
  readonly amount: string
}

export interface Bounds {
  readonly cpu: string
  readonly memory: string
}

/** Each is the empty string where nothing is said. */
export interface Limits {
  readonly default: Bounds
  readonly request: Bounds
  readonly max: Bounds
  readonly min: Bounds
}
